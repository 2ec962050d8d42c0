"""Find the renditions of a picture in the attributes of an element, whatever their names."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, NamedTuple

from lxml.html import HtmlElement

from crawler.extract.images.srcset import Candidate, read_srcset

_ENDING = re.compile(r"\.(?:jpe?g|png|webp|avif|gif|jfif|tiff?|bmp)(?:$|[?#&/!:;,])", re.I)
_URL = re.compile(r"^(?:https?:)?//[^\s\"'<>{}]+$|^\.{0,2}/[^\s\"'<>{}]+$|^[\w%.-][^\s\"'<>{}:]*/[^\s\"'<>{}]*$")
_URL_WIDTH = re.compile(r"[?&/,;_=-](?:w(?:id(?:th)?)?|imwidth|resize|[srm]w)[=_:/-]?(\d{2,4})(?!\d)")
_URL_SIZE = re.compile(r"(\d(?<!\d\d)\d{2,3})x\d{2,4}(?!\d)")  # a digit comes first, so that the search is for one
_IN_SET = re.compile(r"\s\d+(?:\.\d+)?[wx](?:,|$)")
_FULL = re.compile(r"full|zoom|hi-?res|orig[\w-]*(?:file|url|src)|max|master", re.I)
_LARGE = re.compile(r"large|big|orig|retina", re.I)
_DATA_HREF = re.compile(r"src|url|image|img|href|orig|file|photo|full|large|lazy|poster|picture|bg|background")
_BACKGROUND = re.compile(r"background(?:-image)?\s*:[^;]{0,200}?url\(\s*['\"]?([^'\")]{5,1000})['\"]?\s*\)", re.I)
_MIN_WIDTH = re.compile(r"min-width:\s*(\d{2,4})px")
_NAMES = frozenset(("poster", "image", "images", "renditions"))
_ADDRESS = re.compile(r"(?:https?:)?/[^\s\"'<>{}\\\\]{4,}")
_LARGEST = 20_000
FULL = 1e6
"""Estimated width of a rendition that an attribute or link calls the full picture."""


class Rendition(NamedTuple):
    """One URL of a picture."""

    url: str
    width: float = 0.0
    """Width in pixels; 0 if the page does not say."""
    estimate: float = 0.0
    """Estimated width by which it is ranked if the page does not say."""


def of_element(element: HtmlElement, shown: int) -> list[Rendition]:
    """Return the renditions in an element's attributes, those with a stated width first.

    ``shown``: the display width of the picture in pixels, 0 if it is unknown.
    """
    sets: list[Rendition] = []
    singles: list[Rendition] = []
    src = ""
    for name, value in element.items():
        if name == "src":
            src = value.strip()
        elif name == "style":
            singles += [Rendition(url) for url in _BACKGROUND.findall(value)]
        elif ("src" in name or name[:5] == "data-" or name in _NAMES) and "/" in value:
            found = _of_value(name, value.strip(), float(shown))
            (sets if _is_set(name) else singles).extend(found)
    if src:
        small = width_in(src) + 1  # a lazy-loading attribute is at least as large
        singles = [r if r.width else r._replace(estimate=max(r.estimate, small)) for r in singles]
        singles.insert(0, _of_src(src, shown, [*sets, *singles]))
    if element.tag == "source" and (least := _MIN_WIDTH.search(element.get("media") or "")):
        singles = [r._replace(estimate=r.estimate or float(least[1])) for r in singles]
    return sets + singles


def _of_src(src: str, shown: int, others: list[Rendition]) -> Rendition:
    """Return the rendition in ``src``.

    If other attributes hold renditions, it is no larger than those, and may be a placeholder; the ``width`` attribute
    may then be that of the original.
    """
    if not others:
        return Rendition(src, float(shown))
    widest = max(r.width for r in others)
    return Rendition(src, width_in(src), min(shown, widest) if widest else 0.0)


def linked_file(element: HtmlElement) -> list[Rendition]:
    """Return the image file that a link around only this picture opens: the full picture."""
    for above in element.iterancestors():
        if above.tag == "a":
            href = (above.get("href") or "").strip()
            whole = is_picture_file(href) and len([*islice(above.iter("img"), 3)]) < 3
            own = [r for r in of_element(above, 0) if r.url != href]
            return [Rendition(href, estimate=FULL), *own] if whole else own
        if above.tag in ("figure", "p", "li", "article", "body"):
            break
    return []


def is_picture_file(url: str) -> bool:
    """Return whether a URL is that of an image file, by its suffix.

    >>> [is_picture_file(u) for u in ("/up/a.jpg?x=1", "/a.jpg/view", "/wiki/File:A.jpg")]
    [True, False, False]
    """
    found = _ENDING.search(url[-300:])
    if ":" in url.rsplit("/", 1)[-1]:
        return False  # a page about the file, as in wikis
    return found is not None and found.end() >= len(url[-300:].split("?")[0].split("#")[0])


def background_of(element: HtmlElement) -> str | None:
    """Return the URL of the background image in an element's style."""
    found = _BACKGROUND.search(element.get("style") or "")
    return found[1] if found else None


def _is_set(name: str) -> bool:
    return "srcset" in name or name == "data-sizes-src"


def _of_value(name: str, value: str, shown: float) -> Iterable[Rendition]:
    if value[0] in "{[":
        return _of_json(value)
    if _is_set(name) or ("," in value and " " in value and _IN_SET.search(value[-2000:])):
        return _of_set(read_srcset(value), shown)
    if _DATA_HREF.search(name) and _URL.match(value) and ("src" in name or _ENDING.search(value)):
        estimate = FULL if _FULL.search(name) else shown + 2 if _LARGE.search(name) else shown + 1
        return [Rendition(value, 0.0, estimate)]
    return ()


def _of_set(candidates: list[Candidate], shown: float) -> Iterator[Rendition]:
    """Yield renditions of a ``srcset``; the width of one with a density follows from its URL or the display width."""
    for url, width, density in candidates:
        known = width or (width_in(url) if density else 0.0)
        yield Rendition(url, known or shown * density, known or (shown or 1.0) * (density or 1.0))


def _of_json(value: str) -> Iterator[Rendition]:
    try:
        yield from _walk(json.loads(value), 0.0, 0)
    except (ValueError, RecursionError):
        found = (url.rstrip(",;)]") for url in _ADDRESS.findall(value[:20_000]))
        yield from (Rendition(url) for url in found if _ENDING.search(url))


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
        own = float(own) if isinstance(own, (int, float)) else float(pixels(own) if isinstance(own, str) else 0)
        for key, item in value.items():
            if isinstance(item, dict) and _ENDING.search(key):
                yield Rendition(key, _json_width(item) or own)
            else:
                yield from _walk(item, float(key) if key.isdecimal() and len(key) < 5 else own, depth + 1)


def _json_width(value: dict[str, Any]) -> float:
    sizes = [s.get("width", 0) for s in value.get("sizes", []) if isinstance(s, dict)] if "sizes" in value else []
    return float(max([s for s in sizes if isinstance(s, (int, float))] + [value.get("width") or 0], default=0))


def width_in(url: str) -> float:
    """Return the width in pixels that a URL states: ``?width=900``, ``/900x600/``, ``w_900``; 0 if it states none.

    >>> [width_in(u) for u in ("/a.jpg?w=900", "/0x0:3000x2000/1820x1213/a.jpg", "/a.jpg")]
    [900.0, 1820.0, 0.0]
    """
    folded = url.lower()
    if found := _URL_WIDTH.search(folded):
        return float(found[1])
    sizes = _URL_SIZE.findall(folded) if "x" in folded else []
    return float(sizes[-1]) if sizes else 0.0  # a crop precedes the size to which it is scaled


def pixels(value: str | None) -> int:
    """Return the number of pixels in an attribute; 0 if it is not a number."""
    digits = (value or "").strip().removesuffix("px")
    return int(digits) if digits.isdecimal() and len(digits) < 6 and int(digits) < _LARGEST else 0
