"""How the text of a page is shared out: in one stretch as an article's, or in scraps among links."""

from __future__ import annotations

from dataclasses import dataclass

from crawler.extract.body.local_features import size
from crawler.extract.body.text_block import TextBlock

_TITLE = 20
"""Size from which on a link may be the title of another article."""
_LONG_TITLE = 250
WOVEN = 5
"""A text of which one letter in so many is in a link is one of titles with their summaries."""


@dataclass(frozen=True, slots=True)
class TextDistribution:
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


def has_long_stretch(text_blocks: list[TextBlock], kept: list[int], enough: int) -> bool:
    """Whether a part of what was kept is so many characters long that neither is cut by the title of another article
    nor is in links for a good part."""
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
    """The shape of a page whose blocks at these places were kept."""
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
