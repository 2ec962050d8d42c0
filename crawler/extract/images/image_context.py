"""A page as the caption readers see it: where its text is, and which pictures may belong to the article."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain, islice

from lxml.html import HtmlElement

from crawler.extract.body import Body, MediaPosition
from crawler.extract.document.page import Page
from crawler.extract.images.candidates import (
    Candidate,
    ImageSurroundings,
    Place,
    is_control,
    is_small,
    leads_elsewhere,
    link_of,
    opens_file,
)
from crawler.extract.images.class_vocabulary import Kinds
from crawler.extract.images.same_image import marks
from crawler.extract.images.segments import segment_kind
from crawler.extract.images.sources import read_source
from crawler.extract.images.structured_images import StructuredImage

MOST = 1_000
"""Most pictures of a page that are read; no article has as many, and each takes time."""
_MOST_TIMES = 100
"""Most occurrences of one picture that are read."""
_LONG = 160
_NO_PICTURES = frozenset("iframe amp-iframe video amp-video audio amp-audio amp-youtube embed object".split())


@dataclass
class ImageContext:
    """A page, its text, and the pictures in its metadata."""

    page: Page
    body: Body
    named: list[StructuredImage]
    kinds: Kinds = field(default_factory=Kinds)
    _elsewhere: dict[HtmlElement, bool] = field(default_factory=dict)

    @cached_property
    def elements(self) -> set[HtmlElement]:
        """Return the elements of the article text."""
        return {p.element for p in self.body.pieces if p.element is not None}

    @cached_property
    def lengths(self) -> Counter[HtmlElement]:
        """Return the number of characters of article text by element."""
        found: Counter[HtmlElement] = Counter()
        for piece in self.body.pieces:
            if piece.element is not None:
                found[piece.element] += len(piece.block.text or "")
        return found

    def is_text(self, element: HtmlElement) -> bool:
        """Return whether an element is article text and not marked as a caption."""
        return element in self.elements and segment_kind(element, self.kinds[element]) == "plain"

    @cached_property
    def trunk(self) -> frozenset[HtmlElement]:
        """Return the elements that hold more than one long piece of article text, by a sample of five.

        One piece may be a long caption. Without text, these are the ancestors of the headline.
        """
        elements = [p.element for p in self.body.pieces if p.element is not None and len(p.block.text or "") >= _LONG]
        elements = elements or [p.element for p in self.body.pieces if p.element is not None]
        elements = elements or self.page.tagged["h1"][:1]
        last = len(elements) - 1
        sample = {elements[last * i // 4] for i in range(5)} if elements else set()
        held = Counter(chain.from_iterable(e.iterancestors() for e in sample))
        return frozenset(a for a, n in held.items() if n > 1 or len(sample) == 1)

    @cached_property
    def heights(self) -> dict[HtmlElement, int]:
        """Return the height of each trunk element above the innermost one that holds the text."""
        depths = {element: sum(1 for _ in element.iterancestors()) for element in self.trunk}
        heights = {depth: height for height, depth in enumerate(sorted(set(depths.values()), reverse=True))}
        return {element: heights[depth] for element, depth in depths.items()}

    @cached_property
    def around(self) -> ImageSurroundings:
        """Return the place of pictures by their ancestors."""
        return ImageSurroundings(self.trunk, self.kinds)

    @cached_property
    def above(self) -> set[HtmlElement]:
        """Return the pictures above the first headline of the page; none if it has no headline."""
        early = [s.element for s in self.body.media if s.after == 0]
        headline = next(iter(self.page.tagged["h1"]), None)
        if headline is None or not early:
            return set()
        path = [headline, *headline.iterancestors()]
        onward = dict(zip(path[1:], path, strict=False))
        # In document order, as the walk has them: comparing a few takes a fifth of a pass over all elements.
        return set(early[: bisect_left(early, True, key=lambda e: not _precedes(e, headline, onward))])

    @cached_property
    def clues(self) -> frozenset[str]:
        """Return the marks in the URLs of the pictures in the metadata."""
        return frozenset(mark.strip("/") for n in self.named for mark in marks(n.url))

    def candidates(self) -> tuple[list[Candidate], set[HtmlElement]]:
        """Return the pictures that may belong to the article, and the elements of those that cannot."""
        around = self.around
        found: list[Candidate] = []
        others: set[HtmlElement] = set()
        times: Counter[str] = Counter()
        for spot in self.body.media:
            if spot.element.tag in _NO_PICTURES or is_control(spot.element):
                continue
            place = self._place(spot, around)
            candidate = self._candidate(spot, place, around) if place is not None and len(found) < MOST else None
            if candidate is not None:
                times[candidate.source.url] += 1
            if candidate is not None and times[candidate.source.url] <= _MOST_TIMES:
                found.append(candidate)
            elif candidate is not None or place is None or len(found) == MOST:
                others.add(spot.element)
        return found, others

    def _place(self, spot: MediaPosition, around: ImageSurroundings) -> Place | None:
        """Return the place of a picture; None if the picture cannot belong to the article because of it."""
        element, pieces = spot.element, len(self.body.pieces)
        inside = 0 < spot.after < pieces
        place = around.place(element)
        if spot.after and not inside:
            return None if place != Place.OWN or link_of(element, self.page.url) else place
        if inside:
            outcast = place == Place.FOREIGN and link_of(element, self.page.url) is not None
        else:
            outcast = is_small(element) or link_of(element, self.page.url) is not None
        return None if outcast and not self._is_hinted(element) else place

    def _is_hinted(self, element: HtmlElement) -> bool:
        """Return whether the attributes of an element, or of its sources, contain a URL from the metadata."""
        values = list(element.values())
        parent = element.getparent()
        if parent is not None and parent.tag in ("source", "picture"):
            values += parent.values()
        blob = " ".join(values).lower()
        return any(map(blob.__contains__, self.clues))

    def _candidate(self, spot: MediaPosition, place: Place, around: ImageSurroundings) -> Candidate | None:
        source = read_source(spot.element, self.page.base_url)
        if source is None:
            return None
        own = frozenset().union(*(marks(u) for u in source.urls))
        candidate = Candidate(spot.element, spot.after, source, own, place, link_of(spot.element, self.page.url))
        candidate.link_file = source.whole or opens_file(spot.element)
        candidate.above = spot.element in self.above
        candidate.small = is_small(spot.element)
        candidate.elsewhere = self._leads_elsewhere(around.block(spot.element))
        return candidate

    def _leads_elsewhere(self, block: HtmlElement) -> bool:
        """Return whether the element around a picture links to another page; each element is examined once."""
        found = self._elsewhere.get(block)
        if found is None:
            found = self._elsewhere[block] = leads_elsewhere(block, self.is_text, self.page.url)
        return found


def _in_figure(element: HtmlElement) -> bool:
    return any(a.tag == "figure" for a in islice(element.iterancestors(), 6))


def _precedes(element: HtmlElement, other: HtmlElement, onward: dict[HtmlElement, HtmlElement]) -> bool:
    """Return whether an element begins before another one; ``onward``: the next child on the path to that one."""
    below, node = None, element
    while node is not None and node is not other:
        if node in onward:
            return below is None or node.index(below) < node.index(onward[node])
        below, node = node, node.getparent()
    return False
