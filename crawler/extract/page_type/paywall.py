"""Whether the text of a page is cut short by a paywall."""

from __future__ import annotations

from crawler.extract.body.local_features import size
from crawler.extract.body.text_block import Run
from crawler.extract.page_type.phrases import says

_STUB = 700
"""Size up to which the text of a paid article is hardly all of it."""
_OPENING = 3500
"""Size from which on a text is hardly the opening alone."""
_AFTER = 15
_SHORT = 300
_CUT = ("…", "...", "[…]", "[...]")


def is_cut(runs: list[Run], kept: list[int], is_free: bool | None) -> bool:
    """Whether the page stops its text where paying begins; ``is_free``: what the page's data say of that."""
    text = sum(size(runs[place].text) for place in kept)
    if not kept or text > _OPENING or is_free:
        return False
    if is_free is False and (text < _STUB or runs[kept[-1]].text.endswith(_CUT)):
        return True
    after = [run for run in runs[kept[-1] : kept[-1] + _AFTER] if len(run.text) < _SHORT]
    return any(says("paywall", run.text) for run in after)
