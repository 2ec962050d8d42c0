"""How the text of a page is shared out: in one stretch as an article's, or in scraps among links."""

from __future__ import annotations

from dataclasses import dataclass

from crawler.extract.body.local_features import size
from crawler.extract.body.text_block import Run

_TITLE = 20
"""Size from which on a link may be the title of another article."""
_LONG_TITLE = 250
WOVEN = 5
"""A text of which one letter in so many is in a link is one of titles with their summaries."""


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes in letters, a letter of Chinese, Japanese, Korean or Thai twice."""

    text: int
    """What was kept as the article's."""
    stretch: int
    """The longest part of it that no title of another article interrupts."""
    stretches: int
    """How many parts such titles cut it into."""
    teasers: int
    """Distinct links that may be titles of other articles."""
    linked: int
    """Their size."""
    woven: int
    """What of the text is in links, in characters."""
    shown: int
    """All that the page shows."""


def runs_on(runs: list[Run], kept: list[int], enough: int) -> bool:
    """Whether a part of what was kept is so many characters long that neither is cut by the title of another article
    nor is in links for a good part."""
    stretch, last = 0, -1
    for place in kept:
        run = runs[place]
        if run.links * WOVEN > len(run.text) or any(_is_teaser(r, len(r.text)) for r in runs[last + 1 : place]):
            stretch = 0
        stretch, last = stretch + len(run.text), place
        if stretch >= enough:
            return True
    return False


def shape_of(runs: list[Run], kept: list[int]) -> Shape:
    """The shape of a page whose runs at these places were kept."""
    own, stretch, longest, stretches, text, woven, shown = set(kept), 0, 0, 0, 0, 0, 0
    titles: dict[str, int] = {}
    for place, run in enumerate(runs):
        length = size(run.text)
        shown += length
        if _is_teaser(run, length):
            titles.setdefault(run.text, length)
            stretch = 0
        elif place in own:
            text += length
            woven += run.links
            stretches += not stretch
            stretch += length
            longest = max(longest, stretch)
    return Shape(text, longest, stretches, len(titles), sum(titles.values()), woven, shown)


def _is_teaser(run: Run, length: int) -> bool:
    return run.links * 10 >= len(run.text) * 9 and _TITLE <= length <= _LONG_TITLE
