"""Alarms of a simulated quarter, beside what was really broken."""

from __future__ import annotations

from dataclasses import dataclass, field

from bench.drift.world import DAYS, KINDS, START, Source, World, hour_of, world
from crawler.metrics.drift.alarms import Alarm, review
from crawler.metrics.drift.history import DAY, HOUR, Day, History
from crawler.metrics.drift.volume import climate_of, pace
from crawler.metrics.tally import Tally

EVERY = 3
"""Hours between two looks."""
_AFTERMATH = 3 * DAY
"""After a source is mended, for which alarms about it are not false."""


@dataclass
class Result:
    """What became of a quarter."""

    found: dict[str, list[int | None]] = field(default_factory=dict)
    """By kind: seconds from each breakage to its alarm; None where none was raised before it was mended."""
    closed: list[int | None] = field(default_factory=list)
    """Seconds from each mending to the end of its alarm."""
    false: list[Alarm] = field(default_factory=list)
    missed: list[tuple[Source, str]] = field(default_factory=list)
    months: float = 0.0
    """Months of sources that were watched."""
    sizes: list[tuple[float, int | None]] = field(default_factory=list)
    """For each breakage: articles that its source brings on a working day, and seconds until the alarm."""
    volumes: dict[str, list[int]] = field(default_factory=dict)


def of_world(seed: int, sources: int) -> Result:
    """The result of a world."""
    quarter = world(seed, sources)
    return measure(quarter, simulate(quarter))


def together(results: list[Result]) -> Result:
    """Several worlds as one."""
    whole = Result(volumes={f"{n} {name}": days for n, one in enumerate(results) for name, days in one.volumes.items()})
    for one in results:
        for kind, found in one.found.items():
            whole.found.setdefault(kind, []).extend(found)
        whole.closed += one.closed
        whole.false += one.false
        whole.missed += one.missed
        whole.sizes += one.sizes
        whole.months += one.months
    return whole


def simulate(world: World) -> dict[str, list[Alarm]]:
    """All alarms of each source by its name; its days are dropped."""
    days: dict[str, list[Day]] = {source.name: [] for source in world.sources}
    alarms: dict[str, dict[tuple[str, int], Alarm]] = {source.name: {} for source in world.sources}
    for hour in range(DAYS * 24):
        at = START + hour * HOUR
        for source in world.sources:
            if hour % 24 == 0:
                days[source.name].append((at, Tally()))
            part = Tally()
            hour_of(world, source, at, part)
            days[source.name][-1][1].add(part)
        if hour % EVERY == EVERY - 1:
            _look(world, days, alarms, at + HOUR - 1)
    for source in world.sources:
        source.day_noise = {number: tally.written for number, (_, tally) in enumerate(days[source.name])}
    return {name: list(held.values()) for name, held in alarms.items()}


def _look(world: World, days: dict[str, list[Day]], alarms: dict[str, dict[tuple[str, int], Alarm]], now: int) -> None:
    paces = [p for source in world.sources if (p := pace(History(days[source.name][-70:], now))) is not None]
    climate = climate_of(paces)
    for source in world.sources:
        held = alarms[source.name]
        for alarm in review(source.name, days[source.name][-70:], now, held.values(), climate):
            held[alarm.kind, alarm.opened] = alarm


def measure(world: World, alarms: dict[str, list[Alarm]]) -> Result:
    """Compare alarms with what was broken."""
    result = Result()
    for source in world.sources:
        held, broken = sorted(alarms[source.name], key=lambda alarm: alarm.opened), source.breakage
        result.volumes[source.name] = [int(n) for n in source.day_noise.values()]
        watched = DAYS * DAY
        if broken:
            watched -= broken.end - broken.start
            expected = [a for a in held if a.kind in KINDS[broken.kind] and broken.start <= a.opened < broken.end]
            after = expected[0].opened + 1 - broken.start if expected else None
            result.found.setdefault(broken.kind, []).append(after)
            result.sizes.append((source.rate, after))
            if after is None or after > DAY:
                result.missed.append((source, f"{after and after / HOUR:} h"))
            result.closed += [a.closed - broken.end if a.closed else None for a in expected[:1]]
        result.false += [a for a in held if not (broken and broken.start <= a.opened < broken.end + _AFTERMATH)]
        result.months += watched / (30 * DAY)
    return result
