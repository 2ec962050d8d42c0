"""Find the pictures of an article, each once, in reading order, with captions and credits."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass, field
from itertools import islice

from lxml.html import HtmlElement

from crawler.extract.body import Body
from crawler.extract.document.page import Page
from crawler.extract.images.candidates import Candidate
from crawler.extract.images.captions import words_of
from crawler.extract.images.class_vocabulary import Kinds
from crawler.extract.images.container_words import read_words
from crawler.extract.images.embedded_captions import ImageIndex, add_embedded_captions, embedded_lead, titles_of
from crawler.extract.images.evidence import Evidence, ImageEvidence
from crawler.extract.images.following_paragraphs import add_following_paragraphs
from crawler.extract.images.image_context import MOST, ImageContext
from crawler.extract.images.image_groups import groups_of, shared_marks, with_stand_ins
from crawler.extract.images.region import DifferenceView, Region, Regions
from crawler.extract.images.renditions import width_in
from crawler.extract.images.same_image import common_marks
from crawler.extract.images.sources import Source
from crawler.extract.images.structured_images import StructuredImage, lead_of, structured_images
from crawler.extract.images.text_kinds import text_kinds
from crawler.extract.images.texts import Evidence as TextEvidence
from crawler.extract.images.texts import Texts, letters_of
from crawler.extract.images.weights import odds
from crawler.normalize.captions import squash
from crawler.normalize.credits import looks_like_credit
from crawler.record.items import Image, Role


@dataclass(slots=True)
class ArticleImage:
    """A picture of the article and its position."""

    image: Image
    """The picture with its raw caption and raw credit."""
    after: int
    """Number of pieces of the body before it."""
    words: list[HtmlElement] = field(default_factory=list)
    """Elements whose text is caption or credit; they are not part of the body."""


def read_images(page: Page, body: Body) -> list[ArticleImage]:
    """Return the article's pictures, the lead image first, then in reading order, each in its largest rendition.

    Captions and credits are raw: a caption may include its credit, a credit its label. Never raises.
    """
    seen = find_candidates(page, body)
    named = seen.context.named
    kept = _once((c, g) for c, g, e in zip(seen.candidates, seen.groups, seen.evidence(), strict=True) if odds(e) > 0)
    if not kept and (lead := embedded_lead(page, named) or lead_of(named)) is not None:
        return [_of_metadata(lead)]
    add_embedded_captions(page, kept)
    return [_article_image(c, i, seen.context.kinds) for i, c in enumerate(kept)]


@dataclass(slots=True)
class ImageReading:
    """The pictures of a page that may belong to the article."""

    context: ImageContext
    candidates: list[Candidate]
    groups: list[int]
    """A group number for each, equal for renditions of one picture."""
    others: set[HtmlElement]
    """The elements of pictures that cannot belong to the article."""

    def evidence(self, near: Near | None = None) -> list[Evidence]:
        """Find caption and credit of each picture, and return the evidence. ``near``: the texts near each, if known."""
        for candidate, region, evidence in zip(self.candidates, *(near or near_texts(self)), strict=True):
            candidate.words = words_of(candidate.element, region, text_kinds(evidence))
        add_following_paragraphs(self.context.body, self.candidates)
        return ImageEvidence(self.context, self.candidates, self.groups).evidence()


Near = tuple[list[Region], list[list[TextEvidence]]]
"""The texts near each picture, and the evidence for the kind of each text."""


def find_candidates(page: Page, body: Body) -> ImageReading:
    """Return the pictures of a page that may belong to the article, without captions and credits."""
    named = structured_images(page)
    context = ImageContext(page, body, named)
    candidates, others = context.candidates()
    if len(candidates) == MOST:
        body.warnings.append(f"images: those after the first {MOST} were not read")
    common = common_marks([c.marks for c in candidates])
    holders = ImageIndex(named, common)
    for candidate in candidates:
        candidate.named = bool(holders.of(candidate.marks))
    common |= shared_marks([(c.source.url, c.element.get("alt") or "", c.marks) for c in candidates])
    own = [c.marks if c.marks - common else frozenset((c.source.url,)) for c in candidates]
    groups = with_stand_ins([c.element for c in candidates], groups_of(own, common))
    return ImageReading(context, candidates, groups, others)


def near_texts(look: ImageReading) -> Near:
    """Return the texts near each picture, and the evidence for the kind of each text."""
    context, candidates, groups = look.context, look.candidates, look.groups
    members: dict[int, set[HtmlElement]] = {}
    for candidate, own in zip(candidates, groups, strict=True):
        members.setdefault(own, set()).add(candidate.element)
    foreign = {*look.others, *context.trunk, *(c.element for c in candidates)}
    finder = Regions(foreign, context.trunk, context.lengths, context.kinds)
    regions = [finder.of(c.element, members[own]) for c, own in zip(candidates, groups, strict=True)]
    texts = Texts(regions, context.kinds, context.elements, titles_of(context.page))
    captions = frozenset(squash(n.caption) for n in context.named if n.caption)
    found: list[list[TextEvidence]] = []
    for candidate, region, own in zip(candidates, regions, groups, strict=True):
        if not region.texts:
            found.append([])
            continue
        hints = captions | _alternative(candidate.element)
        stop = _Foreign(DifferenceView(foreign, members[own]), context.kinds, context)
        said = read_words(candidate.element, hints, stop, looks_like_credit)
        name = letters_of(candidate.source.url)
        found.append(texts.evidence(region, hints, squash(said.caption), squash(said.credit), name))
    return regions, found


@dataclass(slots=True)
class _Foreign:
    """The elements that do not belong to one picture: other pictures, and the article text."""

    others: Container[HtmlElement]
    kinds: Kinds
    context: ImageContext

    def text(self, element: HtmlElement) -> bool:
        return self.context.is_text(element)


def _alternative(element: HtmlElement) -> frozenset[str]:
    """Return the attributes of a picture and of the link around it that may repeat its caption, squashed."""
    said = [element.get("alt"), element.get("title"), element.get("data-caption")]
    above = element.getparent()
    if above is not None and above.tag == "a":
        said += [above.get("title"), above.get("data-caption")]
    return frozenset(text for value in said if value and len(text := squash(value)) >= 5)


def _once(candidates: Iterable[tuple[Candidate, int]]) -> list[Candidate]:
    """Return each picture once: its largest rendition, with the longest caption and credit."""
    kept: dict[int, Candidate] = {}
    for candidate, group in candidates:
        twin = kept.setdefault(group, candidate)
        if twin is candidate:
            continue
        if _width(candidate.source) > _width(twin.source):
            twin.source = candidate.source
        if _has_words(candidate) > _has_words(twin):
            twin.words = candidate.words
    return list(kept.values())


def _width(source: Source) -> float:
    """Return the width of a rendition in pixels; the ``width`` attribute may be that of a larger rendition."""
    width, said = source.width or 0, width_in(source.url)
    return min(width, said) if said else width


def _has_words(candidate: Candidate) -> tuple[bool, bool]:
    return bool(candidate.words.caption), bool(candidate.words.credit)


def _article_image(candidate: Candidate, place: int, kinds: Kinds) -> ArticleImage:
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
    return ArticleImage(image, candidate.after, words.elements)


def _of_metadata(lead: StructuredImage) -> ArticleImage:
    image = Image(lead.url, lead.caption, None, lead.credit, width=lead.width, height=lead.height, role="lead")
    return ArticleImage(image, 0)


def _role(candidate: Candidate, place: int, kinds: Kinds) -> Role:
    if place == 0 and (candidate.named or candidate.after <= 1):  # there may be a standfirst above it
        return "lead"
    around = islice(candidate.element.iterancestors(), 8)
    return "gallery" if any("gallery" in kinds[a] for a in around) else "inline"
