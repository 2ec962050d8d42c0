"""The pictures of an article with their words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from crawler.items import Image
from crawler.page.body import Body
from crawler.page.figures.candidates import Candidate, Surroundings, belongs, link_of
from crawler.page.figures.dedupe import common_marks, marks, same_picture
from crawler.page.figures.metadata import Named, named_pictures
from crawler.page.figures.sources import read_source
from crawler.page.figures.words import read_words
from crawler.page.page import Page

__all__ = ["Figure", "read_figures"]


@dataclass(slots=True)
class Figure:
    """A picture of the article and its place in it."""

    image: Image
    """The picture, its caption and credit raw."""
    after: int
    """Number of the body's pieces before it."""
    words: list[HtmlElement] = field(default_factory=list)
    """Elements whose text is caption or credit, none of it the body's."""


def read_figures(page: Page, body: Body) -> list[Figure]:
    """The article's pictures in reading order, the lead picture first, each once in its largest rendition.

    Captions and credits are raw: a caption may hold its credit, a credit its label. Never raises.
    """
    from crawler.normalize.credits import looks_like_credit

    named = named_pictures(page)
    candidates = _candidates(page, body)
    _match_named(candidates, named)
    _read_words(candidates, body, looks_like_credit)
    kept = _merge([c for c in candidates if belongs(c, len(body.pieces))])
    return [_figure(c, i, len(body.pieces)) for i, c in enumerate(kept)]


def _candidates(page: Page, body: Body) -> list[Candidate]:
    around = Surroundings()
    found = []
    for spot in body.media:
        source = read_source(spot.element, page.base_url)
        if source is None:
            continue
        own = frozenset().union(*(marks(u) for u in source.urls))
        foreign, link = around.foreign(spot.element), link_of(spot.element, page.url)
        found.append(Candidate(spot.element, spot.after, source, own, foreign=foreign, link=link))
    return found


def _match_named(candidates: list[Candidate], named: list[Named]) -> None:
    common = common_marks(c.marks for c in candidates)
    for picture in named:
        theirs = marks(picture.url)
        for candidate in candidates:
            candidate.named |= same_picture(candidate.marks, theirs, common)


def _read_words(candidates: list[Candidate], body: Body, looks_like_credit: Callable[[str], bool]) -> None:
    pieces = frozenset(p.element for p in body.pieces if p.element is not None)
    for candidate in candidates:
        others = {c.element for c in candidates if not same_picture(c.marks, candidate.marks)}
        candidate.words = read_words(candidate.element, pieces | others, looks_like_credit)


def _merge(candidates: list[Candidate]) -> list[Candidate]:
    """Each picture once: the largest rendition, and the words of whichever has them."""
    common = common_marks(c.marks for c in candidates)
    kept: list[Candidate] = []
    for candidate in candidates:
        twin = next((k for k in kept if same_picture(k.marks, candidate.marks, common)), None)
        if twin is None:
            kept.append(candidate)
            continue
        if (candidate.source.width or 0) > (twin.source.width or 0):
            twin.source = candidate.source
        if not (twin.words.caption or twin.words.credit):
            twin.words = candidate.words
    return kept


def _figure(candidate: Candidate, place: int, pieces: int) -> Figure:
    source, words = candidate.source, candidate.words
    image = Image(
        url=source.url,
        caption=words.caption,
        alt=" ".join((candidate.element.get("alt") or "").split()) or None,
        credit_text=words.credit,
        width=source.width,
        height=source.height,
        role="lead" if place == 0 else "inline",
    )
    return Figure(image, candidate.after, words.elements)
