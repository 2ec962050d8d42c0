"""Which pictures of a page are the article's."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from crawler.page.figures.sources import Source
from crawler.page.figures.vocabulary import kinds
from crawler.page.figures.words import Words

_LEVELS = 12
_FOREIGN = frozenset(("nav", "footer"))
_PICTURE_FILE = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif")
SMALL = 120
"""Pixels up to which a picture without words is an icon, a portrait or a teaser."""


@dataclass(slots=True)
class Candidate:
    """A picture-like element and what speaks for and against it."""

    element: HtmlElement
    after: int
    source: Source
    marks: frozenset[str]
    named: bool = False
    foreign: bool = False
    aside: bool = False
    link: str | None = None
    words: Words = field(default_factory=Words)


class Surroundings:
    """What the ancestors of pictures say, each element asked once."""

    def __init__(self) -> None:
        self._foreign: dict[HtmlElement, bool] = {}

    def foreign(self, element: HtmlElement) -> bool:
        """Whether a picture stands among other stories, people or furniture of the site."""
        chain: list[HtmlElement] = []
        verdict = False
        for ancestor in element.iterancestors():
            if ancestor in self._foreign:
                verdict = self._foreign[ancestor]
                break
            if ancestor.tag in ("body", "html", "main") or len(chain) > _LEVELS:
                break
            chain.append(ancestor)
            if ancestor.tag in _FOREIGN or "furniture" in kinds(ancestor):
                verdict = True
                break
        self._foreign.update(dict.fromkeys(chain, verdict))
        return verdict


def link_of(element: HtmlElement, page_url: str) -> str | None:
    """Where a picture links to, if to another page: not to itself in large, nor within this page."""
    for level, ancestor in enumerate(element.iterancestors()):
        if level > 8 or ancestor.tag in ("figure", "article", "body"):
            return None
        if ancestor.tag == "a":
            return _other_page(ancestor.get("href") or "", page_url)
    return None


def _other_page(href: str, page_url: str) -> str | None:
    if not href or href.startswith(("#", "javascript:", "data:")):
        return None
    try:
        target, own = urlsplit(urljoin(page_url, href)), urlsplit(page_url)
    except ValueError:
        return None
    if target.path.lower().endswith(_PICTURE_FILE) or (target.netloc, target.path) == (own.netloc, own.path):
        return None
    return href


def belongs(candidate: Candidate, pieces: int) -> bool:
    """Whether a picture is the article's."""
    words = candidate.words
    spoken = words.marked and bool(words.caption or words.credit)
    width, height = candidate.source.width or 0, candidate.source.height or 0
    if candidate.named and candidate.after < pieces:
        return True
    if 0 < width <= SMALL or 0 < height <= 60:
        return False
    if candidate.foreign or candidate.link:
        return spoken and not candidate.foreign and candidate.after < pieces
    if 0 < candidate.after < pieces:
        return True
    return spoken
