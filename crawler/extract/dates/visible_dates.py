"""Visible dates near the headline."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from lxml.html import HtmlElement

from crawler.extract.authors.byline_context import BylineContext, is_outside_article
from crawler.extract.dates.date_labels import CHANGED, PUBLISHED, label_of_class, labelled_parts
from crawler.extract.document.visible import text_of

DATE_LINE = 80
"""Maximum length of a date line, in characters."""
_DIGIT = re.compile(r"\d")
_FOUR_DIGITS = re.compile(r"(?:\d\D*){4}")
"""The fewest of a date; "P1D" is a duration."""
_CARRIED = (
    "datetime", "content", "data-datetime", "data-date", "data-published", "data-timestamp", "data-time", "data-utime",
)  # fmt: skip
"""Attributes that contain the date of an element, whose text may be "2 hours ago"."""
_OTHERS = frozenset(("figure", "figcaption", "video", "audio", "blockquote"))
"""Elements whose dates are those of pictures, players and posts of others."""
_MAX_DEPTH = 6
_MAX_TITLE = 60
_FEW_WORDS = 40
_WORDS = re.compile(r"[^\W\d_]{2,}")
_PARTS = re.compile(r"[|·•/]|:\s|\s[-–—]\s")
_MAX_WORDS = 7
_FEW_IN_DATE = 5
"""Most words of a line that is a date: weekday, month, zone, who published."""
_MANY = 3
"""Number of elements with one tag and class, each with a date of its own, that are a list."""


class VisibleDate(NamedTuple):
    """A text with a date, whether a label states what date it is, and whether readers see it as a date.

    They see neither attributes nor, as a date, the days that a sentence mentions.
    """

    text: str
    is_labelled: bool
    is_text: bool = True


def visible_dates(
    found: Iterable[HtmlElement], around: BylineContext, is_change: bool, limit: int = 160, anywhere: bool = False
) -> Iterator[VisibleDate]:
    """Yield dates in the text or attributes of elements: of modification if ``is_change``, else of publication.

    A text longer than ``limit`` characters is prose with a date in it. ``anywhere`` also accepts short texts in
    teasers, other articles and captions.
    """
    wanted = (CHANGED,) if is_change else (PUBLISHED, None)
    for element in found:
        text, tail, carried = around.text(element), (element.tail or "").strip(), _carried(element)
        if not any(t and len(t) <= limit and _DIGIT.search(t) for t in (carried, text, tail)):
            continue
        if _is_elsewhere(element, around) and not (anywhere and len(text) <= _FEW_WORDS):
            continue
        before = _label_before(element)
        inside = labelled_parts(text) if len(text) <= limit and (limit > DATE_LINE or _is_date_line(text)) else []
        own = next((label for label, _ in inside if label), before)
        if carried and own in wanted:
            yield VisibleDate(carried, own is not None, False)
        last = inside[-1][0] if inside and inside[-1][0] else before
        lines = [*inside, *(labelled_parts(tail, last) if len(tail) <= limit else [])]
        both = len({CHANGED, PUBLISHED, None}.intersection(label for label, part in lines if _DIGIT.search(part))) > 1
        for label, part in sorted(((label or before, part) for label, part in lines), key=lambda line: line[0] is None):
            if label in wanted and _DIGIT.search(part):
                yield VisibleDate(part, label is not None or both, len(_WORDS.findall(part)) <= _FEW_IN_DATE)


def own_dates(around: BylineContext) -> list[HtmlElement]:
    """Return the elements marked as dates, without lists behind the beginning of the text: dates of other articles."""
    start = around.before_prose[3]
    if start is None:
        return around.date
    before, behind = around.date[:start], around.date[start:]
    kinds = Counter((e.tag, e.get("class")) for e in behind)
    return [*before, *(e for e in behind if kinds[e.tag, e.get("class")] < _MANY)]


def visible_modified_dates(around: BylineContext) -> Iterator[str]:
    """Yield the dates of modification near the headline."""
    near = dict.fromkeys((*around.date, *around.near, *around.texts))
    return (line.text for line in visible_dates(near, around, True, DATE_LINE))


def _is_date_line(text: str) -> bool:
    """Return whether a line exists for its date: it has few words, or several parts."""
    return len(_WORDS.findall(text)) <= _MAX_WORDS or _PARTS.search(text) is not None


def _carried(element: HtmlElement) -> str:
    """Return the date in an attribute of an element; ``title`` counts only on an element with a short text."""
    found = (value for name in _CARRIED if (value := element.get(name)) and _FOUR_DIGITS.search(value))
    title = element.get("title") or ""
    is_date = element.tag not in ("a", "img") and len(title) <= _MAX_TITLE and len(element.text or "") <= _MAX_TITLE
    return next(found, title if is_date and _DIGIT.search(title) else "")


def _is_elsewhere(element: HtmlElement, around: BylineContext) -> bool:
    """Return whether an element belongs to a picture, a video, a quotation, a comment or another article."""
    above = [*islice(element.iterancestors(), _MAX_DEPTH)]
    if not _OTHERS.isdisjoint(a.tag for a in above):
        return True
    other = next((a for a in above if a.tag == "article"), None)
    return (other is not None and around.is_in_article and other not in around.boxes) or is_outside_article(element)


def _label_before(element: HtmlElement) -> str | None:
    """Return the label in the text just before an element or in its class names; None if there is none."""
    previous, parent = element.getprevious(), element.getparent()
    words = (
        (previous.tail or text_of(previous, 40))
        if previous is not None
        else (parent.text if parent is not None else "")
    )
    last = labelled_parts(f" {(words or '').strip()[-40:]}")[-1]
    if last[0] is not None and not _DIGIT.search(last[1]):
        return last[0]
    return label_of_class(element.get("class") or "")
