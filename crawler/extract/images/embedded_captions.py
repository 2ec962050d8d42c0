"""Captions and credits that only the page's data have: JSON-LD and application state."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from crawler.extract.document.page import Page
from crawler.extract.embedded import find_images, states
from crawler.extract.images.candidates import Candidate
from crawler.extract.images.captions import CaptionAndCredit
from crawler.extract.images.image_groups import MOST
from crawler.extract.images.same_image import common_marks, marks, same_picture
from crawler.extract.images.structured_images import StructuredImage, described_images, resolve
from crawler.normalize.captions import squash
from crawler.normalize.credits.inline import cut_credit

_HINTS = ("aption", "redit", "opyright", "ildunterschrift")
"""Parts of the words that a script with captions or credits contains; a fast check."""

_NAMED_TEXT = re.compile(
    r"(?:caption|credit|copyright|bildunterschrift)\w{0,12}\\{0,3}[\"']\s?:\s?[\\\"'{\[]{1,6}[^\\\"'{}\[\]]"
)
_NEAR = 10_000
_MOST = 4


class ImageIndex:
    """Index of the pictures in the page's data by the marks in their URLs."""

    def __init__(self, named: Iterable[StructuredImage], common: frozenset[str]) -> None:
        self._common = common
        self._holders: dict[str, list[tuple[frozenset[str], StructuredImage]]] = {}
        for picture in named:
            theirs = marks(picture.url)
            for mark in theirs - common:
                held = self._holders.setdefault(mark, [])
                if len(held) < MOST:
                    held.append((theirs, picture))

    def of(self, own: frozenset[str]) -> list[StructuredImage]:
        """Return the pictures in the data that may be a picture on the page, those with a caption first."""
        near = [h for mark in sorted(own - self._common) for h in self._holders.get(mark, ())]
        found = [picture for theirs, picture in near if same_picture(own, theirs, self._common)]
        return sorted(found, key=lambda n: (not n.caption, not n.credit))


def add_embedded_captions(page: Page, kept: Sequence[Candidate]) -> None:
    """Add captions and credits from JSON-LD to pictures without any, and from application state if no picture has any.

    A caption in JSON-LD without a credit is usually the alternative text, and is not used.
    """
    mute = [c for c in kept if not c.words.caption and not c.words.credit]
    if not mute:
        return
    known = [n for n in described_images(page) if n.credit or cut_credit(n.caption or "")]
    if len(mute) == len(kept):
        known += embedded_images(page, frozenset().union(*(c.marks for c in mute)))
    if not known:
        return
    holders = ImageIndex(known, common_marks([c.marks for c in kept]))
    titles = titles_of(page)
    for candidate in mute:
        told = next(iter(holders.of(candidate.marks)), None)
        if told is not None:
            candidate.words = CaptionAndCredit(_caption(told, candidate.element.get("alt"), titles), told.credit)


def embedded_lead(page: Page, named: Sequence[StructuredImage]) -> StructuredImage | None:
    """Return the lead picture of a page without pictures: one in the metadata with a caption or credit in the state."""
    holders = ImageIndex(embedded_images(page, frozenset().union(*(marks(n.url) for n in named))), frozenset())
    for picture in named:
        for told in holders.of(marks(picture.url))[:1]:
            caption = _caption(told, None, titles_of(page))
            return StructuredImage(picture.url, caption, told.credit, picture.width, picture.height)
    return None


def embedded_images(page: Page, wanted: frozenset[str]) -> list[StructuredImage]:
    """Return the pictures with a caption or credit in application state.

    ``wanted``: marks of the pictures; a script that contains none of them is not parsed.
    """
    names = [mark.strip("/") for mark in wanted]
    found = find_images(states(page.tagged["script"], lambda script: _may_hold_caption(script, names)))
    return [StructuredImage(resolve(page.base_url, url), p.caption, p.credit) for p in found for url in p.urls]


def _may_hold_caption(script: str, names: list[str]) -> bool:
    """Return whether a script has a caption or credit near a URL; a fast check before it is parsed."""
    if not any(hint in script for hint in _HINTS):
        return False
    folded = script.lower()
    places = (place for name in names for place in _places(folded, name))
    return any(_NAMED_TEXT.search(folded, max(0, place - _NEAR), place + _NEAR) for place in places)


def _places(text: str, name: str) -> Iterator[int]:
    place = -1
    for _ in range(_MOST):
        if (place := text.find(name, place + 1)) < 0:
            return
        yield place


def _caption(told: StructuredImage, alt: str | None, titles: list[str]) -> str | None:
    """Return the caption, unless it is the alternative text, or a title or description of the page."""
    own = squash(told.caption)
    repeats = own == squash(alt) or any(own in title or title in own for title in titles if title)
    return None if repeats else told.caption


def titles_of(page: Page) -> list[str]:
    """Return the titles and descriptions of a page, squashed; a text that repeats one is not a caption."""
    return [squash(t) for t in (*page.data.titles, *page.data.meta.get("og:description", ()))]
