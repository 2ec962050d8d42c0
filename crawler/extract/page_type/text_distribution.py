"""The distribution of text on a page: one long stretch as in an article, or scraps between links."""

from __future__ import annotations

from dataclasses import dataclass

from crawler.extract.body.local_features import size
from crawler.extract.body.text_block import TextBlock

_TITLE = 20
"""Minimum size of a link that may be the title of another article."""
_LONG_TITLE = 250
WOVEN = 5
"""Divisor of the text size: with more linked characters than that, the text is a list of titles and summaries."""


@dataclass(frozen=True, slots=True)
class TextDistribution:
    """Sizes in letters; each Chinese, Japanese, Korean or Thai letter counts twice."""

    text: int
    """Size of the kept text."""
    stretch: int
    """Size of its longest part without the title of another article."""
    stretches: int
    """Number of parts into which such titles split it."""
    teasers: int
    """Number of distinct links that may be titles of other articles."""
    linked: int
    """Total size of these links."""
    woven: int
    """Number of linked characters in the kept text."""
    shown: int
    """Size of all visible text."""


def has_long_stretch(text_blocks: list[TextBlock], kept: list[int], enough: int) -> bool:
    """Return whether some ``enough`` characters of the kept text contain no title of another article and few links."""
    stretch, last = 0, -1
    for place in kept:
        block = text_blocks[place]
        if block.links * WOVEN > len(block.text) or any(
            _is_teaser(r, len(r.text)) for r in text_blocks[last + 1 : place]
        ):
            stretch = 0
        stretch, last = stretch + len(block.text), place
        if stretch >= enough:
            return True
    return False


def text_distribution(text_blocks: list[TextBlock], kept: list[int]) -> TextDistribution:
    """Return the text distribution of a page; ``kept`` are the indices of the article's blocks."""
    own, stretch, longest, stretches, text, woven, shown = set(kept), 0, 0, 0, 0, 0, 0
    titles: dict[str, int] = {}
    for place, block in enumerate(text_blocks):
        length = size(block.text)
        shown += length
        if _is_teaser(block, length):
            titles.setdefault(block.text, length)
            stretch = 0
        elif place in own:
            text += length
            woven += block.links
            stretches += not stretch
            stretch += length
            longest = max(longest, stretch)
    return TextDistribution(text, longest, stretches, len(titles), sum(titles.values()), woven, shown)


def _is_teaser(block: TextBlock, length: int) -> bool:
    return block.links * 10 >= len(block.text) * 9 and _TITLE <= length <= _LONG_TITLE
