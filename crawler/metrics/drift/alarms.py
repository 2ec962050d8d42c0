"""The life cycle of alarms: raised once, open while the change lasts, closed automatically."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

from crawler.metrics.drift.finding import Finding
from crawler.metrics.drift.history import DAY, Day, History
from crawler.metrics.drift.judge import judge

End = Literal["", "well", "accepted"]
_ACCEPTED_AFTER = 28 * DAY
"""Seconds after which a change is accepted as normal; a source that has stopped remains an alarm."""


@dataclass(frozen=True, slots=True)
class Alarm:
    """A change of a source that needs attention."""

    source: str
    kind: str
    opened: int
    """Unix time at which it was raised."""
    closed: int | None
    seen: int
    """Unix time at which it was last found."""
    end: End
    """Why it was closed: the source is as before, or the change has lasted four weeks."""
    sentence: str
    before: float
    now: float
    unit: str
    pages: int
    chance: float
    examples_before: tuple[str, ...]
    examples_now: tuple[str, ...]

    @property
    def is_open(self) -> bool:
        """Whether it is not closed."""
        return self.closed is None

    def to_dict(self) -> dict[str, Any]:
        """Return the alarm as plain values."""
        return asdict(self)

    @classmethod
    def from_dict(cls, values: dict[str, Any]) -> Alarm:
        """Return the alarm of plain values."""
        examples = {name: tuple(values[name]) for name in ("examples_before", "examples_now")}
        return cls(**{name: values[name] for name in cls.__slots__} | examples)


def review(
    source: str, days: Sequence[Day], now: int, alarms: Iterable[Alarm], climate: float | None = None
) -> list[Alarm]:
    """Return alarms that are new, still open or closed now; ``alarms``: all earlier ones of the source."""
    held = list(alarms)
    still_open = {alarm.kind: alarm for alarm in held if alarm.is_open}
    plain = History(days, now)

    def history(kind: str) -> History:
        of_kind = [alarm for alarm in held if alarm.kind == kind]
        return _history(days, now, of_kind) if of_kind else plain

    changed = []
    for kind, verdict in judge(history, climate, frozenset(still_open)).items():
        alarm = still_open.get(kind)
        if isinstance(verdict, Finding):
            changed.append(_found(source, verdict, now, alarm))
        elif alarm and verdict == "well":
            changed.append(replace(alarm, closed=now, end="well"))
    return changed


def _history(days: Sequence[Day], now: int, alarms: list[Alarm]) -> History:
    """Return a history that excludes days with an open alarm, and those before a change that was accepted."""
    since = max((alarm.opened for alarm in alarms if alarm.end == "accepted"), default=0)
    excluded = [(a.opened, a.closed if a.closed is not None else now) for a in alarms if a.end != "accepted"]
    return History([day for day in days if day[0] >= since - DAY], now, excluded)


def _found(source: str, finding: Finding, now: int, alarm: Alarm | None) -> Alarm:
    """Return a new alarm, or an open one with today's numbers and its earlier examples."""
    opened = alarm.opened if alarm else now
    is_accepted = finding.kind != "stopped" and now - opened >= _ACCEPTED_AFTER
    return Alarm(
        source=source,
        kind=finding.kind,
        opened=opened,
        closed=now if is_accepted else None,
        seen=now,
        end="accepted" if is_accepted else "",
        sentence=finding.sentence,
        before=finding.before,
        now=finding.now,
        unit=finding.unit,
        pages=finding.pages,
        chance=finding.chance,
        examples_before=alarm.examples_before if alarm else finding.examples_before,
        examples_now=finding.examples_now,
    )
