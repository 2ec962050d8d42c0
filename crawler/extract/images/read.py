"""The pictures of an article in reading order, each once, with its words."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass, field
from itertools import islice

from lxml.html import HtmlElement

from crawler.extract.body import Body
from crawler.extract.document.page import Page
from crawler.extract.images.candidates import Candidate
from crawler.extract.images.captions import read_words
from crawler.extract.images.class_vocabulary import Kinds
from crawler.extract.images.embedded_captions import Holders, tell, told_lead
from crawler.extract.images.evidence import Company, Evidence
from crawler.extract.images.image_groups import groups_of
from crawler.extract.images.same_image import common_marks
from crawler.extract.images.scene import Scene
from crawler.extract.images.structured_images import Named, lead_of, named_pictures
from crawler.extract.images.weights import odds
from crawler.normalize.captions import squash
from crawler.normalize.credits import looks_like_credit
from crawler.record.items import Image, Role


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
    seen = look(page, body)
    named = seen.scene.named
    kept = _once((c, g) for c, g, e in zip(seen.candidates, seen.groups, seen.evidence(), strict=True) if odds(e) > 0)
    if not kept and (lead := told_lead(page, named) or lead_of(named)) is not None:
        return [_of_metadata(lead)]
    tell(page, kept)
    return [_figure(c, i, seen.scene.kinds) for i, c in enumerate(kept)]


@dataclass(slots=True)
class Look:
    """The pictures of a page that may be the article's, with their words."""

    scene: Scene
    candidates: list[Candidate]
    groups: list[int]
    """A number for each; renditions of one picture have the same."""

    def evidence(self) -> list[Evidence]:
        """What speaks for and against each."""
        return Company(self.scene, self.candidates, self.groups).evidence()


def look(page: Page, body: Body) -> Look:
    """The pictures that may be the article's, with the words near them."""
    named = named_pictures(page)
    scene = Scene(page, body, named)
    candidates, others = scene.candidates()
    common = common_marks([c.marks for c in candidates])
    _match_named(candidates, Holders(named, common))
    groups = groups_of([c.marks for c in candidates], common)
    _read_words(scene, candidates, groups, others)
    return Look(scene, candidates, groups)


def _match_named(candidates: list[Candidate], holders: Holders) -> None:
    for candidate in candidates:
        candidate.named |= bool(holders.of(candidate.marks))


def _read_words(scene: Scene, candidates: list[Candidate], groups: list[int], others: set[HtmlElement]) -> None:
    captions = frozenset(squash(n.caption) for n in scene.named if n.caption)
    foreign = {*others, *scene.trunk, *(c.element for c in candidates)}
    members: dict[int, set[HtmlElement]] = {}
    for candidate, own in zip(candidates, groups, strict=True):
        members.setdefault(own, set()).add(candidate.element)
    for candidate, own in zip(candidates, groups, strict=True):
        alt = squash(candidate.element.get("alt"))
        hints = captions | {alt} if len(alt) >= 5 else captions
        stop = _Others(_Except(foreign, members[own]), scene.kinds, scene)
        candidate.words = read_words(candidate.element, hints, stop, looks_like_credit)


@dataclass(slots=True)
class _Except:
    """A set without the few of another, which costs no copy of it."""

    elements: set[HtmlElement]
    fewer: set[HtmlElement]

    def __contains__(self, element: object) -> bool:
        return element in self.elements and element not in self.fewer


@dataclass(slots=True)
class _Others:
    """What is not of one picture: the other pictures, and the texts of the body."""

    others: Container[HtmlElement]
    kinds: Kinds
    scene: Scene

    def text(self, element: HtmlElement) -> bool:
        return self.scene.is_text(element)


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


def _figure(candidate: Candidate, place: int, kinds: Kinds) -> Figure:
    source, words = candidate.source, candidate.words
    image = Image(
        url=source.url,
        caption=words.caption,
        alt=" ".join((candidate.element.get("alt") or "").split()) or None,
        credit_text=words.credit,
        width=source.width,
        height=source.height,
        role=_role(candidate, place, kinds),
    )
    return Figure(image, candidate.after, words.elements)


def _of_metadata(lead: Named) -> Figure:
    image = Image(lead.url, lead.caption, None, lead.credit, width=lead.width, height=lead.height, role="lead")
    return Figure(image, 0)


def _role(candidate: Candidate, place: int, kinds: Kinds) -> Role:
    if place == 0 and (candidate.named or candidate.after <= 1):  # a standfirst may stand above it
        return "lead"
    around = islice(candidate.element.iterancestors(), 8)
    return "gallery" if any("gallery" in kinds[a] for a in around) else "inline"
