"""A simulated quarter of many sources: weekends, holidays of four countries, breaking news, slow decline, breakage."""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace
from itertools import count as counter
from math import cos, exp, log, pi

from crawler.metrics.counting import count_failure, count_record
from crawler.metrics.drift.history import DAY, HOUR
from crawler.metrics.facts import FIELDS, Facts
from crawler.metrics.tally import Tally

DAYS = 91
START = 1_767_571_200
"""A Monday."""
COUNTRIES = 4
KINDS = {
    "date lost": {"date-missing"},
    "authors lost": {"authors-missing"},
    "captions lost": {"captions-missing"},
    "credits lost": {"credits-missing"},
    "body cut off": {"body-shrinks"},
    "body misread": {"confidence-falls"},
    "one author on all": {"one-author"},
    "boilerplate in each": {"boilerplate"},
    "articles stop": {"stopped"},
    "articles twice": {"doubled"},
    "site refuses": {"failures-http", "stopped"},
    "feed hours behind": {"late"},
}
"""Ways to break, and the alarms that tell of each."""


@dataclass(slots=True)
class Break:
    """A breakage: its kind, when it begins and when it is mended (Unix times)."""

    kind: str
    start: int
    end: int


@dataclass(slots=True)
class Source:
    """A simulated source."""

    name: str
    country: int
    rate: float
    """Articles on a working day."""
    weekend: float
    fields: dict[str, float]
    """Coverage."""
    weekend_shift: float
    """By how much coverage of pictures and authors is lower on weekends."""
    letters: float
    confidence: float
    delay: float
    failing: float
    decline: float
    """Articles at the end of the quarter as a part of those at its beginning."""
    authors: int
    breakage: Break | None
    noise: random.Random = field(repr=False, default_factory=random.Random)
    day_noise: dict[int, float] = field(default_factory=dict)


@dataclass(slots=True)
class World:
    """All sources, holidays by country and stories that break."""

    sources: list[Source]
    holidays: list[dict[int, float]]
    """By country: days and the part of the usual that comes."""
    stories: list[tuple[int, int, float, frozenset[str]]]
    """First and last day, how many times the usual, whose."""


def world(seed: int, sources: int, breaking: float = 0.6) -> World:
    """A world; ``breaking``: the part of the sources that break once."""
    chance = random.Random(seed)
    found = [_source(chance, number, breaking) for number in range(sources)]
    holidays = [{day: chance.uniform(0.3, 0.6) for day in chance.sample(range(DAYS), 4)} for _ in range(COUNTRIES)]
    stories = []
    for _ in range(6):
        day, share = chance.randrange(DAYS), chance.uniform(0.2, 1.0)
        names = frozenset(s.name for s in found if chance.random() < share)
        stories.append((day, day + chance.randrange(3), chance.uniform(1.4, 3.0), names))
    return World(found, holidays, stories)


def _source(chance: random.Random, number: int, breaking: float) -> Source:
    rate = min(400.0, max(8.0, exp(chance.gauss(log(35), 0.8))))
    fields = {name: chance.betavariate(12, 1.2) for name in FIELDS}
    fields |= {"headline": 1.0, "body": chance.uniform(0.97, 1.0), "date": chance.uniform(0.95, 1.0)}
    breakage = None
    if chance.random() < breaking:
        start = START + chance.randrange(35 * 24, 78 * 24) * HOUR
        breakage = Break(chance.choice(list(KINDS)), start, start + chance.randrange(4, 13) * DAY)
    return Source(
        name=f"source-{number:03}",
        country=chance.randrange(COUNTRIES),
        rate=rate,
        weekend=chance.uniform(0.3, 1.0),
        fields=fields,
        weekend_shift=chance.choice((0.0, 0.0, 0.1, 0.2)),
        letters=exp(chance.gauss(log(2_800), 0.4)),
        confidence=chance.uniform(0.85, 0.97),
        delay=exp(chance.gauss(log(1_500), 0.6)),
        failing=chance.uniform(0.0, 0.06),
        decline=chance.choice((1.0, 1.0, 1.0, 1.2, 0.5)),
        authors=max(2, int(rate / chance.uniform(2, 6))),
        breakage=breakage,
        noise=random.Random(chance.random()),
    )


_serial = counter()


def hour_of(world: World, source: Source, at: int, tally: Tally) -> None:
    """Count what a source brings in the hour that begins at a Unix time."""
    chance, day = source.noise, (at - START) // DAY
    broken = source.breakage.kind if source.breakage and source.breakage.start <= at < source.breakage.end else ""
    tally.lists += 4
    number = _poisson(chance, _rate(world, source, at, day))
    if broken == "articles stop":
        number = 0
    for _ in range(number):
        if broken == "site refuses" and chance.random() < 0.9:
            tally.asked += 1
            count_failure(tally, "http", "https://daily.example/refused")
            continue
        facts = _article(source, day, broken)
        for copy in range(2 if broken == "articles twice" and chance.random() < 0.8 else 1):
            tally.asked += 1
            count_record(tally, replace(facts, url=f"{facts.url}?{copy}") if copy else facts, at)
    for _ in range(_poisson(chance, source.rate / 24 * source.failing)):
        tally.asked += 1
        count_failure(tally, chance.choice(("http", "http", "timeout", "not-html")), "https://daily.example/failed")


def _rate(world: World, source: Source, at: int, day: int) -> float:
    hour = at // HOUR % 24
    rate = source.rate / 24 * (1 + 0.8 * cos((hour - 14) / 24 * 2 * pi))
    rate *= source.weekend if day % 7 >= 5 else 1.0
    rate *= world.holidays[source.country].get(day, 1.0)
    rate *= 1 + (source.decline - 1) * day / DAYS
    for first, last, factor, names in world.stories:
        if first <= day <= last and source.name in names:
            rate *= factor
    if day not in source.day_noise:
        source.day_noise[day] = exp(source.noise.gauss(0, 0.2))
    return rate * source.day_noise[day]


def _article(source: Source, day: int, broken: str) -> Facts:
    chance, serial = source.noise, next(_serial)
    present = {name for name in FIELDS if chance.random() < _coverage(source, name, day)}
    if "images" not in present:
        present -= {"captions", "credits"}
    if broken.endswith(" lost"):
        present -= {broken.removesuffix(" lost")}
    letters = int(source.letters * exp(chance.gauss(0, 0.55)) * (1.25 if day % 7 >= 5 else 1.0))
    confidence = min(1.0, max(0.2, source.confidence + chance.gauss(0, 0.05)))
    if broken == "body cut off":
        letters = int(letters * chance.uniform(0.15, 0.45))
    if broken == "body misread":
        confidence = max(0.2, confidence - chance.uniform(0.1, 0.3))
    delay = source.delay * exp(chance.gauss(0, 0.9)) + (8 * HOUR if broken == "feed hours behind" else 0)
    author = "Site Admin" if broken == "one author on all" else f"Author {chance.randrange(source.authors)}"
    paragraphs = [f"A paragraph of article {serial}, number {n}" for n in range(4)]
    if broken == "boilerplate in each" and chance.random() < 0.95:
        paragraphs.append("Sign up for our morning newsletter and never miss a story.")
    images = int("images" in present)
    captioned, credited = int("captions" in present), int("credits" in present)
    return Facts(
        url=f"https://{source.name}.example/{serial}",
        present=frozenset(present),
        letters=max(60, letters) if "body" in present else 0,
        confidence=confidence if "body" in present else None,
        language="en",
        delay=delay if "date" in present else None,
        published=None,
        is_new=True,
        images=images,
        captions=captioned,
        credits=credited,
        warnings=(),
        authors=author if "authors" in present else "",
        caption=f"A caption, {serial}" if captioned else "",
        paragraphs=tuple(paragraphs),
        digest=f"{serial:08x}",
    )


def _coverage(source: Source, name: str, day: int) -> float:
    shift = source.weekend_shift if day % 7 >= 5 and name in ("authors", "images", "captions", "credits") else 0.0
    return source.fields[name] - shift


def _poisson(chance: random.Random, mean: float) -> int:
    """Knuth, for small means."""
    limit, product, number = exp(-mean), chance.random(), 0
    while product > limit:
        product *= chance.random()
        number += 1
    return number
