"""When a source is due next, by cron expressions and intervals. Pure.

Cron as in crontab(5), in a time zone. When clocks change, a run at a fixed hour takes place once, and an hourly one
keeps its interval, as in cron(8) of Debian.
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
    """A schedule is invalid; the message is one sentence."""


def next_run(schedule: str, after: int, zone: str = "UTC", name: str = "") -> int:
    """Return the first time of a schedule after ``after``, delayed by the jitter of ``name``.

    Raises :class:`BadSchedule` if the schedule or the zone is invalid.

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
    """Raise :class:`BadSchedule` if a schedule or a zone is invalid."""
    if not interval(schedule) and not (len(schedule.split()) == 5 and croniter.is_valid(schedule)):
        raise BadSchedule(f"“{schedule}” is no schedule: it takes five fields as cron has them, or “every 20 minutes”.")
    to_zone(zone)


def interval(schedule: str) -> int:
    """Return the seconds of an interval; 0 if the schedule is not one.

    >>> interval("every 2 hours"), interval("every day"), interval("0 6 * * *")
    (7200, 86400, 0)
    """
    match = _EVERY.fullmatch(schedule.strip())
    return int(to_seconds(f"{match[1] or 1} {match[2]}")) if match else 0


def to_zone(name: str) -> ZoneInfo:
    """Return the IANA time zone of a name. Raises :class:`BadSchedule` if there is none."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise BadSchedule(f"“{name}” is no time zone: it takes a name such as Europe/Berlin.") from None


def jitter(name: str, period: int) -> int:
    """Return the seconds by which a source is later than its schedule, always the same: up to a tenth of its period."""
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
    """Return the first minute from the change of clocks on, within the step, whose wall time matches."""
    for moment in range(after - after % 60 + 60, steady + 7_200, 60):
        if croniter.match(cron, datetime.fromtimestamp(moment, zone).replace(tzinfo=None)):
            return moment
    return steady


def _offset(moment: int, zone: ZoneInfo) -> timedelta:
    return datetime.fromtimestamp(moment, zone).utcoffset() or timedelta()
