"""The visible byline near the headline."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, islice, takewhile

from lxml.html import HtmlElement

from crawler.extract.authors.author_urls import is_author_link
from crawler.extract.authors.byline_context import BylineContext, is_outside_article
from crawler.extract.authors.labelled_byline import (
    read_byline_at_end,
    read_label_on_own_line,
    read_labelled_byline,
    read_name_beside_date,
)
from crawler.extract.document.canonical_url import absolute
from crawler.extract.document.class_words import kinds_of
from crawler.extract.document.page import Page
from crawler.extract.document.visible import lines_of, text_of
from crawler.normalize.byline_lines import is_names, looks_like_byline, opens_byline
from crawler.normalize.bylines import Byline, read_byline, strip_time
from crawler.normalize.dates import parse_date
from crawler.normalize.labels import opens_more
from crawler.normalize.name_types import is_full
from crawler.normalize.word_tables import squash

_PICTURES = frozenset(("figure", "figcaption", "picture"))
_WHOLE = frozenset(("article", "main"))
_OWN_FEET = ("post", "entry", "article", "author")
_MARGINS = frozenset(("aside", "nav", "footer"))
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "button"))
_DIGIT = re.compile(r"\d")
_MAX_BYLINE = 300
_MAX_LINE = 80
_MAX_WORDS = 8
_MAX_ELEMENTS = 30
_MAX_MARKED = 20
_NEAR_DATE = 3
_DEPTH = 6


def read_visible_byline(page: Page, around: BylineContext) -> Byline:
    """Return the byline in the first element near the headline that names someone, with similar siblings."""
    found: Byline | None = None
    kin: list[HtmlElement | None] = []

    def counts(element: HtmlElement) -> bool:
        return found is None or (element.getparent() in kin and bool(element.get("class")))

    for group, chosen in ((around.byline, _outermost), (around.marked, _signed), (around.near, _names_by_dates)):
        for element in filter(counts, chosen(around) if any(map(counts, group)) else ()):
            byline = _read_element(page, element)
            if byline is not None and found is not None:
                found = found.joined(byline)
            elif byline is not None:
                found, kin = byline, [*islice(element.iterancestors(), 2)]
    return found or next(chain(read_labelled_byline(around.marked), read_name_beside_date(around)), Byline())


def read_byline_anywhere(page: Page, around: BylineContext) -> Byline:
    """Return the byline in the first element that the markup names as an author; slow, for pages without any other."""
    found = (e for e in _called_authors(page) if not _is_foot(e))
    marked = (e for e in islice(found, _MAX_MARKED) if "not_byline" not in kinds_of(e.get("class") or ""))
    bylines = (_read_element(page, element, is_marginal=True) for element in marked if not is_outside_article(element))
    named = (b for b in bylines if b is not None)
    return next(chain(named, read_byline_at_end(page), read_label_on_own_line(around)), Byline())


def _called_authors(page: Page) -> Iterator[HtmlElement]:
    """Yield the elements whose class, ``rel`` or ``itemprop`` names an author."""
    for element in page.root.iter("*"):
        name = element.get("class")
        is_called = name and ("author" in name or "byline" in name)
        if is_called or element.get("rel") == "author" or element.get("itemprop") == "author":
            yield element


def _is_foot(element: HtmlElement) -> bool:
    """Return whether an element is inside a menu, or a footer of neither the article nor its author."""
    above = [*element.iterancestors()]
    tags = [a.tag for a in above]
    if "nav" in tags:
        return True
    for place, tag in enumerate(tags):
        if tag == "footer" and _WHOLE.isdisjoint(tags[place + 1 :]):
            name = above[place].get("class") or ""
            if not any(word in name for word in _OWN_FEET):
                return True
    return False


def _read_element(page: Page, element: HtmlElement, is_marginal: bool = False) -> Byline | None:
    """Return the byline in an element, with its people and the URLs that they link to; None if there is none.

    ``is_marginal``: the element may be in a margin or footer of the article; others must be labelled as bylines there.
    """
    lines = lines_of(element)
    text = " ".join(lines)[:_MAX_BYLINE]
    tags = {a.tag for a in islice(element.iterancestors(), _DEPTH)}
    if not text or not tags.isdisjoint(_PICTURES):
        return None
    if not is_marginal and not tags.isdisjoint(_MARGINS) and not opens_byline(text):
        return None
    links = [a for a in element.iter("a") if is_author_link(a.get("href", "")) or "author" in (a.get("rel") or "")]
    by_name = {squash(text_of(a, 100)): a for a in links[:20]}
    own = [*lines[:1], *takewhile(lambda line: not opens_more(line), lines[1:])]
    short = [line for line in own if (len(line) <= _MAX_LINE and _is_no_title(line)) or opens_byline(line)]
    whole = read_byline("\n".join(short)[:_MAX_BYLINE])
    people = [a for a in whole.authors if is_full(a.name) or squash(a.name) in by_name]
    people = people or [a for link in links[:3] for a in read_byline(text_of(link, 100), is_person=True).authors]
    for author in people:
        if (link := by_name.get(squash(author.name))) is not None:
            author.url = absolute(page, link.get("href"))
    if not people and not whole.organizations:
        return None
    head = strip_time(text)
    is_all = head and all(a.name in head for a in people)
    return Byline(people, whole.organizations, head if is_all else text, whole.is_marked)


def _is_no_title(line: str) -> bool:
    """Return whether a line has as few words as names and roles have; of a list, each part."""
    return any(sign in line for sign in ",|·•/") or len(line.split()) <= _MAX_WORDS


def _outermost(around: BylineContext) -> Iterator[HtmlElement]:
    """Yield the elements named as bylines that are not inside another one."""
    kept: set[HtmlElement] = set()
    for element in around.byline[:_MAX_ELEMENTS]:
        if not kept or kept.isdisjoint(element.iterancestors()):
            kept.add(element)
            yield element


def _signed(around: BylineContext) -> Iterator[HtmlElement]:
    """Yield the elements that open with a byline phrase and contain nothing else."""
    return (e for e in around.marked if looks_like_byline(around.text(e)))


def _names_by_dates(around: BylineContext) -> Iterator[HtmlElement]:
    """Yield the elements just after the headline that open with a name, with a date within three lines."""
    texts = [around.text(e)[:80] for e in around.near]
    if not any(_DIGIT.search(text) and parse_date(text) for text in texts):
        return
    lines = [(e, t) for e, t in zip(around.near, texts, strict=True) if not _is_section(e)]
    dated = [i for i, (_, t) in enumerate(lines) if _DIGIT.search(t) and parse_date(t)]
    for i, (element, text) in enumerate(lines):
        if any(abs(i - d) <= _NEAR_DATE for d in dated) and is_names(_first_piece(text)):
            yield element


def _is_section(element: HtmlElement) -> bool:
    """Return whether an element is a heading or links to something other than a person, so that it is a topic."""
    around = [element, *islice(element.iterancestors(), 2)]
    if any(e.tag in _HEADINGS for e in around):
        return True
    links = [a for a in [*around, *(islice(element.iter("a"), 1) if len(element) else ())] if a.tag == "a"]
    return any(a.get("href") and not is_author_link(a.get("href", "")) for a in links)


def _first_piece(text: str) -> str:
    return re.split(r"\s*[|·•,]\s*", text, maxsplit=1)[0]
