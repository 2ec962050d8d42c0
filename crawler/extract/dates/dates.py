"""The dates of publication and modification."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import islice

from crawler.extract.authors.byline_context import BylineContext
from crawler.extract.candidates import Candidate
from crawler.extract.dates import dated_elements
from crawler.extract.dates.dated_elements import dated, labelled, mentioned, resolved_dates
from crawler.extract.dates.named_dates import in_opening, in_url
from crawler.extract.dates.overriding_date import (
    in_local_time,
    is_moment,
    may_be_any,
    overriding_date,
    overriding_vague_date,
)
from crawler.extract.dates.parsed_dates import finest_first, only_day, parsed, sane, shown
from crawler.extract.dates.stated_dates import is_vague, of_other_nodes, stated_modified, stated_published
from crawler.extract.dates.visible_dates import DATE_LINE, own_dates, visible_dates, visible_modified_dates
from crawler.extract.document.page import Page

_FIRST = 6
_SHORT = 60
_OPENING = 2
"""Number of paragraphs whose opening may be the date."""


def read_published(
    page: Page, around: BylineContext, language: str | None, texts: Sequence[str] = (), is_live: bool = False
) -> list[Candidate]:
    """Return the dates of publication: structured data, meta, ``time``, text, URL; most precise first within a day.

    ``texts`` are the first paragraphs of the body; ``is_live``: it is a live blog, which shows its last change. If the
    page shows or states only a date of its last change, that is used, as ``inferred``; that of a ``meta`` element is
    often the moment at which a system wrote the page anew.
    """
    stated = stated_published(page, language)
    changed = set() if stated else {c.value[:10] for c in parsed(visible_modified_dates(around), "dom", language)}
    named = shown(visible_dates(own_dates(around)[:_FIRST], around, False), language, changed)
    found = [*_overriding(page, around, language, stated, named, is_live), *stated, *named]
    for lines in (around.opening, around.lines):
        found = found or shown(visible_dates(lines, around, False, DATE_LINE), language, changed)
    found += parsed([in_url(page.url)], "url", language)
    return finest_first(sane(found) or _elsewhere(page, around, language, changed, texts))


def _overriding(
    page: Page,
    around: BylineContext,
    language: str | None,
    stated: list[Candidate],
    named: list[Candidate],
    is_live: bool,
) -> list[Candidate]:
    """Return the date that the page shows, where the stated ones may be of something else."""
    if not (stated := sane(stated)) or (local := in_local_time(stated[0], named)):
        return local if stated else []
    if may_be_any(stated[0].value, named):
        return []
    if is_vague(page, stated[0]):
        lines = shown(visible_dates(around.lines, around, False, DATE_LINE), language)
        return overriding_vague_date(stated[0], [*named, *lines])
    dates = [*visible_dates(around.date[:_FIRST], around, False)]
    opening = [*visible_dates(around.opening, around, False, DATE_LINE)]
    if may_be_any(stated[0].value, every := shown([*dates, *opening], language)):
        return []
    modified = stated_modified(page, language)
    changes = [] if is_live else [c for c in modified if is_moment(c.value, every)]
    marked, lines = (shown(found, language, is_text=True) for found in (dates, opening))
    is_last = may_be_any(stated[0].value, modified)
    return overriding_date(stated, marked, [] if is_last else lines, changes)


def _elsewhere(
    page: Page, around: BylineContext, language: str | None, changed: set[str], texts: Sequence[str]
) -> list[Candidate]:
    """Return dates from the rest of the page: labelled ones, those near the headline, the only day, ambiguous ones;
    then those of the text's opening and of data of other kinds, at last that of the last change.
    """
    near = dict.fromkeys((*around.date[:_FIRST], *around.lines))
    readings: tuple[Callable[[], Iterable[Candidate]], ...] = (
        lambda: parsed(labelled(page), "dom", language),
        lambda: shown(visible_dates(near, around, False, DATE_LINE, anywhere=True), language, changed),
        lambda: only_day(parsed(filter(None, map(in_opening, _first_paragraphs(texts))), "dom", language)),
        lambda: only_day(parsed(dated(page, around), "dom", language)),
        lambda: parsed(resolved_dates(page, around), "dom", "en"),
        lambda: only_day(parsed(mentioned(page), "dom", language)),
        lambda: only_day(parsed(of_other_nodes(page), "json-ld", language)),
        lambda: [Candidate(c.value, "inferred") for c in read_modified(page, around, language) if c.origin != "meta"],
        lambda: only_day(parsed(dated_elements.changed(page), "inferred", language)),
    )
    return next(filter(None, (sane(reading()) for reading in readings)), [])


def _first_paragraphs(texts: Sequence[str]) -> list[str]:
    """Return the beginning of the text, without headings and bylines."""
    return [*islice((t for t in texts[:_FIRST] if len(t) > _SHORT or any(map(str.isdigit, t))), _OPENING)]


def read_modified(page: Page, around: BylineContext, language: str | None) -> list[Candidate]:
    """Return the dates of modification from structured data, meta and visible labels."""
    found = stated_modified(page, language)
    found += [] if found else parsed(visible_modified_dates(around), "dom", language)
    return sane(found)


def not_before(modified: Iterable[Candidate], published: str | None) -> list[Candidate]:
    """Return the dates of modification that are not before the publication."""
    return [c for c in modified if published is None or c.value[:10] >= published[:10]]
