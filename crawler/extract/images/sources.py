"""Choose the best rendition of a picture among all its attributes, with its URL and size."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urljoin

from lxml.html import HtmlElement

from crawler.extract.images.renditions import FULL, Rendition, linked_file, of_element, pixels, width_in

_UNFIT = re.compile(
    r"(?:place-?holders?|spacer|blank|empty|transparent|lazy[-_]?load(?:er|ing)?|loading|loader|1x1|pixel|grey"
    r"|default-image|dummy|fallback|no[-_]?(?:image|photo|picture))"
    r"[^/]*\.(?:png|gif|svg|jpe?g|webp)|/placeholders?/|[/_-]1x1|^(?:data|about|javascript|blob):|"
    r"\*\*|[{}]|%7[bd]|\.(?:svg|ico|js|css|mp4|webm|m3u8|mp3|pdf)(?:$|[?#])",
    re.I,
)
_HINTS = (
    "holder spacer blank empty transparent lazy loading loader 1x1 pixel grey default-image dummy fallback no-image "
    "no_image noimage no-photo no_photo nophoto no-picture no_picture nopicture data: about: javascript: blob: ** { } "
    "%7b %7d .svg .ico .js .css .mp4 .webm .m3u8 .mp3 .pdf"
).split()
"""Each URL that is not that of a picture contains one of these."""
_TRANSPARENT = frozenset(("picture", "source", "noscript"))
_SAYS_NOTHING = 8
"""Largest width that is not one, in pixels: some pages write a ratio there."""

_MOST = 100
"""Most renditions of a picture that are compared: an element that is never closed holds all pictures after it."""


@dataclass(slots=True)
class Source:
    """The best rendition of a picture."""

    url: str
    """Absolute URL."""
    width: int | None = None
    """Width in pixels, if the page says."""
    height: int | None = None
    """Height in pixels, if the page says."""
    urls: tuple[str, ...] = ()
    """URLs of renditions as the page has them, enough to identify the picture."""
    least: int = 0
    """The width in pixels that it has at least: that of the widest rendition whose width is known."""
    whole: bool = False
    """Whether the page calls it the whole picture, so that those that it shows are smaller."""


def read_source(element: HtmlElement, base_url: str) -> Source | None:
    """Return the largest rendition of an element, or None if it has none that can be displayed."""
    shown, high = pixels(element.get("width")), pixels(element.get("height"))
    shown = 0 if shown <= 2 and not 0 < high <= 2 else shown  # some pages write a ratio there
    found: dict[str, Rendition] = {}
    for rendition in _renditions(element, shown):
        if rendition.url not in found:
            known = rendition.width or width_in(rendition.url)
            is_new = known and not known == rendition.width == rendition.estimate
            found[rendition.url] = Rendition(rendition.url, known, known) if is_new else rendition
    ranked = sorted(found.values(), key=lambda r: r.estimate, reverse=True)
    best = next((r for r in ranked if _is_fit(r.url)), None)
    if best is None:
        return None
    width = int(best.width) if best.width > 1 else 0 if best.estimate == FULL else shown
    other = next(r.url for r in reversed(ranked) if r is best or _is_fit(r.url))
    height = round(width * _ratio(shown, high))
    least = int(max([width, *(r.width for r in ranked if r.width > width and _is_fit(r.url))]))
    whole = best.estimate == FULL
    return Source(_resolve(base_url, best.url), width or None, height or None, tuple({best.url, other}), least, whole)


def _is_fit(url: str) -> bool:
    """Return whether a URL may be that of a picture; a search for words comes first, as it is ten times faster."""
    if url[:5] == "data:":
        return False
    folded = url.casefold()
    return not any(map(folded.__contains__, _HINTS)) or not _UNFIT.search(url)


def picture_of(element: HtmlElement) -> HtmlElement:
    """Return the outermost element that is only this picture: libxml2 nests ``img`` inside ``source``."""
    parent = element.getparent()
    while parent is not None and parent.tag in _TRANSPARENT:
        element, parent = parent, parent.getparent()
    return element


def _renditions(element: HtmlElement, shown: int) -> list[Rendition]:
    found = of_element(element, shown)
    whole = picture_of(element)
    if whole is not element or element.tag not in ("img", "amp-img"):
        for inner in islice(whole.iter("source", "img"), _MOST):
            if inner is not element:
                found += of_element(inner, pixels(inner.get("width")) or shown)
    return found + linked_file(whole)


def _ratio(width: int, height: int) -> float:
    return height / width if width > 1 and height > 1 else 0.0


def is_whole(url: str) -> bool:
    """Return whether a URL is absolute and needs no correction of white space, ``&amp;``, dots or an empty end."""
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
