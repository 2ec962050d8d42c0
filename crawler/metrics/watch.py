"""Review the sources of a ledger for drift, and store their alarms."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from crawler.ledger.model import AlarmNote, DayTally
from crawler.ledger.protocol import Ledger
from crawler.metrics.drift.alarms import Alarm, review
from crawler.metrics.drift.history import DAY, MOST_DAYS, Day, History
from crawler.metrics.drift.volume import climate_of, pace
from crawler.metrics.packing import merge_packed, pack, unpack
from crawler.metrics.tally import Tally


class Reads(Protocol):
    """The queries that are made to a ledger."""

    def alarms(self, only_open: bool = True) -> list[AlarmNote]:
        """See :class:`crawler.ledger.queries.Queries`."""


def alarms_of(ledger: Reads, only_open: bool = True) -> list[Alarm]:
    """Return the alarms of a ledger, by source and kind."""
    return [Alarm.from_dict(unpack(note.value)) for note in ledger.alarms(only_open)]


def days_of(ledger: Ledger, source: str, now: int) -> list[Day]:
    """Return the days of a source by which alarms are judged."""
    kept = ledger.tallies(now - MOST_DAYS * DAY, source)
    return [(found.day, Tally.from_dict(unpack(found.value))) for found in kept]


class Watch:
    """Reviews sources one by one, and stores their alarms."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._paces: dict[str, float] = {}
        """New articles of the last day as a share of the usual number, by reviewed source."""

    def measure_pace(self, source: str, now: int) -> list[Day]:
        """Return the days of a source, and record its pace, which shows whether it is a holiday."""
        days = days_of(self._ledger, source, now)
        if days and (found := pace(History(days, now))) is not None:
            self._paces[source] = found
        return days

    def review(self, source: str, days: list[Day], now: int, held: Iterable[Alarm]) -> list[Alarm]:
        """Store and return the alarms of a source that are raised or closed now."""
        if not days:
            return []
        before = {(alarm.kind, alarm.opened) for alarm in held}
        changed = review(source, days, now, held, climate_of(list(self._paces.values())))
        self._ledger.put_alarms(
            AlarmNote(source, alarm.kind, alarm.opened, alarm.closed, pack(alarm.to_dict())) for alarm in changed
        )
        today = now // DAY * DAY
        self._ledger.add_tallies([DayTally(source, today, pack({"judged": now}))], merge_packed)
        return [alarm for alarm in changed if not alarm.is_open or (alarm.kind, alarm.opened) not in before]
