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
_SMALL = 120
_LARGE = 300


@dataclass(slots=True)
class Candidate:
    """A picture-like element and what speaks for and against it."""

    element: HtmlElement
    after: int
    source: Source
    marks: frozenset[str]
    foreign: bool = False
    link: str | None = None
    below_headline: bool = False
    named: bool = False
    words: Words = field(default_factory=Words)


class Surroundings:
    """What the ancestors of pictures say, each element asked once.

    ``trunk``: the ancestors of the article's text, whose class names say nothing of a picture.
    """

    def __init__(self, trunk: frozenset[HtmlElement]) -> None:
        self._foreign: dict[HtmlElement, bool] = dict.fromkeys(trunk, False)

    def foreign(self, element: HtmlElement) -> bool:
        """Whether a picture stands among other stories, people or furniture of the site."""
        chain: list[HtmlElement] = []
        verdict = False
        for ancestor in element.iterancestors():
            known = self._foreign.get(ancestor)
            if known is not None:
                verdict = known
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


def is_small(element: HtmlElement) -> bool:
    """Whether the element says that it is shown no larger than an icon or a portrait."""
    width = element.get("width") or ""
    return width.isdecimal() and int(width[:6]) <= _SMALL


def belongs(candidate: Candidate, pieces: int) -> bool:
    """Whether a picture is the article's."""
    words = candidate.words
    spoken = words.marked and bool(words.caption or words.credit)
    width, height = candidate.source.width or 0, candidate.source.height or 0
    inside = 0 < candidate.after < pieces
    if candidate.named and candidate.after < pieces:
        return True
    if 0 < width <= _SMALL or 0 < height <= 60 or candidate.foreign:
        return False
    if candidate.link or _is_teaser(words):
        return inside and spoken and bool(words.credit)
    if inside:
        return True
    if candidate.after == 0:
        return candidate.below_headline and (spoken or width >= _LARGE)
    return spoken


def _is_teaser(words: Words) -> bool:
    """Whether the caption is a link to another story."""
    length = len(words.caption or "")
    linked = sum(len("".join(a.itertext())) for e in words.elements for a in (e.iter("a")))
    above = any(next(e.iterancestors("a"), None) is not None for e in words.elements)
    return length > 0 and (above or linked > length * 0.6)
