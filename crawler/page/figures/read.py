"""The pictures of an article in reading order, each once, with its words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice

from lxml.html import HtmlElement

from crawler.items import Image, Role
from crawler.page.body import Body
from crawler.page.figures.candidates import Candidate, Place, Surroundings, belongs, is_small, leads_elsewhere, link_of
from crawler.page.figures.dedupe import common_marks, marks, same_picture
from crawler.page.figures.groups import groups_of
from crawler.page.figures.metadata import Named, lead_of, named_pictures
from crawler.page.figures.segments import says_of, squash
from crawler.page.figures.sources import read_source
from crawler.page.figures.vocabulary import kinds
from crawler.page.figures.words import read_words
from crawler.page.page import Page

_LONG = 160
_NO_PICTURES = frozenset("iframe amp-iframe video amp-video audio amp-audio embed object".split())


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
    named = named_pictures(page)
    trunk = _trunk(page, body)
    candidates, others = _candidates(page, body, trunk, _clues(named))
    _match_named(candidates, named)
    groups = groups_of([c.marks for c in candidates])
    _read_words(candidates, groups, others, body, trunk, frozenset(squash(n.caption) for n in named if n.caption))
    kept = _once((c, g) for c, g in zip(candidates, groups, strict=True) if belongs(c, len(body.pieces), page.url))
    if not kept and (lead := lead_of(named)) is not None:
        return [_of_metadata(lead)]
    return [_figure(c, i) for i, c in enumerate(kept)]


def _candidates(
    page: Page, body: Body, trunk: frozenset[HtmlElement], clues: frozenset[str]
) -> tuple[list[Candidate], set[HtmlElement]]:
    """The pictures that may be the article's, and the elements of those that cannot."""
    around = Surroundings(trunk)
    below = _below_headline(page, body)
    texts = {p.element for p in body.pieces if p.element is not None}
    found: list[Candidate] = []
    others: set[HtmlElement] = set()
    for spot in body.media:
        element = spot.element
        if element.tag in _NO_PICTURES:
            continue
        inside = 0 < spot.after < len(body.pieces)
        if not inside and (is_small(element) or (spot.after == 0 and element not in below)):
            place, outcast = Place.FOREIGN, True
        else:
            place = around.place(element)
            outcast = place == Place.FOREIGN and not (inside and _in_figure(element))
            outcast = outcast or (not inside and link_of(element, page.url) is not None)
        if outcast and not (spot.after < (len(body.pieces) or 1) and _hints_at(element, clues)):
            others.add(element)
        elif source := read_source(element, page.base_url):
            own = frozenset().union(*(marks(u) for u in source.urls))
            candidate = Candidate(element, spot.after, source, own, place, link_of(element, page.url), element in below)
            candidate.elsewhere = inside and leads_elsewhere(around.block(element), texts, page.url)
            found.append(candidate)
    return found, others


def _in_figure(element: HtmlElement) -> bool:
    return any(a.tag == "figure" for a in islice(element.iterancestors(), 6))


def _clues(named: list[Named]) -> frozenset[str]:
    """Parts of addresses by which the metadata's pictures are known."""
    return frozenset(mark.strip("/") for n in named for mark in marks(n.url))


def _hints_at(element: HtmlElement, clues: frozenset[str]) -> bool:
    """Whether an element's attributes, or those of its picture's sources, hold an address of the metadata."""
    values = list(element.values())
    parent = element.getparent()
    if parent is not None and parent.tag in ("source", "picture"):
        values += parent.values()
    blob = " ".join(values).lower()
    return any(clue in blob for clue in clues)


def _trunk(page: Page, body: Body) -> frozenset[HtmlElement]:
    """The ancestors of the text: of its first, middle and last long piece, which are no captions.

    Where there is no text, of the headline.
    """
    elements = [p.element for p in body.pieces if p.element is not None and len(p.block.text or "") >= _LONG]
    elements = elements or [p.element for p in body.pieces if p.element is not None]
    elements = elements or list(islice(page.root.iter("h1"), 1))
    ends = elements[:1] + elements[len(elements) // 2 :][:1] + elements[-1:]
    return frozenset(a for e in ends for a in e.iterancestors())


def _below_headline(page: Page, body: Body) -> set[HtmlElement]:
    """The pictures after the page's first headline; all where it has none."""
    early = {s.element for s in body.media if s.after == 0}
    if not early:
        return early
    above: set[HtmlElement] = set()
    for element in page.root.iter("h1", *{e.tag for e in early}):
        if element.tag == "h1":
            return early - above
        above.add(element)
    return early


def _match_named(candidates: list[Candidate], named: list[Named]) -> None:
    common = common_marks([c.marks for c in candidates])
    for theirs in {marks(n.url) for n in named}:
        for candidate in candidates:
            candidate.named |= same_picture(candidate.marks, theirs, common)


def _read_words(
    candidates: list[Candidate],
    groups: list[int],
    others: set[HtmlElement],
    body: Body,
    trunk: frozenset[HtmlElement],
    captions: frozenset[str],
) -> None:
    from crawler.normalize.credits import looks_like_credit

    group_by_element = dict.fromkeys(others, -1) | {c.element: g for c, g in zip(candidates, groups, strict=True)}
    texts = {p.element for p in body.pieces if p.element is not None and says_of(p.element) == "plain"}
    for candidate, own in zip(candidates, groups, strict=True):
        alt = squash(candidate.element.get("alt"))
        hints = captions | {alt} if len(alt) >= 5 else captions
        candidate.words = read_words(
            candidate.element, hints, _Others(own, group_by_element, texts, trunk), looks_like_credit
        )


@dataclass(slots=True)
class _Others:
    """What is not of one picture: the other pictures, and the texts of the body."""

    own: int
    groups: dict[HtmlElement, int]
    texts: set[HtmlElement]
    trunk: frozenset[HtmlElement]

    def other(self, element: HtmlElement) -> bool:
        return element in self.trunk or self.groups.get(element, self.own) != self.own

    def text(self, element: HtmlElement) -> bool:
        return element in self.texts


def _once(candidates: Iterable[tuple[Candidate, int]]) -> list[Candidate]:
    """Each picture once: the largest rendition, and the words of whichever has the most."""
    kept: dict[int, Candidate] = {}
    for candidate, group in candidates:
        twin = kept.setdefault(group, candidate)
        if twin is candidate:
            continue
        if (candidate.source.width or 0) > (twin.source.width or 0):
            twin.source = candidate.source
        if _said(candidate) > _said(twin):
            twin.words = candidate.words
    return list(kept.values())


def _said(candidate: Candidate) -> tuple[bool, bool]:
    return bool(candidate.words.caption), bool(candidate.words.credit)


def _figure(candidate: Candidate, place: int) -> Figure:
    source, words = candidate.source, candidate.words
    image = Image(
        url=source.url,
        caption=words.caption,
        alt=" ".join((candidate.element.get("alt") or "").split()) or None,
        credit_text=words.credit,
        width=source.width,
        height=source.height,
        role=_role(candidate, place),
    )
    return Figure(image, candidate.after, words.elements)


def _of_metadata(lead: Named) -> Figure:
    image = Image(lead.url, lead.caption, None, lead.credit, width=lead.width, height=lead.height, role="lead")
    return Figure(image, 0)


def _role(candidate: Candidate, place: int) -> Role:
    if place == 0 and (candidate.named or candidate.after == 0):
        return "lead"
    around = islice(candidate.element.iterancestors(), 8)
    return "gallery" if any("gallery" in kinds(a) for a in around) else "inline"
