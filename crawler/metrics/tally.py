"""The tally of one source: counts that add up over pages, runs and days."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from functools import partial
from typing import Any

from crawler.metrics.frequent import merge
from crawler.metrics.histogram import bin_of, count
from crawler.metrics.sums import (
    MOST_EXAMPLES,
    MOST_LATEST,
    added,
    counts,
    latest_digests,
    latest_distinct,
    latest_values,
    newest_articles,
)


@dataclass(slots=True)
class Tally:
    """Counts of a source. Each requested article has one outcome:

    ``asked`` = ``written`` + ``unchanged`` + ``repeated`` + ``left_out`` + ``unfinished`` + all of ``refused`` + all
    of ``failed``.
    """

    found: int = 0
    """New article URLs in lists."""
    asked: int = 0
    """Articles requested, or stored pages read."""
    written: int = 0
    """Articles with a record."""
    new: int = 0
    """Of these, first revisions."""
    unchanged: int = 0
    """Articles without a change."""
    repeated: int = 0
    """URLs of articles that were already requested."""
    left_out: int = 0
    """Pages that are not articles, if only articles are wanted."""
    unfinished: int = 0
    """Articles without an outcome when the run ended."""
    refused: dict[str, int] = added(counts)
    """Requests never made, by reason: robots, private-address."""
    failed: dict[str, int] = added(counts)
    """Articles without a record, by kind of failure (docs/command-line.md)."""
    lists: int = 0
    """Feeds, sitemaps and section pages requested."""
    lists_failed: dict[str, int] = added(counts)
    """Of these, those that could not be read, by kind of failure."""
    responses: int = 0
    """Responses received, including redirects and retries."""
    statuses: dict[str, int] = added(counts)
    """Responses by HTTP status."""
    bytes: int = 0
    """Bytes of the responses as transferred."""
    latency: dict[str, int] = added(counts)
    """Responses by seconds from request to response, as a histogram by upper bound."""
    cpu_seconds: float = 0.0
    """CPU seconds of reading its pages."""
    pages_read: int = 0
    """Pages read in that time."""
    delay: dict[str, int] = added(counts)
    """New articles by the seconds from publication to record; articles without a time of day are left out."""
    hours: dict[str, int] = added(counts)
    """New articles by the hour of the day at which they were written, 0 to 23 in UTC."""
    fields: dict[str, int] = added(counts)
    """Records that have a headline, date, authors (or agencies), body, images, captions, credits."""
    streaks: dict[str, int] = added(counts)
    """The latest records in a row that lack each of these, up to the last one; see :func:`able_to_have`."""
    images: int = 0
    captions: int = 0
    """Pictures with a caption."""
    credits: int = 0
    """Pictures with a credit."""
    confidence: dict[str, int] = added(counts)
    """Records by the confidence of their body, as a histogram by upper bound."""
    letters: dict[str, int] = added(counts)
    """Records by the letters of their body, as a histogram by upper bound."""
    latest: dict[str, list[str]] = added(latest_values)
    """Of the latest records, the last one last: bins in the histograms ``letters``, ``confidence`` and ``delay``, and
    bylines (``authors``)."""
    warnings: dict[str, int] = added(counts)
    """Records with a warning, by the field that it is about."""
    languages: dict[str, int] = added(counts)
    """Records by language."""
    duplicates: int = 0
    """New records with the headline and body of a record of the same day or the day before."""
    top_authors: dict[str, int] = added(partial(merge, size=12))
    """The most frequent bylines; as for the next two, counts are lower bounds."""
    top_captions: dict[str, int] = added(partial(merge, size=16))
    top_paragraphs: dict[str, int] = added(partial(merge, size=40))
    examples: dict[str, list[str]] = added(latest_distinct)
    """The latest URLs ``with`` and ``without`` each field, by kind of failure, and so on."""
    newest: list[dict[str, Any]] = added(newest_articles, list)
    """The latest articles: url, headline, date, image, caption, credit."""
    digests: list[str] = added(latest_digests, list)
    """Hashes of the latest new records, to recognize duplicates."""
    last_success: int = added(max, int)
    """Unix time of the last record or unchanged article; 0 for none."""
    last_published: int = added(max, int)
    """Publication time of the newest article, Unix time; 0 if unknown."""
    judged: int = added(max, int)
    """Unix time at which the source was last reviewed for drift."""

    def add(self, other: Tally) -> None:
        """Add another tally, which is the later one."""
        streaks = _streaks(self, other)
        for name, add in _ADD.items():
            if its := getattr(other, name):
                setattr(self, name, add(getattr(self, name), its))
        self.streaks = streaks

    @property
    def outcomes(self) -> int:
        """Number of articles with an outcome, without unfinished ones."""
        certain = self.written + self.unchanged + self.repeated + self.left_out
        return certain + sum(self.refused.values()) + sum(self.failed.values())

    def finish(self) -> None:
        """Count requested articles without an outcome as unfinished, at the end of a run."""
        self.asked = max(self.asked, self.outcomes)
        self.unfinished = self.asked - self.outcomes

    def example(self, what: str, url: str) -> None:
        """Keep a URL as an example."""
        self.examples[what] = [*(u for u in self.examples.get(what, ()) if u != url), url][-MOST_EXAMPLES:]

    def count(self, histogram: str, bounds: Sequence[float], value: float) -> None:
        """Count a value in a histogram, and keep it among the latest."""
        count(getattr(self, histogram), bounds, value)
        self.keep_latest(histogram, bin_of(bounds, value))

    def keep_latest(self, name: str, value: str) -> None:
        """Keep the value of the latest record."""
        self.latest[name] = [*self.latest.get(name, ()), value][-MOST_LATEST:]

    def to_dict(self) -> dict[str, Any]:
        """Return the counts as plain values, without those that are empty or zero."""
        return {name: value for name, value in asdict(self).items() if value}

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Tally:
        """Return the tally of plain values; unknown names, of a newer version, are dropped."""
        return cls(**{name: value for name, value in values.items() if name in _ADD})


OF_PICTURES = ("captions", "credits")
"""Fields that only an article with pictures can have."""


def able_to_have(name: str, tally: Tally) -> int:
    """Return the number of records that can have a field."""
    return tally.fields.get("images", 0) if name in OF_PICTURES else tally.written


def _streaks(one: Tally, other: Tally) -> dict[str, int]:
    """Return the streaks of the later tally, continued from the earlier one if no record has the field since."""
    going_on = {name: number for name, number in one.streaks.items() if not other.fields.get(name)}
    return counts(going_on, other.streaks)


_ADD: dict[str, Callable[[Any, Any], Any]] = {f.name: f.metadata.get("add", operator.add) for f in fields(Tally)}
"""How each field adds up."""
