"""The dateline, foot byline and corrections at the beginning and end of a body."""

from __future__ import annotations

from dataclasses import dataclass, field

from crawler.extract.corrections import find_corrections
from crawler.normalize.byline_lines import is_names, looks_like_byline, opens_byline
from crawler.normalize.datelines import split_dateline
from crawler.normalize.name_types import is_all_things

_FOOT = 4
_BRACKETS = dict(zip("(（[［【", ")）]］】", strict=True))
"""Opening and closing brackets around the names at the foot of a text."""
_HEAD = 3


def _unbracketed(text: str) -> str:
    """Strip a pair of brackets around the whole text.

    >>> _unbracketed("(Ann Lee)"), _unbracketed("Ann Lee (Reuters)")
    ('Ann Lee', 'Ann Lee (Reuters)')
    """
    text = text.strip()
    return text[1:-1].strip() if text and text[-1] == _BRACKETS.get(text[0]) else text


def _is_byline(text: str, is_heading: bool) -> bool:
    if is_heading:
        return opens_byline(text) and looks_like_byline(text)
    return looks_like_byline(text) or is_names(_unbracketed(text))


@dataclass(frozen=True)
class BoilerplateEdges:
    """Boilerplate at the beginning and end of a body. Indices count its paragraphs."""

    dateline: str | None = None
    """The dateline, to be removed from the paragraph ``opening_index``."""
    organizations: list[str] = field(default_factory=list)
    """News agencies named in the dateline."""
    opening_index: int = 0
    """Index of the paragraph that contains the dateline."""
    opening: str = ""
    """That paragraph without its dateline."""
    byline: str = ""
    """The byline at the end or at the beginning of the text."""
    dropped: frozenset[int] = frozenset()
    """Indices of paragraphs to drop: bylines, corrections, breadcrumb trails such as "Home News"."""
    corrections: list[str] = field(default_factory=list)
    """Texts of the corrections among the dropped paragraphs."""


def read_boilerplate_edges(texts: list[str], headings: frozenset[int] = frozenset()) -> BoilerplateEdges:
    """Find the dateline, the byline and the corrections in the paragraphs of a body, in order.

    ``headings`` are the indices of headings, in which names alone are not a byline ("Cautionary Tale").
    """
    notes = find_corrections(texts)
    head = [i for i in range(min(_HEAD, len(texts) - 1)) if _is_byline(texts[i], i in headings)][:1]
    foot = _end(texts, frozenset(notes), headings)
    first = next((i for i in range(min(3, len(texts))) if i not in (*notes, *head)), 0)
    dateline, organizations, rest = split_dateline(texts[first]) if texts else (None, [], "")
    byline = " ".join(_unbracketed(texts[i]) for i in (foot or head))
    crumbs = [i for i in range(min(_HEAD, len(texts) - 1)) if i not in headings and is_all_things(texts[i])]
    dropped = frozenset((*notes, *head, *foot, *crumbs))
    return BoilerplateEdges(dateline, organizations, first, rest, byline, dropped, [texts[i] for i in notes])


def _end(texts: list[str], notes: frozenset[int], headings: frozenset[int]) -> list[int]:
    found: list[int] = []
    for i in range(len(texts) - 1, max(2, len(texts) - 1 - _FOOT), -1):
        if i in notes:
            continue
        if not _is_byline(texts[i], i in headings) or (found and not looks_like_byline(texts[i])):
            break
        found.insert(0, i)
    return found
