"""Checks of captions and credits: hints for a human reviewer, not verdicts."""

from __future__ import annotations

import re

from crawler.normalize.agencies import find_agencies
from crawler.normalize.captions import squash
from crawler.normalize.credits import read_credit
from crawler.normalize.credits.label import has_label

MARKS: dict[str, str] = {
    "in-caption": "caption may end in a credit",
    "nobody": "credit names nobody known",
    "no-credit": "caption without credit",
    "bare": "neither caption nor credit",
    "repeated": "same caption twice in the article",
    "long": "very long credit",
    "as-alt": "caption equals alt",
}
"""Each mark with its description, the more significant ones first."""

MILD = frozenset({"as-alt"})
"""Marks that alone are not suspicious: a third of all captions equal their alt text, because sites write them so."""

_LONG = 80
"""Length from which on a credit is suspicious, in characters: names and agencies are shorter."""
_TAIL = 60
_BREAKS = re.compile(r"[.!?。…]\s+|[(\[（［【|©–—]")
_CLOSED = re.compile(r"[.!?。…][\"'”’»]?$")


def marks_of(
    caption: str | None, alt: str | None, credit: str | None, named: bool, repeated: bool = False
) -> list[str]:
    """Return the marks of a picture, in the order of :data:`MARKS`.

    ``named``: its credit names somebody; ``repeated``: another picture of the article has the same caption.

    >>> marks_of("The ship leaves.", None, None, False), marks_of("The ship leaves.", None, "AP", True)
    (['no-credit'], [])
    """
    found = {
        "in-caption": caption is not None and ends_in_credit(caption),
        "nobody": credit is not None and not named,
        "no-credit": caption is not None and credit is None,
        "bare": caption is None and credit is None,
        "repeated": repeated,
        "long": len(credit or "") > _LONG,
        "as-alt": squash(caption) != "" and squash(caption) == squash(alt),
    }
    return [mark for mark in MARKS if found[mark]]


def ends_in_credit(caption: str) -> bool:
    """Return whether a caption may still end in a credit. This is looser than the grammar, which left it there.

    >>> ends_in_credit("The ship leaves Tromsø with Reuters"), ends_in_credit("The ship leaves (left).")
    (False, False)
    >>> ends_in_credit("The ship leaves. Reuters photo by our man"), ends_in_credit("The ship leaves © Jane Doe")
    (True, True)
    """
    if read_credit(caption).credit_text is not None or "©" in caption[-_TAIL:]:
        return True
    breaks = list(_BREAKS.finditer(caption))
    tail = caption[breaks[-1].end() :].strip() if breaks else ""
    if not 0 < len(tail) <= _TAIL or _CLOSED.search(tail):
        return False
    return has_label(tail) or bool(find_agencies(tail))
