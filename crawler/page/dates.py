"""When a page was published and changed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from lxml.html import HtmlElement

from crawler.normalize.dates import parse_date
from crawler.normalize.words import any_of, table
from crawler.page.candidates import Candidate
from crawler.page.metas import METAS
from crawler.page.page import Page
from crawler.page.surroundings import Surroundings, text_of
from crawler.page.xpath import elements

_CHANGED = re.compile(rf"(?<![^\W\d_]){any_of(table('notices')['changed'])}|(?<!\w)Stand:", re.I)
_URL_DATE = re.compile(
    r"/((?:19|20)\d\d)[/-]([01]?\d)[/-]([0-3]?\d)(?=[/_.-]|$)|[/-]((?:19|20)\d\d)([01]\d)([0-3]\d)(?=\D|$)"
)
_NAMES_DATE = re.compile(
    r"(?:publi\w*|creat\w*|issue\w*|post|article|release)[\W_]*(?:date|time|on)|(?:date|time)[\W_]*(?:publi|issued|created|posted)"
)
_dated = elements(
    "//*[self::time or contains(@class, 'date') or contains(@class, 'publish') or contains(@class, 'posted')]"
    "[not(ancestor::nav or ancestor::footer or ancestor::aside)]"
)
_BEFORE_THE_WEB = 1990
_DATE_LINE = 80
_SLACK = timedelta(days=1)


def read_published(page: Page, around: Surroundings, language: str | None) -> list[Candidate]:
    """First published: structured data, meta, ``time``, visible text, address; the best-dated of one day first."""
    data = page.data
    said = (data.article.get("datePublished"), data.article.get("dateCreated"), data.web_page.get("datePublished"))
    found = [
        *_parsed(said, "json-ld", language),
        *_parsed(data.microdata.get("datepublished", ()), "microdata", language),
        *_parsed((t for n in METAS["published"] for t in data.meta.get(n, ())), "meta", language),
        *_parsed(
            (v[0] for n, v in data.meta.items() if _NAMES_DATE.search(n) and n not in METAS["published"]),
            "meta",
            language,
        ),
    ]
    found += _parsed(_shown(around.date[:6], False), "dom", language)
    if not found:
        found += _parsed(_shown([*around.byline, *around.near, *around.texts], False, _DATE_LINE), "dom", language)
    found += _parsed([_in_url(page.url)], "url", language)
    sane = [c for c in found if _is_sane(c.value)]
    return _finest_first(sane or [Candidate(d, "dom") for d in _anywhere(page, language)])


def _anywhere(page: Page, language: str | None) -> list[str]:
    """The one day that all dated elements of the page's main part give; none where they differ, as teasers' do."""
    days = [d for t in _shown(_dated(page.root)[:40], False) if (d := parse_date(t, language)) and _is_sane(d)]
    return days[:1] if len({d[:10] for d in days}) == 1 else []


def read_modified(page: Page, around: Surroundings, language: str | None) -> list[Candidate]:
    """Last changed: structured data, meta, what the page shows behind a word for it."""
    data = page.data
    found = [
        *_parsed((data.article.get("dateModified"), data.web_page.get("dateModified")), "json-ld", language),
        *_parsed(data.microdata.get("datemodified", ()), "microdata", language),
        *_parsed((t for n in METAS["modified"] for t in data.meta.get(n, ())), "meta", language),
    ]
    found += (
        [] if found else _parsed(_shown([*around.date, *around.near, *around.texts], True, _DATE_LINE), "dom", language)
    )
    return [c for c in found if _is_sane(c.value)]


def not_before(modified: Iterable[Candidate], published: str | None) -> list[Candidate]:
    """Those dates of change that are not before the publication."""
    return [c for c in modified if published is None or c.value[:10] >= published[:10]]


def contradiction(published: list[Candidate]) -> str | None:
    """A warning where two origins are more than a day apart on when the page was published."""
    days = {c.origin: moment(c.value) for c in reversed(published) if c.origin != "url"}
    if len(days) < 2 or max(days.values()) - min(days.values()) <= _SLACK:
        return None
    said = ", ".join(f"{origin} {day.date().isoformat()}" for origin, day in sorted(days.items()))
    return f"date_published: contradictory: {said}"


def after_download(published: list[Candidate], downloaded: str) -> str | None:
    """A warning where a page says to be younger than its download: archives can be wrong."""
    if not published or not downloaded or moment(published[0].value) <= moment(downloaded) + _SLACK:
        return None
    return f"date_published: contradictory: after the download, {downloaded}"


def _parsed(values: Iterable[Any], origin: str, language: str | None) -> Iterator[Candidate]:
    for value in values:
        value = value[0] if isinstance(value, list) and value else value
        text = str(value) if isinstance(value, str | int) else ""
        if text and (parsed := parse_date(text, language)) is not None:
            yield Candidate(parsed, origin)


def _shown(found: Iterable[HtmlElement], is_change: bool, limit: int = 160) -> Iterator[str]:
    """Dates that elements show or carry, of change or of publication as the words before them say.

    What is longer than ``limit`` is no date line but prose that has a date in it.
    """
    for element in found:
        text, tail = text_of(element, 200), (element.tail or "").strip()
        carried = element.get("datetime") or element.get("content") or ""
        said = [t for t in (carried, text, tail) if t and len(t) <= limit and any(c.isdigit() for c in t)]
        if said and bool(_CHANGED.search(f"{_before(element)} {text[:60]}")) == is_change:
            yield from said


def _before(element: HtmlElement) -> str:
    """The words right before an element, and the names of its classes."""
    previous, parent = element.getprevious(), element.getparent()
    words = (
        (previous.tail or text_of(previous, 40))
        if previous is not None
        else (parent.text if parent is not None else "")
    )
    return f"{element.get('class', '')} {(words or '').strip()[-40:]}"


def _in_url(url: str) -> str | None:
    match = _URL_DATE.search(url)
    parts = [p for p in match.groups() if p] if match else []
    return f"{parts[0]}-{int(parts[1]):02}-{int(parts[2]):02}" if parts else None


def moment(value: str) -> datetime:
    """An ISO date as a moment, in UTC where it names no zone."""
    parsed = datetime.fromisoformat(value)
    return parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)


def _is_sane(value: str) -> bool:
    """Not before the web, not in the future."""
    try:
        when = moment(value)
        return when.year >= _BEFORE_THE_WEB and when <= datetime.now(UTC) + _SLACK
    except (ValueError, OverflowError):
        return False


def _finest_first(found: list[Candidate]) -> list[Candidate]:
    """The most trusted day first, told by whoever gives it with its time and offset."""
    if not found:
        return []
    first = moment(found[0].value)
    same = [c for c in found if abs(moment(c.value) - first) < _SLACK and c.value[:10] == found[0].value[:10]]
    finest = max(same, key=lambda c: ("T" in c.value) + (len(c.value) > 19))
    return [finest, *(c for c in found if c is not finest)]
