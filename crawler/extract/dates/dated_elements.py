"""Visible dates far from the headline."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from lxml.html import HtmlElement

from crawler.extract.authors.byline_context import BylineContext, is_outside_article
from crawler.extract.dates.date_labels import CHANGED, PUBLISHED, labelled_parts
from crawler.extract.dates.visible_dates import DATE_LINE, visible_dates
from crawler.extract.document.page import Page
from crawler.extract.document.visible import text_of
from crawler.normalize.dates import either_way, parse_date
from crawler.normalize.word_tables import Openings, any_of, table

_LABELS = Openings(table("date_labels")["published"] | table("date_labels")["day"])
_OUTSIDE = frozenset(("nav", "footer", "aside"))
_TAGS = ("p", "span", "div", "strong", "b", "em", "small", "li", "h3", "h4", "h5", "h6", "dt", "th", "td", "label")
_LINES = ("p", "div", "span", "small", "li", "footer", "em", "i")
_POSTED = re.compile(rf"(?<![^\W_]){any_of(table('date_labels')['published'])}(?![^\W_])", re.I)
_CHANGED = re.compile(rf"(?<![^\W_]){any_of(table('date_labels')['changed'])}", re.I)
_DIGIT = re.compile(r"\d")
_LINE = 160
_MAX_PARTS = 12
_MAX_ELEMENTS = 40
_MAX_LABELS = 4
_FEW = 2


def labelled(page: Page) -> Iterator[str]:
    """Yield the text after a label of publication or just "Date", in its element, behind it, in the next, or after a
    line break: "Posted on April 13, 2023".
    """
    opened = (e for e in page.root.iter(*_TAGS) if e.text and len(e.text) < DATE_LINE and _LABELS.match(e.text))
    for element in islice((e for e in opened if not is_outside_article(e)), _MAX_LABELS):
        following = element.getnext()
        own = text_of(element, DATE_LINE)
        yield own
        label = _LABELS.match(own := own.rstrip(" :"))
        if label and label.end() == len(own):
            yield (element.tail or "")[:DATE_LINE]
            yield text_of(following, DATE_LINE) if following is not None else ""
    tails = ((e.tail or "").strip() for e in page.root.iter("br"))
    yield from islice((tail for tail in tails if len(tail) < DATE_LINE and _LABELS.match(tail)), _MAX_LABELS)


def mentioned(page: Page) -> Iterator[str]:
    """Yield the dates of lines that say somewhere that something was published: "This was posted in News on May 3"."""
    for text in _lines_with(page, _POSTED):
        yield from (part for label, part in labelled_parts(text) if label == PUBLISHED)


def changed(page: Page) -> Iterator[str]:
    """Yield the dates of lines that say somewhere when the page was last changed: "Last updated: May 3"."""
    for text in _lines_with(page, _CHANGED):
        yield from (part for label, part in labelled_parts(text) if label == CHANGED and _DIGIT.search(part))


def _lines_with(page: Page, wanted: re.Pattern[str]) -> Iterator[str]:
    """Yield the beginnings of a few lines that have such words among their own texts, outside menus and comments."""
    lines = (e for e in page.root.iter(*_LINES) if len(e) < _MAX_PARTS and wanted.search(_own_text(e)))
    for element in islice((e for e in lines if not is_outside_article(e)), _MAX_LABELS):
        text = text_of(element, _LINE + 1)
        if len(text) <= _LINE or _DIGIT.search(element.text or ""):
            yield text[:_LINE]


def _own_text(element: HtmlElement) -> str:
    """Return the text of an element without that of the elements in it."""
    return " ".join((element.text or "", *(child.tail or "" for child in element)))


def dated(page: Page, around: BylineContext) -> Iterator[str]:
    """Yield the dates in the page's main part, except those whose class names repeat, as in teasers."""
    found = list(islice(_inside(page), _MAX_ELEMENTS))
    names = Counter(e.get("class") for e in found)
    alone = [e for e in found if e.get("class") and names[e.get("class")] == 1]
    return (line.text for line in visible_dates(alone if len(found) > _FEW and alone else found, around, False))


def _inside(page: Page) -> Iterator[HtmlElement]:
    """Yield elements with the tag or class of a date, outside menus, footers and margins."""
    for element in page.root.iter("*"):
        name = element.get("class") or ""
        if (element.tag == "time" or "date" in name or "publish" in name or "posted" in name) and not _is_outside(
            element
        ):
            yield element


def _is_outside(element: HtmlElement) -> bool:
    """Return whether an element is in a menu, a margin, or a footer other than that of an article."""
    tags = [box.tag for box in element.iterancestors()]
    return any(
        tag in _OUTSIDE and not (tag == "footer" and "article" in tags[place:]) for place, tag in enumerate(tags)
    )


def resolved_dates(page: Page, around: BylineContext) -> Iterator[str]:
    """Yield the ambiguous dates near the headline (3/4/2024), as ISO dates that the page elsewhere shows clearly."""
    near = visible_dates([*around.date[:6], *around.near], around, False, DATE_LINE)
    lines = [line.text for line in near if either_way(line.text)]
    if not lines:
        return
    elsewhere = {
        d[:10]
        for line in visible_dates(islice(_inside(page), _MAX_ELEMENTS), around, False)
        if (d := parse_date(line.text))
    }
    for line in lines:
        yield from (d for d in either_way(line) if d in elsewhere)
