"""Candidates for the pictures of an article, and what their surroundings say about them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import IntEnum
from functools import lru_cache
from itertools import islice

from lxml.html import HtmlElement

from crawler.extract.images.captions import CaptionAndCredit
from crawler.extract.images.class_vocabulary import Kinds
from crawler.extract.images.renditions import is_picture_file
from crawler.extract.images.sources import Source
from crawler.normalize.credits import looks_like_credit

_LEVELS = 8
_MOST = 20
_LINK_ENDS = frozenset(("a", "article", "body"))
_FOREIGN = frozenset(("nav", "footer"))
_PICTURE_FILE = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif")
_DRAWN = (".png", ".gif", ".svg")
_SMALL = 150
_SLUG = 12
"""Characters of the last part of an address from which on it is that of a story, not of a section."""
_CONTROL = re.compile(
    r"(?:^|[/_.-])(?:zoom(?:in)?|lupe|loupe|magnif\w*|enlarge|expand|fullscreen|vergroe?ss\w*|ampliar|agrandir)"
    r"(?:[_.-]\w{1,12}){0,3}\.(?:png|gif|svg)(?:\?|$)",
    re.I,
)


class Place(IntEnum):
    """The place of a picture by the ancestors that it does not share with the article text; the last one decides."""

    OWN = 1
    VIDEO = 2
    ASIDE = 3
    FOREIGN = 4


@dataclass(slots=True)
class Candidate:
    """An element with a picture, and evidence on whether it belongs to the article."""

    element: HtmlElement
    after: int
    source: Source
    marks: frozenset[str]
    place: Place = Place.OWN
    link: str | None = None
    link_file: bool = False
    small: bool = False
    above: bool = False
    named: bool = False
    elsewhere: bool = False
    words: CaptionAndCredit = field(default_factory=CaptionAndCredit)


class ImageSurroundings:
    """The place of pictures by their ancestors; each element is examined once.

    ``trunk``: the ancestors of the article text, whose class names say nothing about a picture.
    """

    def __init__(self, trunk: frozenset[HtmlElement], kinds: Kinds) -> None:
        self.trunk = trunk
        self._kinds = kinds
        self._known: dict[HtmlElement, Place] = dict.fromkeys(trunk, Place.OWN)

    def place(self, element: HtmlElement) -> Place:
        """Return whether a picture is in the article, next to it, or among other stories and site furniture."""
        chain: list[HtmlElement] = []
        place = Place.OWN
        for ancestor in element.iterancestors():
            if ancestor in self._known:
                place = self._known[ancestor]
                break
            chain.append(ancestor)
        for ancestor in reversed(chain):
            if place is not Place.FOREIGN:  # everything in it is foreign
                place = max(place, _place(ancestor.tag, self._kinds[ancestor]))
            self._known[ancestor] = place
        return place

    def block(self, element: HtmlElement) -> HtmlElement:
        """Return the largest element around a picture that holds no article text."""
        for ancestor in islice(element.iterancestors(), _LEVELS):
            if ancestor in self.trunk:
                break
            element = ancestor
        return element


@lru_cache(maxsize=500)
def _place(tag: str, found: frozenset[str]) -> Place:
    if tag in _FOREIGN or "furniture" in found:
        return Place.FOREIGN
    if tag in ("aside", "article") or "aside" in found:
        return Place.ASIDE
    return Place.VIDEO if "video" in found else Place.OWN


def link_of(element: HtmlElement, page_url: str) -> str | None:
    """Return the other page to which a picture links; None for a link to the picture itself or within the page."""
    for ancestor in islice(element.iterancestors(), _LEVELS + 1):
        if (tag := ancestor.tag) in _LINK_ENDS:
            return (
                _other_page(ancestor.get("href") or "", page_url)
                if tag == "a" and not _is_attachment(ancestor)
                else None
            )
    return None


def _is_attachment(link: HtmlElement) -> bool:
    """Return whether a link opens the attachment page of its picture, as in WordPress."""
    return "attachment" in (link.get("rel") or "") or "attachment_id=" in (link.get("href") or "")


def _other_page(href: str, page_url: str) -> str | None:
    if not href or href.startswith(("#", "javascript:", "data:")):
        return None
    target = _without_query(href)
    own = _without_query(page_url)
    if target.lower().endswith(_PICTURE_FILE) or (len(target) > 1 and own.endswith(target)):
        return None
    return None if _is_below(target, own) else href


def _without_query(url: str) -> str:
    return url.partition("#")[0].partition("?")[0]


def _is_below(target: str, own: str) -> bool:
    """Return whether a URL is below that of the page, as attachment pages are; False for the front page of a site."""
    base = own.rstrip("/") + "/"
    path = base[base.find("/", 8) :]
    is_story = len(base.rsplit("/", 2)[1]) > _SLUG
    return is_story and target.startswith((base, path)) and not target.endswith((base, path))


def opens_file(element: HtmlElement) -> bool:
    """Return whether a picture links to an image file."""
    above = next((a for a in islice(element.iterancestors(), _LEVELS + 1) if a.tag in _LINK_ENDS), None)
    return above is not None and above.tag == "a" and is_picture_file(above.get("href") or "")


def leads_elsewhere(block: HtmlElement, is_text: Callable[[HtmlElement], bool], page_url: str) -> bool:
    """Return whether the element around a picture is a link to another page without article text next to it."""
    for element in islice(block.iter("a", "p"), _MOST):
        if is_text(element):
            return False
        if element.tag == "a" and _other_page(element.get("href") or "", page_url):
            return True
    return False


def is_small(element: HtmlElement) -> bool:
    """Return whether an element is displayed no larger than an icon or a portrait."""
    width = element.get("width") or ""
    return width.isdecimal() and int(width[:6]) <= _SMALL


def is_control(element: HtmlElement) -> bool:
    """Return whether a picture is the icon next to another that enlarges it, such as a magnifying glass."""
    source = (element.get("src") or "")[-200:]
    # Most pictures are photographs, and a search for a file extension is far cheaper than one for the words.
    return any(map(source.lower().__contains__, _DRAWN)) and _CONTROL.search(source) is not None


def is_teaser(words: CaptionAndCredit, page_url: str) -> bool:
    """Return whether the caption is a link to another story; a credit may link to its photographer."""
    length = len(words.caption or "")
    if not length or looks_like_credit(words.caption or ""):
        return False
    above = (next(e.iterancestors("a"), None) for e in words.elements)
    if any(a is not None and _other_page(a.get("href") or "", page_url) for a in above):
        return True
    within = (a for e in words.elements for a in e.iter("a") if _other_page(a.get("href") or "", page_url))
    return sum(len("".join(a.itertext())) for a in within) > length * 0.6
