"""Bylines recognized by their context: a label in an element of its own, or a date before them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from lxml.html import HtmlElement

from crawler.extract.authors.byline_context import BylineContext, is_outside_article
from crawler.extract.document.page import Page
from crawler.extract.document.visible import text_of
from crawler.normalize.byline_lines import is_names
from crawler.normalize.byline_parts import strip_lead
from crawler.normalize.bylines import Byline, read_byline
from crawler.normalize.dates import parse_date
from crawler.normalize.name_types import is_full, is_nobody, is_thing
from crawler.normalize.word_tables import Openings, any_of, fold, table
from crawler.record.items import Author

_LABELS = table("bylines")["label"]
_LEAD = any_of(_LABELS)
_IS_LABEL = re.compile(rf"\W*{_LEAD}\W*", re.I)
_OPENS = Openings(w for w in _LABELS if len(w) > 3 or w == "by")
_TAGS = ("p", "span", "div", "strong", "b", "em", "small", "li", "h2", "h3", "h4", "h5", "h6", "dt", "th")
_MARK = r"[\s|·•∙,;:—–-]"
_BEHIND_DATE = re.compile(
    rf"\d(?:\s?[ap]\.?m\.?)?(?:\s[A-Z]{{2,4}})?{_MARK}+(?P<lead>{_LEAD}\s+)?(?P<who>[^\W\d_][^|·•\n]{{2,80}})$", re.I
)
_SINCE = re.compile(r"\s+(?:on|at|in|am|le)?\s*(?=[^a-z]*\d).*|[|·•].*", re.S)
_ALONE = re.compile(r"[^\W\d_]{3,20}")
_MAX_LINE = 140
_MAX_LABELS = 6


def read_labelled_byline(labels: Iterable[HtmlElement]) -> Iterator[Byline]:
    """Yield bylines whose label is one element and whose name is the next: ``<b>By</b><span>Jane Doe</span>``."""
    found = (e for e in labels if _IS_LABEL.fullmatch(text_of(e, 40)))
    for label in islice(found, _MAX_LABELS):
        name = next(filter(None, (fold(t) for t in _next_to(label))), "")
        byline = read_byline(f"{text_of(label, 40).rstrip(' :')}: {name}") if 2 < len(name) <= _MAX_LINE else Byline()
        if any(is_full(a.name) for a in byline.authors) or byline.organizations:
            yield byline


def read_byline_at_end(page: Page) -> Iterator[Byline]:
    """Yield labelled bylines ("Written by Jane Doe") from the whole page; slow, for pages without any other.

    The name must follow the label directly, unlike in "By clicking you agree to the terms of Rain Ltd".
    """
    opened = [e for e in page.root.iter(*_TAGS) if e.text and len(e.text) < _MAX_LINE and _OPENS.match(e.text)]
    opened = [e for e in opened[: 4 * _MAX_LABELS] if not is_outside_article(e)]
    for element in opened[:_MAX_LABELS]:
        text = text_of(element, 400)
        if len(text) > _MAX_LINE or any(a.tag in ("figure", "aside") for a in element.iterancestors()):
            continue
        byline, bare = read_byline(text), strip_lead(text)[0]
        if any(" " in a.name for a in byline.authors) and bare.startswith(byline.authors[0].name):
            yield byline
    yield from read_labelled_byline(opened)


def _next_to(label: HtmlElement) -> Iterator[str]:
    """Yield the text next to a label: its tail, its next siblings, those of the parent that contains only it."""
    for element in (label, label.getparent()):
        if element is None:
            return
        yield element.tail or ""
        for sibling in islice(element.itersiblings("*"), 3):
            yield text_of(sibling, _MAX_LINE + 1)
            yield sibling.tail or ""


def read_label_on_own_line(around: BylineContext) -> Iterator[Byline]:
    """Yield single-word names near the headline, in an author element or after "by", as bloggers sign."""
    for element in [*around.byline, *around.marked][:_MAX_LABELS]:
        text = text_of(element, _MAX_LINE)
        bare, is_marked = strip_lead(_SINCE.sub("", text))
        is_author = is_marked or "author" in f"{element.get('rel', '')} {element.get('class', '')}".lower()
        if is_author and _ALONE.fullmatch(bare) and not is_nobody(bare) and not is_thing(bare):
            yield Byline([Author(bare)], [], text, is_marked)


def read_name_beside_date(around: BylineContext) -> Iterator[Byline]:
    """Yield bylines after a date on one line: "May 3, 2024 by Jane Doe", "3 May 2024 · Jane Doe"."""
    for element in dict.fromkeys((*around.date, *around.near, *around.texts)):
        text = fold(f"{around.text(element)} {element.tail or ''}")
        match = _BEHIND_DATE.search(text) if 8 < len(text) <= _MAX_LINE else None
        if match is None or parse_date(text[: match.start() + 1], "en-US") is None:
            continue
        byline = read_byline(f"By {match['who']}") if match["lead"] else read_byline(match["who"])
        if byline.authors and (match["lead"] or is_names(byline.authors[0].name)):
            yield byline
