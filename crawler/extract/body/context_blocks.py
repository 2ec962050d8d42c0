"""What stands shortly before and behind the text of an article and is none of it: notes, sources, licences."""

from __future__ import annotations

from crawler.extract.body import Body
from crawler.extract.body.text_block import Run

_BEFORE, _BEHIND = 4, 15
_MAX_CHARS = 1_200


def runs_beside(body: Body) -> list[Run]:
    """The runs of text around those that were kept, without those that are links for the most part."""
    if not body.kept:
        return []
    first, last, kept = body.kept[0], body.kept[-1], set(body.kept)
    places = [*range(max(0, first - _BEFORE), first), *range(last + 1, min(last + 1 + _BEHIND, len(body.runs)))]
    runs = [body.runs[place] for place in places if place not in kept]
    return [run for run in runs if run.links * 2 <= len(run.text) <= _MAX_CHARS]
