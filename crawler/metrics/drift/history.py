"""The tallies of a source by day, and the periods that are compared."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate, islice

from crawler.metrics.tally import Tally

DAY, HOUR, WEEK = 86_400, 3_600, 604_800
MOST_DAYS = 70
"""Number of days in a history."""
_BASE_DAYS = 28
"""Most days with articles in the base of comparison."""
_WINDOW_DAYS = 3
"""Most days with articles in a window."""
FEWEST_PAGES = 4
"""Fewest pages for a comparison."""
SEVERAL_PAGES = 8
"""Fewest pages for a comparison of failures and repeated texts, which come in bursts."""
ENOUGH_PAGES = 10
"""Pages of a day that are enough to rule out a change."""
_FEWEST_BASE_PAGES, _FEWEST_BASE_DAYS = 30, 5

Day = tuple[int, Tally]
"""Unix time at which a day begins in UTC, and its tally."""


@dataclass(frozen=True)
class History:
    """The days of a source, the earliest first; ``now`` is in the last one."""

    days: Sequence[Day]
    now: int
    excluded: Sequence[tuple[int, int]] = field(default=())
    """Periods, from and to, that are excluded from the base, since an alarm was open."""

    @cached_property
    def busy(self) -> list[Day]:
        """Days with requests."""
        return [(day, tally) for day, tally in self.days if tally.asked]

    @cached_property
    def windows(self) -> list[tuple[list[Day], list[Day]]]:
        """The last day, the last two and the last three, each with the earlier days of its base."""
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
    def _hours(self) -> tuple[list[int], list[int]]:
        """Hours with new articles, and the cumulative numbers of articles before each and in all."""
        counts = sorted((day + int(hour) * HOUR, n) for day, tally in self.days for hour, n in tally.hours.items() if n)
        return [at for at, _ in counts], [0, *accumulate(n for _, n in counts)]

    def new_between(self, start: int, end: int) -> int:
        """Return the number of new articles in the hours from one time until another."""
        hours, before = self._hours
        return before[bisect_left(hours, end)] - before[bisect_left(hours, start)]

    def usual(self, seconds: int) -> list[int]:
        """Return the new articles in a period up to this hour of the week, for each of the last eight weeks."""
        end = self.now // HOUR * HOUR + HOUR
        begun = self.days[0][0] if self.days else end
        ends = (end - week * WEEK for week in range(1, 9))
        return [
            self.new_between(until - seconds, until)
            for until in ends
            if until - seconds >= begun and not self._is_excluded(until - DAY)
        ]

    @cached_property
    def silence(self) -> int:
        """Return the seconds since the last hour with a new article, up to the end of this hour; at most a week."""
        end, hours = self.now // HOUR * HOUR + HOUR, self._hours[0]
        place = bisect_left(hours, end)
        return min(WEEK, end - hours[place - 1] - HOUR) if place else WEEK

    def latest(self, seconds: int) -> int:
        """Return the number of new articles in the last seconds."""
        end = self.now // HOUR * HOUR + HOUR
        return self.new_between(end - seconds, end)


ByKind = Callable[[str], History]
"""Returns the history for alarms of a kind, without the days on which one was open."""


def knows(base: Sequence[Day], pages: int) -> bool:
    """Return whether the base is large enough."""
    return pages >= _FEWEST_BASE_PAGES and len(base) >= _FEWEST_BASE_DAYS


def weekday(day: int) -> int:
    """Return the day of the week of a Unix time: 0 for Monday."""
    return (day // DAY + 3) % 7
