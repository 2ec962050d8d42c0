"""Whether addresses are those of one picture in other sizes or crops. As the corpora's scorer matches pictures.

An address is taken out of the resizing service that it may be wrapped in, and gives its host and path and what is
distinctive about it: identifiers, long names, the file's name without size or crop.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Set
from typing import NamedTuple
from urllib.parse import parse_qsl, unquote, urljoin, urlsplit

_ORDINARY_NAMES = frozenset(
    "image img photo picture default discover original large medium small thumb thumbnail placeholder full master 1 0 "
    "w h jpg index resize resizer file poster main cover hero article free 16x9 uploads images ratio".split()
)
_ENDINGS = re.compile(r"(?:\.(?:jpe?g|png|webp|gif|avif|svg|bmp|tiff?|ece|html?|php|aspx?|rc))+$", re.I)
_SUFFIX = re.compile(
    r"[-_.@](?:\d{2,4}x\d{2,4}|\d{2,4}px|[wh]_?\d{2,4}|\d(?:\.\d)?x|scaled|rotated|e\d{9,14}|crop|resized?|square|small|"
    r"medium|large|thumb(?:nail)?|lg|md|sm|xl|xs|full|fullhd|original|retina|landscape|webp|jpe?g|png)$"
)
_RENDITIONS = tuple(map(re.compile, (r"_w\d+_r[\d.]+.*$", r"~?_v-\w+.*$", r"~_t-\d+.*$", r"~\d+x\d+$")))
_EMBEDDED = re.compile(r"https?(?:://|%3A%2F%2F|%253A%252F%252F|:%2F%2F)", re.I)
_EMBEDDED_PATH = re.compile(r"[?&](?:url|src|image|img|u|imageurl)=(/[^&]+|%2F[^&]+)", re.I)
_ESCAPED, _TWICE = re.compile(r"https?(?:%3A%2F%2F|%253A)", re.I), re.compile(r"https?%3A%2F%2F", re.I)
_BLANK = re.compile(r"placeholder|blank\.gif|pixel\.gif|\bspacer\b|transparent\.(?:gif|png)", re.I)
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_DAY = re.compile(r"(?:19|20)\d\d(?:0\d|1[0-2])\d\d")
_SIZE_NAME = re.compile(r"\d{1,4}(?:x\d+)?")
_SHORTEST_URL = 12
_FILE = 100.0
"""How much more a file's name says than a token of its length."""


class Picture(NamedTuple):
    """What the addresses of one picture show of it."""

    places: set[str]
    """Host and path of each."""
    tokens: set[str]


def picture(urls: Iterable[str | None], base: str) -> Picture:
    """The picture of these addresses, relative to a page; those of placeholders say nothing."""
    known = [_read(url, base) for url in urls if url and not url.startswith("data:") and not _BLANK.search(url)]
    read = [one for one in known if one]
    return Picture({place for place, _ in read}, {token for _, tokens in read for token in tokens})


def similarity(a: Picture, b: Picture, common: Set[str] = frozenset()) -> float:
    """How much speaks for two pictures being one, 0 where nothing does; ``common``: tokens that tell nothing here."""
    if a.places & b.places:
        return 1000.0
    shared = (a.tokens & b.tokens) - common
    return max(((_FILE if token.startswith("file:") else 0.0) + len(token) for token in shared), default=0.0)


def _read(url: str, base: str) -> tuple[str, set[str]] | None:
    try:
        parts = urlsplit(_unwrapped(urljoin(base, html.unescape(url.strip()))))
    except ValueError:
        return None
    path = unquote(parts.path).lower()
    segments = [segment for segment in path.split("/") if segment]
    found = {token for segment in segments for token in _identifiers(_ENDINGS.sub("", segment))}
    found |= _of_file_name(_clean(segments[-1])) if segments else set()
    if not found:
        found = {"path:" + path, *("query:" + value.lower() for _, value in parse_qsl(parts.query) if len(value) >= 4)}
    return parts.netloc.lower().removeprefix("www.") + path, found


def _unwrapped(url: str) -> str:
    """The address that a resizing service was given, the last one where they are nested."""
    url = html.unescape(url.strip())
    for _ in range(3):
        inner = [*_EMBEDDED.finditer(url[1:])]
        if not inner:
            path = _EMBEDDED_PATH.search(url)
            return unquote(path[1]) if path else url
        found = url[inner[-1].start() + 1 :]
        if _ESCAPED.match(found):
            found = unquote(found.split("&")[0])
            found = unquote(found) if _TWICE.match(found) else found
        if len(found) < _SHORTEST_URL:
            return url
        url = found
    return url


def _clean(name: str) -> str:
    """A file's name without ending, size and crop."""
    name = _ENDINGS.sub("", unquote(name).lower())
    for _ in range(4):
        name = _SUFFIX.sub("", name)
    for rendition in _RENDITIONS:
        name = rendition.sub("", name)
    return _ENDINGS.sub("", name)


def _identifiers(segment: str) -> set[str]:
    runs = re.findall(r"[a-z0-9]+", segment)
    found = {run for run in runs if not _DAY.fullmatch(run) and _is_telling(run)}
    return found.union(_UUID.findall(segment), re.findall(r"[\w-]{20,}", segment))


def _is_telling(run: str) -> bool:
    return len(run) >= 20 or (len(run) >= 8 and not run.isalpha()) or (len(run) >= 6 and run.isdigit())


def _of_file_name(name: str) -> set[str]:
    found = {"slug:" + re.sub(r"[-_]?[a-z0-9]{1,14}$", "", name)} if len(name) >= 28 and "-" in name else set()
    if len(name) >= 4 and name not in _ORDINARY_NAMES and not _SIZE_NAME.fullmatch(name):
        found.add("file:" + name)
    return found
