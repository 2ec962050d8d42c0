"""When each source is due next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from scrapy import Request
from scrapy.utils.request import fingerprint

from crawler.discover.listing_urls import listings
from crawler.ledger.protocol import Ledger
from crawler.ledger.requests import to_key
from crawler.sources.schedule import to_zone
from crawler.sources.source import Source


@dataclass(frozen=True, slots=True)
class Entry:
    """A source's next run, in its own time zone."""

    name: str
    next: datetime
    schedule: str
    """The schedule in its file, or the interval of its feeds."""


def timetable(sources: Iterable[Source], ledger: Ledger, now: int) -> list[Entry]:
    """Return the next run of each source, the earliest first; new and late sources are due now."""
    return sorted((_entry(source, ledger, now) for source in sources), key=lambda entry: (entry.next, entry.name))


def lines(entries: Sequence[Entry]) -> list[str]:
    """Return a timetable as lines of text."""
    width = max((len(entry.name) for entry in entries), default=0)
    return [f"{entry.next.isoformat(' ', 'seconds')}  {entry.name:{width}}  {entry.schedule}" for entry in entries]


def _entry(source: Source, ledger: Ledger, now: int) -> Entry:
    keys = [to_key(fingerprint(Request(endpoint.url))) for endpoint in listings(source)]
    due = min(max(ledger.due(key) or now, now) for key in keys)
    pauses = sorted(filter(None, map(ledger.interval, keys)))
    usual = f"by its news, after {pauses[0] // 60} min" if pauses else "by its news"
    return Entry(source.name, datetime.fromtimestamp(due, to_zone(source.timezone)), source.schedule or usual)
