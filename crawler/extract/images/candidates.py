"""Which pictures of a page are the article's."""

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
_SUFFIX = re.compile(r"[?#]")
_SMALL = 150


class Place(IntEnum):
    """Where a picture stands, by the ancestors that it does not share with the article's text; the last one rules."""

    OWN = 1
    VIDEO = 2
    ASIDE = 3
    FOREIGN = 4


@dataclass(slots=True)
class Candidate:
    """A picture-like element and what speaks for and against it."""

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
    """What the ancestors of pictures say, each element asked once.

    ``trunk``: the ancestors of the article's text, whose class names say nothing of a picture.
    """

    def __init__(self, trunk: frozenset[HtmlElement], kinds: Kinds) -> None:
        self.trunk = trunk
        self._kinds = kinds
        self._known: dict[HtmlElement, Place] = dict.fromkeys(trunk, Place.OWN)

    def place(self, element: HtmlElement) -> Place:
        """Whether a picture stands in the article, beside it, or among other stories and furniture of the site."""
        chain: list[HtmlElement] = []
        place = Place.OWN
        for ancestor in element.iterancestors():
            if ancestor in self._known:
                place = self._known[ancestor]
                break
            chain.append(ancestor)
        for ancestor in reversed(chain):
            if place is not Place.FOREIGN:  # all in it is foreign
                place = max(place, _place(ancestor.tag, self._kinds[ancestor]))
            self._known[ancestor] = place
        return place

    def block(self, element: HtmlElement) -> HtmlElement:
        """The largest element around a picture that holds none of the article's text."""
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
    """Where a picture links to, if to another page: not to itself in large, nor within this page."""
    for ancestor in islice(element.iterancestors(), _LEVELS + 1):
        if (tag := ancestor.tag) in _LINK_ENDS:
            return _other_page(ancestor.get("href") or "", page_url) if tag == "a" else None
    return None


def _other_page(href: str, page_url: str) -> str | None:
    if not href or href.startswith(("#", "javascript:", "data:")):
        return None
    target = _SUFFIX.split(href, 1)[0]
    if target.lower().endswith(_PICTURE_FILE) or (len(target) > 1 and _SUFFIX.split(page_url, 1)[0].endswith(target)):
        return None
    return href


def opens_file(element: HtmlElement) -> bool:
    """Whether a picture links to a picture's file."""
    above = next((a for a in islice(element.iterancestors(), _LEVELS + 1) if a.tag in _LINK_ENDS), None)
    return above is not None and above.tag == "a" and is_picture_file(above.get("href") or "")


def leads_elsewhere(block: HtmlElement, is_text: Callable[[HtmlElement], bool], page_url: str) -> bool:
    """Whether what stands around a picture is a link to another page, with no text of the article beside it."""
    for element in islice(block.iter("a", "p"), _MOST):
        if is_text(element):
            return False
        if element.tag == "a" and _other_page(element.get("href") or "", page_url):
            return True
    return False


def is_small(element: HtmlElement) -> bool:
    """Whether the element says that it is shown no larger than an icon or a portrait."""
    width = element.get("width") or ""
    return width.isdecimal() and int(width[:6]) <= _SMALL


def is_teaser(words: CaptionAndCredit, page_url: str) -> bool:
    """Whether the caption is a link to another story; a credit may well link to its photographer."""
    length = len(words.caption or "")
    if not length or looks_like_credit(words.caption or ""):
        return False
    above = (next(e.iterancestors("a"), None) for e in words.elements)
    if any(a is not None and _other_page(a.get("href") or "", page_url) for a in above):
        return True
    within = (a for e in words.elements for a in e.iter("a") if _other_page(a.get("href") or "", page_url))
    return sum(len("".join(a.itertext())) for a in within) > length * 0.6
