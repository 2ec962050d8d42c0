"""The best rendition of a picture: its address and size, from whatever attributes hold them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
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
_HINTS = (
    "holder spacer blank transparent lazy loading loader 1x1 pixel grey default-image dummy fallback no-image no_image "
    "noimage no-photo no_photo nophoto no-picture no_picture nopicture data: about: javascript: blob: ** { } %7b %7d "
    ".svg .ico .js .css .mp4 .webm .m3u8 .mp3 .pdf"
).split()
"""One of these is in all that is unfit."""
_ENDING = re.compile(r"\.(?:jpe?g|png|webp|avif|gif|jfif|tiff?|bmp)(?:$|[?#&/!:;,])", re.I)
_URL = re.compile(r"^(?:https?:)?//[^\s\"'<>{}]+$|^\.{0,2}/[^\s\"'<>{}]+$|^[\w%.-][^\s\"'<>{}:]*/[^\s\"'<>{}]*$")
_URL_WIDTH = re.compile(r"[?&/,;_=-](?:w(?:id(?:th)?)?|imwidth|resize|[srm]w)[=_:/-]?(\d{2,4})(?!\d)")
_URL_SIZE = re.compile(r"(?<!\d)(\d{3,4})x\d{2,4}(?!\d)")
_IN_SET = re.compile(r"\s\d+(?:\.\d+)?[wx](?:,|$)")
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
    ranked = sorted(found, key=found.__getitem__, reverse=True)
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
    return not any(map(folded.__contains__, _HINTS)) or not _UNFIT.search(url)


def picture_of(element: HtmlElement) -> HtmlElement:
    """The outermost element that is nothing but this picture: libxml2 nests ``img`` inside ``source``."""
    parent = element.getparent()
    while parent is not None and parent.tag in _TRANSPARENT:
        element, parent = parent, parent.getparent()
    return element


def _renditions(element: HtmlElement, shown: int) -> list[Rendition]:
    found = _of_attributes(element, shown)
    whole = picture_of(element)
    if whole is not element or element.tag not in ("img", "amp-img"):
        for inner in whole.iter("source", "img"):
            if inner is not element:
                found += _of_attributes(inner, _size(inner.get("width")) or shown)
    return found


def _of_attributes(element: HtmlElement, shown: int) -> list[Rendition]:
    found: list[Rendition] = []
    for name, value in element.items():
        if name == "src":
            if value:
                found.append(Rendition(value.strip(), float(shown)))
        elif ("src" in name or name[:5] == "data-" or name in _NAMES) and "/" in value:
            found += _of_value(name, value.strip(), float(shown))
    return found


def _of_value(name: str, value: str, shown: float) -> Iterable[Rendition]:
    if value[0] in "{[":
        return _of_json(value)
    if "srcset" in name or name == "data-sizes-src":
        return read_srcset(value, shown)
    if "," in value and " " in value and _IN_SET.search(value[-2000:]):
        return read_srcset(value, shown)
    if _DATA_HREF.search(name) and _URL.match(value) and ("src" in name or _ENDING.search(value)):
        return [Rendition(value, shown + 1 if _FULL.search(name) else 0.0)]
    return ()


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
    folded = url.lower()
    found = _URL_WIDTH.search(folded) or ("x" in folded and _URL_SIZE.search(folded))
    return float(found.group(1)) if found else 0.0


def _size(value: str | None) -> int:
    digits = (value or "").strip().removesuffix("px")
    return int(digits) if digits.isdecimal() and len(digits) < 6 and int(digits) < _LARGEST else 0


def _ratio(width: int, height: int) -> float:
    return height / width if width > 1 and height > 1 else 0.0


def is_whole(url: str) -> bool:
    """Whether an address is absolute and has nothing that is mended: white space, ``&amp;``, dots, an empty end."""
    if not url.startswith(("https://", "http://")) or url[-1] in "/?#":
        return False
    return "/." not in url and "&amp;" not in url and url.split() == [url]


def _resolve(base_url: str, url: str) -> str:
    if is_whole(url):
        return url
    try:
        return urljoin(base_url, url.strip().replace("&amp;", "&")).replace(" ", "%20")
    except ValueError:
        return url
