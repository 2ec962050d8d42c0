"""Values of a page as dates: parse them, leave out impossible ones, order them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from datetime import UTC, datetime
from typing import Any

from crawler.extract.candidates import Candidate
from crawler.extract.dates.contradictions import SLACK, moment
from crawler.extract.dates.visible_dates import VisibleDate
from crawler.normalize.dates import parse_date

_BEFORE_THE_WEB = 1990
_LABEL_REACH = 3
"""Number of lines after the first date within which a date labelled as published outweighs it."""


def parsed(values: Iterable[Any], origin: str, language: str | None) -> Iterator[Candidate]:
    """Yield the values that are dates; of a list the first item, of a JSON-LD object its ``@value``."""
    for value in values:
        value = value[0] if isinstance(value, list) and value else value
        value = value.get("@value") if isinstance(value, dict) else value
        text = str(value) if isinstance(value, str | int) else ""
        if text and (found := parse_date(text, language)) is not None:
            yield Candidate(found, origin)


def shown(
    dates: Iterable[VisibleDate], language: str | None, changed: Set[str] = frozenset(), is_text: bool = False
) -> list[Candidate]:
    """Return visible dates of publication, labelled ones first; days in ``changed`` count only if labelled so.

    ``is_text`` leaves out those in attributes and those in sentences.
    """
    lines = [date for date in dates if date.is_text or not is_text]
    reach = _LABEL_REACH + next((place for place, line in enumerate(lines) if not line.is_labelled), 0)
    first = [line for line in lines[:reach] if line.is_labelled]
    found = ((line, c) for line in dict.fromkeys((*first, *lines)) for c in parsed([line.text], "dom", language))
    return [c for line, c in found if line.is_labelled or c.value[:10] not in changed]


def sane(found: Iterable[Candidate]) -> list[Candidate]:
    """Return the dates that are neither before the web nor in the future."""
    latest = datetime.now(UTC) + SLACK
    return [c for c in found if _is_between(c.value, latest)]


def _is_between(value: str, latest: datetime) -> bool:
    try:
        return moment(value).year >= _BEFORE_THE_WEB and moment(value) <= latest
    except (ValueError, OverflowError):
        return False


def only_day(found: Iterable[Candidate]) -> list[Candidate]:
    """Return the first date if all are of one day, else none: dates of teasers differ."""
    found = list(found)
    return found[:1] if len({c.value[:10] for c in found}) == 1 else []


def finest_first(found: list[Candidate]) -> list[Candidate]:
    """Return the most trusted day first, in its most precise form, with time and offset."""
    if not found:
        return []
    first = moment(found[0].value)
    same = [c for c in found if abs(moment(c.value) - first) < SLACK and c.value[:10] == found[0].value[:10]]
    finest = max(same, key=lambda c: ("T" in c.value) + (len(c.value) > 19))
    return [finest, *(c for c in found if c is not finest)]
