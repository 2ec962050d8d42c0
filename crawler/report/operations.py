"""The data of the operator's report: days, alarms and newest articles of all sources."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from crawler.metrics.drift.alarms import Alarm
from crawler.metrics.drift.history import DAY, Day
from crawler.metrics.facts import FIELDS
from crawler.metrics.histogram import DELAY, LATENCY, middle
from crawler.metrics.tally import Tally
from crawler.normalize.request_urls import to_url

DAYS = 30
"""Number of days shown."""
_SLOWEST, _NEWEST, _SILENT_AFTER = 10, 24, 2 * DAY


@dataclass(slots=True)
class SourceView:
    """A source in the report."""

    name: str
    new: list[float | None]
    """New articles by day."""
    whole: Tally
    """The sum of the days shown."""
    delay: float | None
    """Median seconds from publication to record."""
    latency: float | None
    """Median seconds from request to response."""
    last_success: int
    alarms: list[Alarm]

    @property
    def failures(self) -> float:
        """The share of its requests that fail."""
        return sum(self.whole.failed.values()) / self.whole.asked if self.whole.asked else 0.0

    def coverage(self, field: str) -> float | None:
        """Return the share of its records with a field; None without records."""
        return self.whole.fields.get(field, 0) / self.whole.written if self.whole.written else None


@dataclass(slots=True)
class Overview:
    """The data of the report."""

    title: str
    made: str
    labels: list[str]
    """Labels of the days, the earliest first."""
    new: list[float | None]
    failed: dict[str, list[float | None]]
    """Failures by day, for the most frequent kinds."""
    delay: list[float | None]
    """Median minutes from publication to record, by day."""
    coverage: dict[str, list[float | None]]
    """Percentage of records with each field, by day."""
    total: Tally
    sources: list[SourceView]
    slowest: list[SourceView]
    silent: list[SourceView]
    newest: list[dict[str, Any]]
    alarms: list[Alarm]


def overview(title: str, days: Mapping[str, Sequence[Day]], alarms: Iterable[Alarm], now: int) -> Overview:
    """Return the report's data as of a Unix time."""
    still_open = [alarm for alarm in alarms if alarm.is_open]
    first = now // DAY * DAY - (DAYS - 1) * DAY
    times = [first + place * DAY for place in range(DAYS)]
    by_day = {at: Tally() for at in times}
    for held in days.values():
        for at, tally in held:
            if at in by_day:
                by_day[at].add(tally)
    total = Tally()
    for tally in by_day.values():
        total.add(tally)
    sources = [
        _source(name, held, times, [a for a in still_open if a.source == name]) for name, held in sorted(days.items())
    ]
    sources.sort(key=lambda source: (-len(source.alarms), -source.whole.new, source.name))
    known = [source for source in sources if source.delay is not None]
    return Overview(
        title=title,
        made=datetime.fromtimestamp(now, UTC).strftime("%Y-%m-%d %H:%M UTC"),
        labels=[datetime.fromtimestamp(at, UTC).strftime("%-d %b") for at in times],
        new=[by_day[at].new for at in times],
        failed=_failures(by_day, times, total),
        delay=[_median(by_day[at].delay, DELAY, 60) for at in times],
        coverage={name: [_percent(by_day[at], name) for at in times] for name in FIELDS},
        total=total,
        sources=sources,
        slowest=sorted(known, key=lambda source: -(source.delay or 0))[:_SLOWEST],
        silent=[s for s in sources if s.last_success < now - _SILENT_AFTER and (s.whole.lists or s.whole.asked)],
        newest=_newest(days),
        alarms=sorted(still_open, key=lambda alarm: -alarm.opened),
    )


def _source(name: str, days: Sequence[Day], times: Sequence[int], alarms: list[Alarm]) -> SourceView:
    by_day, whole = dict(days), Tally()
    for at, tally in days:
        if at >= times[0]:
            whole.add(tally)
    last = max((tally.last_success for _, tally in days), default=0)
    new = [by_day[at].new if at in by_day else None for at in times]
    delay, latency = _median(whole.delay, DELAY, 1), _median(whole.latency, LATENCY, 1)
    return SourceView(name, list(new), whole, delay, latency, last, alarms)


def _median(histogram: dict[str, int], bounds: Sequence[float], unit: float) -> float | None:
    return round(middle(histogram, bounds) / unit, 3) if histogram else None


def _percent(tally: Tally, name: str) -> float | None:
    return round(100 * tally.fields.get(name, 0) / tally.written, 1) if tally.written else None


def _failures(by_day: Mapping[int, Tally], times: Sequence[int], total: Tally) -> dict[str, list[float | None]]:
    """Return the failures by day for the five most frequent kinds, and for the rest."""
    kinds = sorted(total.failed, key=lambda kind: (-total.failed[kind], kind))
    found: dict[str, list[float | None]] = {
        kind: [by_day[at].failed.get(kind, 0) for at in times] for kind in kinds[:5]
    }
    if len(kinds) > 5:
        found["other"] = [sum(by_day[at].failed.get(kind, 0) for kind in kinds[5:]) for at in times]
    return found or {"none": [0 for _ in times]}


def _newest(days: Mapping[str, Sequence[Day]]) -> list[dict[str, Any]]:
    """Return the latest articles, alternating between sources; only http and https URLs become links."""
    latest = [(held[-1][0], name, article) for name, held in days.items() if held for article in held[-1][1].newest]
    latest.sort(key=lambda found: (-found[0], str(found[2].get("date") or ""), found[1]))
    shown = [
        {**article, "source": name, "href": to_url(article["url"]), "image": to_url(article.get("image") or "")}
        for _, name, article in latest
    ]
    return shown[:_NEWEST]
