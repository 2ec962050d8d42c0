"""Whether a paywall truncates the text of a page."""

from __future__ import annotations

from crawler.extract.body.local_features import size
from crawler.extract.body.text_block import TextBlock
from crawler.extract.page_type.phrases import contains_phrase

_STUB = 700
"""Size up to which the text of a paid article is probably incomplete."""
_OPENING = 3500
"""Size from which on a text is probably more than the opening."""
_AFTER = 15
_SHORT = 300
_CUT = ("…", "...", "[…]", "[...]")


def is_cut(text_blocks: list[TextBlock], kept: list[int], is_free: bool | None) -> bool:
    """Return whether a paywall truncates the text; ``is_free`` comes from the page's data."""
    text = sum(size(text_blocks[place].text) for place in kept)
    if not kept or text > _OPENING or is_free:
        return False
    if is_free is False and (text < _STUB or text_blocks[kept[-1]].text.endswith(_CUT)):
        return True
    after = [block for block in text_blocks[kept[-1] : kept[-1] + _AFTER] if len(block.text) < _SHORT]
    return any(contains_phrase("paywall", block.text) for block in after)
