"""What a source has brought, day by day, and the parts of it that are compared."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice

from crawler.metrics.tally import Tally

DAY, HOUR, WEEK = 86_400, 3_600, 604_800
MOST_DAYS = 70
"""Days that are looked back."""
_BASE_DAYS = 28
"""Days with articles that a source is compared with."""
_WINDOW_DAYS = 3
"""Days with articles that are judged together, at the most."""
FEWEST_PAGES = 5
"""Pages without which nothing is judged."""
ENOUGH_PAGES = 10
"""Pages of a day that say by themselves that all is well."""
_FEWEST_BASE_PAGES, _FEWEST_BASE_DAYS, _TWO_WEEKS = 30, 5, 14 * DAY

Day = tuple[int, Tally]
"""Unix time at which a day begins in UTC, and what was counted."""


@dataclass(frozen=True)
class History:
    """The days of a source, the earliest first; ``now`` is in the last."""

    days: Sequence[Day]
    now: int
    excluded: Sequence[tuple[int, int]] = field(default=())
    """Times, from and to, that are no base of comparison, since an alarm was open."""

    @cached_property
    def busy(self) -> list[Day]:
        """Days on which something was asked for."""
        return [(day, tally) for day, tally in self.days if tally.asked]

    @cached_property
    def windows(self) -> list[tuple[list[Day], list[Day]]]:
        """The last day, the last two, the last three, each with the days before that are compared with."""
        days, found = self.busy, list[tuple[list[Day], list[Day]]]()
        for size in range(1, _WINDOW_DAYS + 1):
            window = days[-size:]
            if len(window) < size or window[-1][0] < self.now - 2 * DAY:
                break
            usable = (day for day in reversed(days[:-size]) if not self._is_excluded(day[0]))
            found.append((window, list(islice(usable, _BASE_DAYS))[::-1]))
        return found

    def _is_excluded(self, day: int) -> bool:
        return bool(self.excluded) and any(start - DAY < day <= end for start, end in self.excluded)

    @cached_property
    def _by_day(self) -> dict[int, dict[str, int]]:
        return {day: tally.hours for day, tally in self.days if tally.hours}

    def new_between(self, start: int, end: int) -> int:
        """New articles in the hours from one time until another."""
        found = 0
        for day in range(start // DAY * DAY, end, DAY):
            hours = self._by_day.get(day, {})
            if start <= day and day + DAY <= end:
                found += sum(hours.values())
            else:
                found += sum(number for hour, number in hours.items() if start <= day + int(hour) * HOUR < end)
        return found

    def usual(self, seconds: int) -> list[int]:
        """New articles in as many seconds up to this hour of the week, in each of the last eight weeks."""
        end = self.now // HOUR * HOUR + HOUR
        begun = self.days[0][0] if self.days else end
        ends = (end - week * WEEK for week in range(1, 9))
        return [
            self.new_between(until - seconds, until)
            for until in ends
            if until - seconds >= begun and not self._is_excluded(until - DAY)
        ]

    def latest(self, seconds: int) -> int:
        """New articles in the last seconds."""
        end = self.now // HOUR * HOUR + HOUR
        return self.new_between(end - seconds, end)


ByKind = Callable[[str], History]
"""The history that alarms of a kind are judged by: without the days on which one was open."""


def knows(base: Sequence[Day], pages: int) -> bool:
    """Whether there is enough to compare with."""
    return pages >= _FEWEST_BASE_PAGES and len(base) >= _FEWEST_BASE_DAYS


def knows_weekends(window: Sequence[Day], base: Sequence[Day]) -> bool:
    """Whether two weekends are known; before, only what nearly vanishes is a change."""
    return window[-1][0] - base[0][0] >= _TWO_WEEKS


def weekday(day: int) -> int:
    """The day of the week of a Unix time: 0 for Monday."""
    return (day // DAY + 3) % 7
