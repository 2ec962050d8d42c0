"""The best rendition of a picture: its address and size, from whatever attributes hold them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from lxml.html import HtmlElement

from crawler.page.figures.srcset import Rendition, read_srcset

_UNFIT = re.compile(
    r"(?:place-?holder|spacer|blank|transparent|lazy[-_]?load(?:er|ing)?|loading|loader|1x1|pixel|grey|default-image|dummy|fallback|no[-_]?(?:image|photo|picture))"
    r"[^/]*\.(?:png|gif|svg|jpe?g|webp)|[/_-]1x1|^(?:data|about|javascript|blob):|"
    r"\*\*|[{}]|%7[bd]|\.(?:svg|ico|js|css|mp4|webm|m3u8|mp3|pdf)(?:$|[?#])",
    re.I,
)
UNUSUAL = re.compile(r"\s|&amp;|/\.|//?$|[?#]$")
"""What an absolute address is mended for."""
_HINTS = (
    "holder spacer blank transparent lazy load 1x1 pixel grey default-image dummy fallback no-image no_image noimage "
    "no-photo no_photo nophoto no-picture no_picture nopicture data: about: javascript: blob: ** { } %7b %7d .svg .ico "
    ".js .css .mp4 .webm .m3u8 .mp3 .pdf"
).split()
"""One of these is in all that is unfit."""
_ENDING = re.compile(r"\.(?:jpe?g|png|webp|avif|gif|jfif|tiff?|bmp)(?:$|[?#&/!:;,])", re.I)
_URL = re.compile(r"^(?:https?:)?//[^\s\"'<>{}]+$|^\.{0,2}/[^\s\"'<>{}]+$|^[\w%.-][^\s\"'<>{}:]*/[^\s\"'<>{}]*$")
_URL_SIZE = (
    re.compile(r"[?&/,;_=-](?:w|width|wid|imwidth|resize|sw|rw|mw)[=_:/-]?(\d{2,4})(?!\d)", re.I),
    re.compile(r"(?<!\d)(\d{3,4})[xX]\d{2,4}(?!\d)"),
)
_FULL = re.compile(r"full|large|orig|zoom|hi-?res|retina|max", re.I)
_DATA_HREF = re.compile(r"src|url|image|img|href|orig|file|photo|full|large|lazy|poster|picture|bg|background")
_TRANSPARENT = frozenset(("picture", "source", "noscript"))
_NAMES = frozenset(("poster", "image", "images", "renditions"))
_ADDRESS = re.compile(r"(?:https?:)?/[^\s\"'<>{}\\\\]{4,}")
_LARGEST = 20_000


@dataclass(slots=True)
class Source:
    """A picture's best rendition."""

    url: str
    """Absolute address."""
    width: int | None = None
    """Width in pixels, where the page says."""
    height: int | None = None
    """Height in pixels, where the page says."""
    urls: tuple[str, ...] = ()
    """Renditions as the page has them: enough of them to know the picture by."""


def read_source(element: HtmlElement, base_url: str) -> Source | None:
    """The largest rendition that a picture-like element offers, or ``None`` where it offers none that can be shown."""
    shown, high = _size(element.get("width")), _size(element.get("height"))
    shown = 0 if shown <= 2 and not 0 < high <= 2 else shown  # some write a ratio there
    found: dict[str, float] = {}
    for url, width in _renditions(element, shown):
        if url not in found:
            found[url] = width or _width_in(url)
    ranked = sorted(found, key=lambda u: -found[u])
    url = next((u for u in ranked if _is_fit(u)), "")
    if not url:
        return None
    ratio = _ratio(shown, high)
    width = int(found[url]) if found[url] > 1 else shown
    other = next((u for u in reversed(ranked) if u is url or _is_fit(u)), url)
    return Source(_resolve(base_url, url), width or None, round(width * ratio) or None, tuple({url, other}))


def _is_fit(url: str) -> bool:
    """Whether an address is one of a picture; the words are looked for first because that is ten times faster."""
    if url[:5] == "data:":
        return False
    folded = url.casefold()
    return not any(hint in folded for hint in _HINTS) or not _UNFIT.search(url)


def picture_of(element: HtmlElement) -> HtmlElement:
    """The outermost element that is nothing but this picture: libxml2 nests ``img`` inside ``source``."""
    parent = element.getparent()
    while parent is not None and parent.tag in _TRANSPARENT:
        element, parent = parent, parent.getparent()
    return element


def _renditions(element: HtmlElement, shown: int) -> Iterator[Rendition]:
    yield from _of_attributes(element, shown)
    whole = picture_of(element)
    if whole is not element or element.tag not in ("img", "amp-img"):
        for inner in whole.iter("source", "img"):
            if inner is not element:
                yield from _of_attributes(inner, _size(inner.get("width")) or shown)


def _of_attributes(element: HtmlElement, shown: int) -> Iterator[Rendition]:
    for name, value in element.attrib.items():
        if name == "src":
            if value:
                yield Rendition(value.strip(), float(shown))
            continue
        if ("src" not in name and name[:5] != "data-" and name not in _NAMES) or "/" not in value:
            continue
        value = value.strip()
        if "srcset" in name or name == "data-sizes-src":
            yield from _of_set(value, shown)
        else:
            yield from _of_data(name, value, shown)


def _of_set(value: str, shown: int) -> Iterator[Rendition]:
    if value[0] in "{[":
        yield from _of_json(value)
    else:
        yield from read_srcset(value, float(shown))


def _of_data(name: str, value: str, shown: int) -> Iterator[Rendition]:
    if value[0] in "{[":
        yield from _of_json(value)
    elif "," in value and " " in value and re.search(r"\s\d+(?:\.\d+)?[wx](?:,|$)", value[-2000:]):
        yield from read_srcset(value, float(shown))
    elif _URL.match(value) and (_ENDING.search(value) or "src" in name) and _DATA_HREF.search(name):
        yield Rendition(value, float(shown + 1 if _FULL.search(name) else 0))


def _of_json(value: str) -> Iterator[Rendition]:
    try:
        yield from _walk(json.loads(value), 0.0, 0)
    except (ValueError, RecursionError):
        yield from (Rendition(url, 0.0) for url in _ADDRESS.findall(value[:20_000]) if _ENDING.search(url))


def _walk(value: Any, width: float, depth: int) -> Iterator[Rendition]:
    if depth > 6:
        return
    if isinstance(value, str):
        if _URL.match(value) and (_ENDING.search(value) or width):
            yield Rendition(value, width)
    elif isinstance(value, list):
        for item in value:
            yield from _walk(item, width, depth + 1)
    elif isinstance(value, dict):
        own = value.get("width") or value.get("w") or width
        own = float(own) if isinstance(own, (int, float)) else float(_size(own) if isinstance(own, str) else 0)
        for key, item in value.items():
            if isinstance(item, dict) and _ENDING.search(key):
                yield Rendition(key, _json_width(item) or own)
            else:
                yield from _walk(item, float(key) if key.isdecimal() and len(key) < 5 else own, depth + 1)


def _json_width(value: dict[str, Any]) -> float:
    sizes = [s.get("width", 0) for s in value.get("sizes", []) if isinstance(s, dict)] if "sizes" in value else []
    return float(max([s for s in sizes if isinstance(s, (int, float))] + [value.get("width") or 0], default=0))


def _width_in(url: str) -> float:
    """The width that an address claims: ``?width=900``, ``/900x600/``, ``w_900``."""
    for pattern in _URL_SIZE:
        if found := pattern.search(url):
            return float(found.group(1))
    return 0.0


def _size(value: str | None) -> int:
    digits = (value or "").strip().removesuffix("px")
    return int(digits) if digits.isdecimal() and len(digits) < 6 and int(digits) < _LARGEST else 0


def _ratio(width: int, height: int) -> float:
    return height / width if width > 1 and height > 1 else 0.0


def _resolve(base_url: str, url: str) -> str:
    if url.startswith(("https://", "http://")) and not UNUSUAL.search(url):
        return url
    try:
        return urljoin(base_url, url.strip().replace("&amp;", "&")).replace(" ", "%20")
    except ValueError:
        return url
