"""Dates that a page shows to its readers, and the date in its address."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice

from lxml.html import HtmlElement

from crawler.normalize.dates import either_way, parse_date
from crawler.normalize.months import month_number
from crawler.normalize.words import Openings, any_of, table
from crawler.page.page import Page
from crawler.page.surroundings import Surroundings, is_beside
from crawler.page.visible import text_of

DATE_LINE = 80
"""Characters up to which a line with a date in it is a date line."""
_WORD = r"(?<![^\W\d_])"
_CHANGED = re.compile(rf"{_WORD}{any_of(table('notices')['changed'])}|(?<!\w)Stand:", re.I)
_PUBLISHED = Openings(table("notices")["published"])
_URL_DATE = re.compile(
    r"/((?:19|20)\d\d)[/-]([01]?\d)[/-]([0-3]?\d)(?=[/_.+-]|$)|[/-]((?:19|20)\d\d)([01]\d)([0-3]\d)(?=\D|$)"
)
_URL_MONTH = re.compile(r"/((?:19|20)\d\d)/([a-z]{3,9})/([0-3]?\d)(?=/|$)", re.I)
_OUTSIDE = frozenset(("nav", "footer", "aside"))
_TAGS = ("p", "span", "div", "strong", "b", "em", "small", "li", "h3", "h4", "h5", "h6", "dt", "th", "td", "label")
_DIGIT = re.compile(r"\d")
_FAR = 60
_MAX_ELEMENTS = 40
_MAX_LABELS = 4
_FEW = 2


def shown(found: Iterable[HtmlElement], around: Surroundings, is_change: bool, limit: int = 160) -> Iterator[str]:
    """Dates that elements show or carry, of change or of publication as the words before them say.

    What is longer than ``limit`` is no date line but prose that has a date in it.
    """
    for element in found:
        text, tail = around.text(element), (element.tail or "").strip()
        carried = element.get("datetime") or element.get("content") or ""
        said = [t for t in (carried, text, tail) if t and len(t) <= limit and _DIGIT.search(t)]
        if not said:
            continue
        word = _CHANGED.search(text)
        if word and any(c.isdigit() for c in text[: word.start()]) and len(text) <= limit:
            yield text[word.start() :] if is_change else text[: word.start()]
        elif bool((word and word.start() < _FAR) or _CHANGED.search(_before(element))) == is_change:
            yield from said


def shown_changed(around: Surroundings) -> Iterator[str]:
    """Dates of change near the headline."""
    return shown(dict.fromkeys((*around.date, *around.near, *around.texts)), around, True, DATE_LINE)


def _before(element: HtmlElement) -> str:
    """The words right before an element, and the names of its classes."""
    previous, parent = element.getprevious(), element.getparent()
    words = (
        (previous.tail or text_of(previous, 40))
        if previous is not None
        else (parent.text if parent is not None else "")
    )
    return f"{element.get('class', '')} {(words or '').strip()[-40:]}"


def labelled(page: Page) -> Iterator[str]:
    """What stands behind a word for publication, in its element or the next, "Posted on April 13, 2023"."""
    opened = (e for e in page.root.iter(*_TAGS) if e.text and len(e.text) < DATE_LINE and _PUBLISHED.match(e.text))
    for element in islice((e for e in opened if not is_beside(e)), _MAX_LABELS):
        following = element.getnext()
        yield text_of(element, DATE_LINE)
        own = text_of(element, DATE_LINE).rstrip(" :")
        label = _PUBLISHED.match(own)
        if following is not None and label and label.end() == len(own):
            yield text_of(following, DATE_LINE)


def dated(page: Page, around: Surroundings) -> Iterator[str]:
    """The dates of the dated elements of the page's main part, but those whose class names others have: teasers."""
    found = list(islice(_inside(page), _MAX_ELEMENTS))
    names = Counter(e.get("class") for e in found)
    alone = [e for e in found if e.get("class") and names[e.get("class")] == 1]
    return shown(alone if len(found) > _FEW and alone else found, around, False)


def _inside(page: Page) -> Iterator[HtmlElement]:
    """The elements of the page outside of menus, feet and margins that are dates by their tag or class."""
    for element in page.root.iter("*"):
        name = element.get("class") or ""
        if (element.tag == "time" or "date" in name or "publish" in name or "posted" in name) and not any(
            a.tag in _OUTSIDE for a in element.iterancestors()
        ):
            yield element


def told_apart(page: Page, around: Surroundings) -> Iterator[str]:
    """Dates near the headline like 3/4/2024, whose day and month the page gives elsewhere the one way only."""
    lines = [t for t in shown([*around.date[:6], *around.near], around, False, DATE_LINE) if either_way(t)]
    if not lines:
        return
    elsewhere = {d[:10] for t in shown(islice(_inside(page), _MAX_ELEMENTS), around, False) if (d := parse_date(t))}
    for line in lines:
        yield from (d for d in either_way(line) if d in elsewhere)


def in_url(url: str) -> str | None:
    """The date in an address, ISO 8601.

    >>> in_url("https://daily.example/2024/05/03/rain"), in_url("https://daily.example/2024/may/3/")
    ('2024-05-03', '2024-05-03')
    """
    match = _URL_DATE.search(url) or _URL_MONTH.search(url)
    if match is None:
        return None
    year, month, day = (p for p in match.groups() if p)
    number = int(month) if month.isdigit() else month_number(month)
    return f"{year}-{number:02}-{int(day):02}" if number else None
