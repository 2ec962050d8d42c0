"""Other articles on an article's page: the next story of an endless page, the opening of another behind it."""

from __future__ import annotations

from collections.abc import Sequence

from crawler.extract.body.tags import HEADINGS
from crawler.extract.body.text_block import Box, Run

_LONGER = 3
"""How many times longer others may be than what stands with the headline, or that is only an opening."""


def without_others(runs: Sequence[Run], kept: Sequence[int], headline: int) -> list[int]:
    """The places without those in an ``article`` beside that of the headline which has a linked heading of its own, or
    a heading of the headline's rank."""
    known: dict[Box, Box | None] = {}
    own = _article(runs[headline].box, known) if headline >= 0 else None
    if own is None:
        return list(kept)
    headed = {_article(run.box, known) for run in runs if _heads_another(run, runs[headline])} - {own, None}
    others = [place for place in kept if _article(runs[place].box, known) in headed]
    ours = [place for place in kept if _article(runs[place].box, known) is own]
    if _size(runs, ours) * _LONGER < _size(runs, others):
        return list(kept)
    return [place for place in kept if place not in others]


def _size(runs: Sequence[Run], places: Sequence[int]) -> int:
    return sum(len(runs[place].text) for place in places)


def _heads_another(run: Run, headline: Run) -> bool:
    """Whether a run is the heading of another article."""
    return run.tag in HEADINGS and (run.tag == headline.tag == "h1" or run.links * 2 > len(run.text))


def _article(box: Box, known: dict[Box, Box | None]) -> Box | None:
    """The outermost ``article`` that a box is or stands in."""
    if box not in known:
        above = _article(box.parent, known) if box.parent is not None else None
        known[box] = above or (box if box.element.tag == "article" else None)
    return known[box]
