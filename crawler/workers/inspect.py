"""Inspect a page: the record that a run would write, and the candidates for its values."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from crawler.archive import Stored
from crawler.extract.document.page import Page, parse
from crawler.extract.read import Fields, read
from crawler.extract.site_rules.rule import Rule
from crawler.normalize.pipeline import normalize


def record_of(body: bytes, url: str, headers: dict[str, str], date: str, rule: Rule | None) -> Iterator[dict[str, Any]]:
    """Yield the record of a page that was fetched; for :func:`crawler.workers.list_reader.values_of`."""
    yield inspect_page(Stored(url, headers, body, date, "file"), rule).record


class Inspection(NamedTuple):
    """The result of reading a page."""

    record: dict[str, Any]
    fields: Fields
    """Candidates by field, the winners first."""


def page_of(stored: Stored) -> Page:
    """Return the parsed page."""
    return parse(stored.body, stored.url, stored.headers, stored.date_downloaded)


def inspect_page(stored: Stored, rule: Rule | None = None) -> Inspection:
    """Read a page as a run would. Raises ``ValueError`` if a selector of its rule is invalid."""
    reading = read(page_of(stored), stored.hints, rule)
    fields = {name: list(candidates) for name, candidates in reading.fields.items()}
    return Inspection(normalize(reading.article), fields)
