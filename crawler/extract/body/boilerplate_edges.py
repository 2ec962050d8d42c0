"""What stands at the edges of a body and is none of it: dateline, foot byline, corrections."""

from __future__ import annotations

from dataclasses import dataclass, field

from crawler.extract.corrections import find_corrections
from crawler.normalize.bylines import is_names, looks_like_byline, opens_byline
from crawler.normalize.datelines import split_dateline
from crawler.normalize.name_types import is_all_things

_FOOT = 4
_BRACKETS = dict(zip("(（[［【", ")）]］】", strict=True))
"""Signs around the names at the foot of a text."""
_HEAD = 3


def _unbracketed(text: str) -> str:
    """A text without the brackets around all of it.

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
    """What was found at the edges of a body; indices are those of its paragraphs."""

    dateline: str | None = None
    """The dateline, to be taken off the paragraph ``opening_index``."""
    organizations: list[str] = field(default_factory=list)
    """Agencies of the dateline."""
    opening_index: int = 0
    """Index of the paragraph that bore the dateline."""
    opening: str = ""
    """That paragraph without its dateline."""
    byline: str = ""
    """The byline at the foot of the text, or opening it."""
    dropped: frozenset[int] = frozenset()
    """Indices of the paragraphs that are no body: bylines, corrections, trails of links, "Home News"."""
    corrections: list[str] = field(default_factory=list)
    """The notes among them."""


def read_boilerplate_edges(texts: list[str], headings: frozenset[int] = frozenset()) -> BoilerplateEdges:
    """Find dateline, byline and notes in the paragraphs of a body, in order.

    ``headings``: indices of those that are headings; names alone are no byline there, "Cautionary Tale".
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
