"""When a source is asked next: cron expressions and intervals, pure functions of the time.

Cron as crontab(5) has it, in a time zone. Where clocks change, a run at a fixed hour takes place once, and one at every
hour keeps its pace (the same choice as cron(8) of Debian).
"""

from __future__ import annotations

import hashlib
import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from croniter import croniter

from crawler.normalize.quantities import to_seconds

_EVERY = re.compile(r"every\s+(?:(\d{1,4})\s*)?(second|minute|hour|day|week)s?", re.I)
_MOST_JITTER = 300


class BadSchedule(ValueError):
    """A schedule that says no time; the message is one sentence."""


def next_run(schedule: str, after: int, zone: str = "UTC", name: str = "") -> int:
    """The first time after ``after`` that a schedule names, a little later by ``name`` so that not all come at once.

    :class:`BadSchedule` where a schedule or a zone cannot be read.

    >>> next_run("every 20 minutes", 0), next_run("*/15 * * * *", 1)
    (1200, 900)
    """
    seconds = interval(schedule)
    if seconds:
        return after + seconds + jitter(name, seconds)
    zone_info = to_zone(zone)
    first = _next(schedule, after, zone_info)
    late = jitter(name, _next(schedule, first, zone_info) - first)
    return _next(schedule, after - late, zone_info) + late if late else first


def check_schedule(schedule: str, zone: str = "UTC") -> None:
    """:class:`BadSchedule` where a schedule or a zone cannot be read."""
    if not interval(schedule) and not (len(schedule.split()) == 5 and croniter.is_valid(schedule)):
        raise BadSchedule(f"“{schedule}” is no schedule: it takes five fields as cron has them, or “every 20 minutes”.")
    to_zone(zone)


def interval(schedule: str) -> int:
    """The seconds of a schedule that is an interval; 0 if it is none.

    >>> interval("every 2 hours"), interval("every day"), interval("0 6 * * *")
    (7200, 86400, 0)
    """
    match = _EVERY.fullmatch(schedule.strip())
    return int(to_seconds(f"{match[1] or 1} {match[2]}")) if match else 0


def to_zone(name: str) -> ZoneInfo:
    """The time zone of that name in the IANA database, :class:`BadSchedule` where there is no such name."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise BadSchedule(f"“{name}” is no time zone: it takes a name such as Europe/Berlin.") from None


def jitter(name: str, period: int) -> int:
    """Seconds by which a source comes later than its schedule, always the same: up to a tenth of its period."""
    most = min(period // 10, _MOST_JITTER)
    return int.from_bytes(hashlib.blake2b(name.encode(), digest_size=4).digest()) % (most + 1) if name else 0


def _next(cron: str, after: int, zone: ZoneInfo) -> int:
    now = datetime.fromtimestamp(after, zone)
    wall = croniter(cron, now.replace(tzinfo=None)).get_next(datetime)
    steady = int((wall.replace(tzinfo=UTC) - _offset(after, zone)).timestamp())  # as if no clock changed
    if cron.split()[1].startswith("*"):
        return steady if _offset(steady, zone) == _offset(after, zone) else _realigned(cron, steady, after, zone)
    while (found := int(wall.replace(tzinfo=zone).timestamp())) <= after:  # an hour that comes again
        wall = croniter(cron, wall).get_next(datetime)
    return found


def _realigned(cron: str, steady: int, after: int, zone: ZoneInfo) -> int:
    """The first minute on or after the change of clocks, within the step, whose wall time fits."""
    for moment in range(after - after % 60 + 60, steady + 7_200, 60):
        if croniter.match(cron, datetime.fromtimestamp(moment, zone).replace(tzinfo=None)):
            return moment
    return steady


def _offset(moment: int, zone: ZoneInfo) -> timedelta:
    return datetime.fromtimestamp(moment, zone).utcoffset() or timedelta()
