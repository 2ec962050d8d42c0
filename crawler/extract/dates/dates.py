"""The dates of publication and modification."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from lxml.html import HtmlElement

from crawler.extract.authors.byline_context import BylineContext
from crawler.extract.candidates import Candidate
from crawler.extract.dates.contradictions import SLACK, moment
from crawler.extract.dates.dated_elements import dated, labelled, mentioned, resolved_dates
from crawler.extract.dates.named_dates import in_opening, in_titles, in_url
from crawler.extract.dates.overriding_date import in_local_time, overriding_date
from crawler.extract.dates.visible_dates import DATE_LINE, visible_dates, visible_modified_dates
from crawler.extract.document.jsonld import types
from crawler.extract.document.metas import METAS
from crawler.extract.document.page import Page
from crawler.normalize.dates import parse_date

_NAMES_DATE = re.compile(
    r"(?:publi\w*|creat\w*|issue\w*|post|article|release|upload\w*)[\W_]*(?:date|time|on|at\b)|(?:date|time)[\W_]*(?:publi|issued|created|posted)|:uploaded$"
)
_BEFORE_THE_WEB = 1990
_EXPLICIT = [name for name in METAS["published"] if name not in METAS["vague_date"]]
"""Names of ``meta`` elements that state what date they give."""
_FIRST = 6
_LABEL_REACH = 3
"""Number of lines after the first date within which a date labelled as published outweighs it."""
_OPENING = 2
"""Number of paragraphs whose opening may be the date."""
_PARTS = frozenset("VideoObject ImageObject AudioObject MediaObject Comment Review UserReview Clip Event".split())


def read_published(
    page: Page, around: BylineContext, language: str | None, texts: Sequence[str] = ()
) -> list[Candidate]:
    """Return the dates of publication: structured data, meta, ``time``, text, URL; most precise first within a day.

    ``texts`` are the first paragraphs of the body. If the page shows or states only a date of its last change, that is
    used, as ``inferred``; that of a ``meta`` element is often the moment at which a system wrote the page anew.
    """
    data = page.data
    stated = (data.article.get("datePublished"), data.article.get("dateCreated"), data.web_page.get("datePublished"))
    metas = [t for n in METAS["published"] for t in data.meta.get(n, ())]
    metas += [v[0] for n, v in data.meta.items() if _names_date(n) and n not in METAS["published"]]
    found = [
        *_parsed(stated, "json-ld", language),
        *_parsed(data.microdata.get("datepublished", ()), "microdata", language),
        *_parsed(metas, "meta", language),
    ]
    found += [] if found else _parsed(in_titles(page.data.titles), "meta", language)
    changed = set() if found else {c.value[:10] for c in _parsed(visible_modified_dates(around), "dom", language)}
    shown = _visible(around.date[:_FIRST], around, language, changed)
    found = [*_overriding(page, around, language, found, shown), *found, *shown]
    if not found:
        near = dict.fromkeys((*around.byline, *around.near, *around.texts))
        found += _visible(near, around, language, changed, DATE_LINE)
    found += _parsed([in_url(page.url)], "url", language)
    return _finest_first(_sane(found) or _elsewhere(page, around, language, changed, texts))


def _overriding(
    page: Page, around: BylineContext, language: str | None, stated: list[Candidate], shown: list[Candidate]
) -> list[Candidate]:
    """Return the date that the page shows, where the stated ones may be of something else: if a ``meta`` element calls
    them just "date", or if the page was changed on that day or before.
    """
    if not (stated := _sane(stated)) or (local := in_local_time(stated[0], shown)):
        return local if stated else []
    is_vague = stated[0].origin == "meta" and not any(map(page.data.meta.get, _EXPLICIT))
    if is_vague:
        near = dict.fromkeys((*around.byline, *around.near, *around.texts))
        shown = [*shown, *_visible(near, around, language, set(), DATE_LINE)]
    elif not any(c.value[:10] <= stated[0].value[:10] for c in _stated_modified(page, language)):
        return []
    return overriding_date(stated[0], shown, is_vague)


def _visible(
    elements: Iterable[HtmlElement],
    around: BylineContext,
    language: str | None,
    changed: set[str],
    limit: int = 160,
    anywhere: bool = False,
) -> list[Candidate]:
    """Return visible dates of publication, labelled ones first; days of changes count only if labelled so."""
    lines = list(visible_dates(elements, around, False, limit, anywhere))
    reach = _LABEL_REACH + next((place for place, line in enumerate(lines) if not line.is_labelled), 0)
    first = [line for line in lines[:reach] if line.is_labelled]
    found = ((line, c) for line in dict.fromkeys((*first, *lines)) for c in _parsed([line.text], "dom", language))
    return [c for line, c in found if line.is_labelled or c.value[:10] not in changed]


def _elsewhere(
    page: Page, around: BylineContext, language: str | None, changed: set[str], texts: Sequence[str]
) -> list[Candidate]:
    """Return dates from the rest of the page: labelled ones, those near the headline, the only day, ambiguous ones;
    then those of the text's opening and of data of other kinds, at last that of the last change.
    """
    near = dict.fromkeys((*around.date[:_FIRST], *around.byline, *around.near, *around.texts))
    readings: tuple[Callable[[], Iterable[Candidate]], ...] = (
        lambda: _parsed(labelled(page), "dom", language),
        lambda: _visible(near, around, language, changed, DATE_LINE, anywhere=True),
        lambda: _only_day([*_parsed(filter(None, map(in_opening, texts[:_OPENING])), "dom", language)]),
        lambda: _only_day([*_parsed(dated(page, around), "dom", language)]),
        lambda: _parsed(resolved_dates(page, around), "dom", "en"),
        lambda: _only_day([*_parsed(mentioned(page), "dom", language)]),
        lambda: _only_day([*_parsed(_of_other_nodes(page), "json-ld", language)]),
        lambda: [Candidate(c.value, "inferred") for c in read_modified(page, around, language) if c.origin != "meta"],
    )
    return next(filter(None, (_sane(reading()) for reading in readings)), [])


def _of_other_nodes(page: Page) -> Iterator[Any]:
    """Yield the dates of JSON-LD nodes that are neither articles nor parts of a page, such as recipes."""
    return (n.get("datePublished") for n in page.data.json_ld if _PARTS.isdisjoint(types(n)))


def _only_day(found: list[Candidate]) -> list[Candidate]:
    """Return the first date if all are of one day, else none: dates of teasers differ."""
    return found[:1] if len({c.value[:10] for c in found}) == 1 else []


@lru_cache(2048)
def _names_date(name: str) -> bool:
    """Return whether the name of a ``meta`` element denotes a date; cached, since the web uses few names."""
    return bool(_NAMES_DATE.search(name))


def read_modified(page: Page, around: BylineContext, language: str | None) -> list[Candidate]:
    """Return the dates of modification from structured data, meta and visible labels."""
    found = _stated_modified(page, language)
    found += [] if found else _parsed(visible_modified_dates(around), "dom", language)
    return _sane(found)


def _stated_modified(page: Page, language: str | None) -> list[Candidate]:
    """Return the dates of modification from structured data and meta."""
    data = page.data
    return [
        *_parsed((data.article.get("dateModified"), data.web_page.get("dateModified")), "json-ld", language),
        *_parsed(data.microdata.get("datemodified", ()), "microdata", language),
        *_parsed((t for n in METAS["modified"] for t in data.meta.get(n, ())), "meta", language),
    ]


def not_before(modified: Iterable[Candidate], published: str | None) -> list[Candidate]:
    """Return the dates of modification that are not before the publication."""
    return [c for c in modified if published is None or c.value[:10] >= published[:10]]


def _parsed(values: Iterable[Any], origin: str, language: str | None) -> Iterator[Candidate]:
    for value in values:
        value = value[0] if isinstance(value, list) and value else value
        value = value.get("@value") if isinstance(value, dict) else value
        text = str(value) if isinstance(value, str | int) else ""
        if text and (parsed := parse_date(text, language)) is not None:
            yield Candidate(parsed, origin)


def _sane(found: Iterable[Candidate]) -> list[Candidate]:
    """Return the dates that are neither before the web nor in the future."""
    latest = datetime.now(UTC) + SLACK
    return [c for c in found if _is_between(c.value, latest)]


def _is_between(value: str, latest: datetime) -> bool:
    try:
        return moment(value).year >= _BEFORE_THE_WEB and moment(value) <= latest
    except (ValueError, OverflowError):
        return False


def _finest_first(found: list[Candidate]) -> list[Candidate]:
    """Return the most trusted day first, in its most precise form, with time and offset."""
    if not found:
        return []
    first = moment(found[0].value)
    same = [c for c in found if abs(moment(c.value) - first) < SLACK and c.value[:10] == found[0].value[:10]]
    finest = max(same, key=lambda c: ("T" in c.value) + (len(c.value) > 19))
    return [finest, *(c for c in found if c is not finest)]
