"""The byline that a page shows near its headline."""

from __future__ import annotations

import re
from itertools import chain, islice

from lxml.html import HtmlElement

from crawler.normalize.bylines import Byline, is_names, looks_like_byline, opens_byline, read_byline, strip_time
from crawler.normalize.dates import parse_date
from crawler.normalize.words import squash
from crawler.page.labelled import read_alone, read_dated, read_foot, read_labelled
from crawler.page.origin import absolute
from crawler.page.page import Page
from crawler.page.surroundings import Surroundings, is_author_link, is_beside, kinds_of, lines_of, text_of
from crawler.page.xpath import elements

_candidates = elements(
    "(//@class[contains(., 'author') or contains(., 'byline')] | //@rel[. = 'author'] | //@itemprop[. = 'author'])"
    "/parent::*[not(ancestor::nav or ancestor::footer[not(ancestor::article or ancestor::main or "
    "contains(@class, 'post') or contains(@class, 'entry') or contains(@class, 'article') or "
    "contains(@class, 'author'))])]"
)
_PICTURES = frozenset(("figure", "figcaption", "picture"))
_MARGINS = frozenset(("aside", "nav", "footer"))
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "button"))
_MAX_BYLINE = 300
_MAX_LINE = 80
_MAX_ELEMENTS = 30
_NEAR_DATE = 3
_DEPTH = 6


def read_shown(page: Page, around: Surroundings) -> Byline:
    """The first element near the headline that names someone, with those of its kind beside it."""
    found: Byline | None = None
    kin: list[HtmlElement | None] = []
    marked = [e for e in around.marked if looks_like_byline(text_of(e, 200))]
    for element in [*_outermost(around.byline), *marked, *_names_by_dates(around.near)]:
        byline = _read_element(page, element)
        if byline is None:
            continue
        if found is None:
            found, kin = byline, [*islice(element.iterancestors(), 2)]
        elif element.getparent() in kin and element.get("class"):
            found = found.joined(byline)
    return found or next(chain(read_labelled(around.marked), read_dated(around)), Byline())


def read_anywhere(page: Page, around: Surroundings) -> Byline:
    """The first element of the page that its markup calls an author's; costly, for pages that say nothing else."""
    marked = (e for e in _candidates(page.root)[:20] if "not_byline" not in kinds_of(e.get("class") or ""))
    bylines = (_read_element(page, element, is_marginal=True) for element in marked if not is_beside(element))
    named = (b for b in bylines if b is not None)
    return next(chain(named, read_foot(page), read_alone(around)), Byline())


def _read_element(page: Page, element: HtmlElement, is_marginal: bool = False) -> Byline | None:
    """The byline that an element holds, its people with the addresses that they link to.

    ``is_marginal``: it may stand in a margin or foot of the article; elsewhere only if it says that it is a byline.
    """
    text = text_of(element, _MAX_BYLINE)
    tags = {a.tag for a in islice(element.iterancestors(), _DEPTH)}
    if not text or not tags.isdisjoint(_PICTURES):
        return None
    if not is_marginal and not tags.isdisjoint(_MARGINS) and not opens_byline(text):
        return None
    links = [a for a in element.iter("a") if is_author_link(a.get("href", "")) or "author" in (a.get("rel") or "")]
    by_name = {squash(text_of(a, 100)): a for a in links[:20]}
    lines = [line for line in lines_of(element) if len(line) <= _MAX_LINE or opens_byline(line)]
    whole = read_byline("\n".join(lines)[:_MAX_BYLINE])
    people = [a for a in whole.authors if " " in a.name or not a.name.isascii() or squash(a.name) in by_name]
    people = people or [a for link in links[:3] for a in read_byline(text_of(link, 100), is_person=True).authors]
    for author in people:
        if (link := by_name.get(squash(author.name))) is not None:
            author.url = absolute(page, link.get("href"))
    if not people and not whole.organizations:
        return None
    head = strip_time(text)
    is_all = head and all(a.name in head for a in people)
    return Byline(people, whole.organizations, head if is_all else text, whole.is_marked)


def _outermost(found: list[HtmlElement]) -> list[HtmlElement]:
    kept: list[HtmlElement] = []
    for element in found[:_MAX_ELEMENTS]:
        if not any(a in kept for a in element.iterancestors()):
            kept.append(element)
    return kept


def _names_by_dates(near: list[HtmlElement]) -> list[HtmlElement]:
    """Elements right behind the headline that open with a person's name, a date no more than three lines off."""
    near = [e for e in near if not _is_section(e)]
    texts = [text_of(e, 80) for e in near]
    dated = [i for i, t in enumerate(texts) if any(c.isdigit() for c in t) and parse_date(t)]
    named = (
        i for i, t in enumerate(texts) if any(abs(i - d) <= _NEAR_DATE for d in dated) and is_names(_first_piece(t))
    )
    return [near[i] for i in named]


def _is_section(element: HtmlElement) -> bool:
    """Whether an element is a heading, or a link to anything but a person: such names are topics, "Premier League"."""
    around = [element, *islice(element.iterancestors(), 2)]
    links = [a for a in [*around, *islice(element.iter("a"), 1)] if a.tag == "a"]
    is_heading = any(e.tag in _HEADINGS for e in around)
    return is_heading or any(a.get("href") and not is_author_link(a.get("href", "")) for a in links)


def _first_piece(text: str) -> str:
    return re.split(r"\s*[|·•,]\s*", text, maxsplit=1)[0]
