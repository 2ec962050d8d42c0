"""The tally of one source: counts that add up over pages, runs and days."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from typing import Any

from crawler.metrics.frequent import merge
from crawler.metrics.histogram import bin_of, count

_MOST_EXAMPLES = 3
_MOST_DIGESTS = 64
MOST_LATEST = 16
_FREQUENT = {"top_authors": 12, "top_captions": 16, "top_paragraphs": 40}
"""How many of the most frequent texts are kept."""
_MOST_NAMES = 40
"""Languages, warnings and so on; the least frequent beyond are counted as ``other``."""


@dataclass(slots=True)
class Tally:
    """What was asked of a source and what came of it. Each article that was asked for has one outcome:

    ``asked`` = ``written`` + ``unchanged`` + ``repeated`` + ``left_out`` + ``unfinished`` + all of ``refused`` + all
    of ``failed``.
    """

    found: int = 0
    """New article addresses that lists gave."""
    asked: int = 0
    """Articles asked for, or stored pages read."""
    written: int = 0
    """Articles that gave a record."""
    new: int = 0
    """Of these, first revisions."""
    unchanged: int = 0
    """Articles that were as they had been."""
    repeated: int = 0
    """Addresses that led to an article asked for already."""
    left_out: int = 0
    """Pages that are no article, where only articles are wanted."""
    unfinished: int = 0
    """Articles without an outcome when the run ended."""
    refused: dict[str, int] = field(default_factory=dict)
    """Requests never made, by reason: robots, private-address."""
    failed: dict[str, int] = field(default_factory=dict)
    """Articles that gave no record, by kind of failure (docs/command-line.md)."""
    lists: int = 0
    """Feeds, sitemaps and section pages asked for."""
    lists_failed: dict[str, int] = field(default_factory=dict)
    """Of these, those that could not be read, by kind of failure."""
    responses: int = 0
    """Responses received, also those of redirects and retries."""
    statuses: dict[str, int] = field(default_factory=dict)
    """Responses by HTTP status."""
    bytes: int = 0
    """Bytes of these as transferred."""
    latency: dict[str, int] = field(default_factory=dict)
    """Responses by the seconds that they took, as a histogram by upper bound."""
    cpu_seconds: float = 0.0
    """CPU time that reading its pages took."""
    pages_read: int = 0
    """Pages of which that is the time."""
    delay: dict[str, int] = field(default_factory=dict)
    """New articles by the seconds from publication to record; those without a time of day are not in it."""
    hours: dict[str, int] = field(default_factory=dict)
    """New articles by the hour of the day at which they were written, 0 to 23 in UTC."""
    fields: dict[str, int] = field(default_factory=dict)
    """Records that have a headline, date, authors (or agencies), body, images, captions, credits."""
    streaks: dict[str, int] = field(default_factory=dict)
    """The latest records in a row that lack each of these, up to the last one; see :func:`able_to_have`."""
    images: int = 0
    captions: int = 0
    """Pictures with a caption."""
    credits: int = 0
    """Pictures with a credit."""
    confidence: dict[str, int] = field(default_factory=dict)
    """Records by the confidence of their body, as a histogram by upper bound."""
    letters: dict[str, int] = field(default_factory=dict)
    """Records by the letters of their body, as a histogram by upper bound."""
    latest: dict[str, list[str]] = field(default_factory=dict)
    """Of the latest records, the last one last: bins in the histograms ``letters``, ``confidence`` and ``delay``, and
    bylines (``authors``)."""
    warnings: dict[str, int] = field(default_factory=dict)
    """Records with a warning, by the field that it is about."""
    languages: dict[str, int] = field(default_factory=dict)
    """Records by language."""
    duplicates: int = 0
    """New records with headline and body of a record of that day or the day before."""
    top_authors: dict[str, int] = field(default_factory=dict)
    """The most frequent bylines, counted at least as often as shown, as the next two."""
    top_captions: dict[str, int] = field(default_factory=dict)
    top_paragraphs: dict[str, int] = field(default_factory=dict)
    examples: dict[str, list[str]] = field(default_factory=dict)
    """The latest addresses ``with`` and ``without`` each field, by kind of failure, and so on."""
    newest: list[dict[str, Any]] = field(default_factory=list)
    """The latest articles: url, headline, date, image, caption, credit."""
    digests: list[str] = field(default_factory=list)
    """Of the latest new records, to know duplicates by."""
    last_success: int = 0
    """Unix time of the last record or unchanged article; 0 for none."""
    last_published: int = 0
    """Unix time at which the newest article was published; 0 if that is not known."""
    judged: int = 0
    """Unix time at which the source was last reviewed for drift."""

    def add(self, other: Tally) -> None:
        """Add what another tally has; it is the later one."""
        streaks = _streaks(self, other)
        for name, add in _ADD.items():
            if its := getattr(other, name):
                setattr(self, name, add(getattr(self, name), its, name))
        self.streaks = streaks

    @property
    def outcomes(self) -> int:
        """Articles with an outcome; without what was not finished."""
        certain = self.written + self.unchanged + self.repeated + self.left_out
        return certain + sum(self.refused.values()) + sum(self.failed.values())

    def finish(self) -> None:
        """The run is over: what was asked for and has no outcome is unfinished."""
        self.asked = max(self.asked, self.outcomes)
        self.unfinished = self.asked - self.outcomes

    def example(self, what: str, url: str) -> None:
        """Keep an address as an example."""
        self.examples[what] = [*(u for u in self.examples.get(what, ()) if u != url), url][-_MOST_EXAMPLES:]

    def count(self, histogram: str, bounds: Sequence[float], value: float) -> None:
        """Count a value in a histogram, and keep it among the latest."""
        count(getattr(self, histogram), bounds, value)
        self.keep_latest(histogram, bin_of(bounds, value))

    def keep_latest(self, name: str, value: str) -> None:
        """Keep what the latest record has."""
        self.latest[name] = [*self.latest.get(name, ()), value][-MOST_LATEST:]

    def to_dict(self) -> dict[str, Any]:
        """As plain values; what is empty or zero is left out."""
        return {name: value for name, value in asdict(self).items() if value}

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Tally:
        """The tally of plain values; names that it does not know, of a newer version, are dropped."""
        return cls(**{name: value for name, value in values.items() if name in _ADD})


def raise_by(counts: dict[str, int], name: str, number: int = 1) -> None:
    """Add to a count."""
    counts[name] = counts.get(name, 0) + number


OF_PICTURES = ("captions", "credits")
"""Fields that only an article with pictures can have."""


def able_to_have(name: str, tally: Tally) -> int:
    """Records that can have a field."""
    return tally.fields.get("images", 0) if name in OF_PICTURES else tally.written


def _streaks(one: Tally, other: Tally) -> dict[str, int]:
    """Streaks of the later tally, which go on from the earlier one where all of its records lack the field."""
    going_on = {name: number for name, number in one.streaks.items() if not other.fields.get(name)}
    return _counts(going_on, other.streaks, "streaks")


def _sum(one: Any, other: Any, name: str) -> Any:
    return one + other


def _counts(one: dict[str, int], other: dict[str, int], name: str) -> dict[str, int]:
    found = dict(one)
    for key, number in other.items():
        raise_by(found, key, number)
    if len(found) > _MOST_NAMES:
        ordered = sorted(found.items(), key=lambda pair: (pair[0] == "other", -pair[1], pair[0]))
        rest = sum(number for _, number in ordered[_MOST_NAMES - 1 :])
        found = {**dict(ordered[: _MOST_NAMES - 1]), "other": rest}
    return found


def _frequent(one: dict[str, int], other: dict[str, int], name: str) -> dict[str, int]:
    return merge(one, other, _FREQUENT[name])


def _examples(one: dict[str, list[str]], other: dict[str, list[str]], name: str) -> dict[str, list[str]]:
    return {what: _latest_distinct([*one.get(what, ()), *other.get(what, ())]) for what in one.keys() | other.keys()}


def _latest_values(one: dict[str, list[str]], other: dict[str, list[str]], name: str) -> dict[str, list[str]]:
    return one | {key: [*one.get(key, ()), *values][-MOST_LATEST:] for key, values in other.items()}


def _latest_distinct(texts: list[str]) -> list[str]:
    return list(dict.fromkeys(reversed(texts)))[:_MOST_EXAMPLES][::-1]


def _newest(one: list[dict[str, Any]], other: list[dict[str, Any]], name: str) -> list[dict[str, Any]]:
    return list({article["url"]: article for article in [*one, *other]}.values())[-_MOST_EXAMPLES:]


def _digests(one: list[str], other: list[str], name: str) -> list[str]:
    return [*one, *other][-_MOST_DIGESTS:]


def _latest(one: int, other: int, name: str) -> int:
    return max(one, other)


_ADD: dict[str, Callable[[Any, Any, str], Any]] = {
    **{f.name: _counts if str(f.type).startswith("dict") else _sum for f in fields(Tally)},
    **dict.fromkeys(_FREQUENT, _frequent),
    "examples": _examples,
    "newest": _newest,
    "latest": _latest_values,
    "digests": _digests,
    **dict.fromkeys(("last_success", "last_published", "judged"), _latest),
}
