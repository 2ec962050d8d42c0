"""Count pages and records in a tally: a function per event."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from crawler.errors import Kind
from crawler.metrics.facts import FIELDS, Facts
from crawler.metrics.histogram import CONFIDENCE, DELAY, LATENCY, LETTERS, count
from crawler.metrics.sums import raise_by
from crawler.metrics.tally import OF_PICTURES, Tally
from crawler.report.source_counts import REFUSED

_HOUR = 3_600


def count_failure(tally: Tally, kind: Kind, url: str) -> None:
    """Count an article without a record."""
    raise_by(tally.refused if kind in REFUSED else tally.failed, kind)
    tally.example(kind, url)


def count_response(tally: Tally, status: int, size: int, seconds: float | None) -> None:
    """Count a response as it was received."""
    tally.responses += 1
    tally.bytes += size
    raise_by(tally.statuses, str(status))
    if seconds is not None:
        count(tally.latency, LATENCY, seconds)


def count_record(tally: Tally, facts: Facts, at: float, known: Collection[str] = ()) -> None:
    """Count a record written at a Unix time; ``known``: digests of earlier records of the source."""
    tally.written += 1
    tally.last_success = max(tally.last_success, int(at))
    tally.last_published = max(tally.last_published, int(facts.published or 0))
    if facts.is_new:
        _count_new(tally, facts, at, known)
    for name in FIELDS:
        if name in facts.present:
            raise_by(tally.fields, name)
            tally.streaks.pop(name, None)
            tally.example(f"with {name}", facts.url)
        elif name not in OF_PICTURES or facts.images:
            raise_by(tally.streaks, name)
            tally.example(f"without {name}", facts.url)
    tally.images += facts.images
    tally.captions += facts.captions
    tally.credits += facts.credits
    if facts.confidence is not None:
        tally.count("confidence", CONFIDENCE, facts.confidence)
    if facts.letters:
        tally.count("letters", LETTERS, facts.letters)
    raise_by(tally.languages, facts.language or "unknown")
    for kind in facts.warnings:
        raise_by(tally.warnings, kind)
    if facts.authors:
        tally.keep_latest("authors", facts.authors)
    for texts, counts in (
        ((facts.authors,), tally.top_authors),
        ((facts.caption,), tally.top_captions),
        (facts.paragraphs, tally.top_paragraphs),
    ):
        for text in filter(None, texts):
            raise_by(counts, text)


def _count_new(tally: Tally, facts: Facts, at: float, known: Collection[str]) -> None:
    tally.new += 1
    raise_by(tally.hours, str(int(at // _HOUR) % 24))
    if facts.digest in known or facts.digest in tally.digests:
        tally.duplicates += 1
        tally.example("duplicate", facts.url)
    tally.digests.append(facts.digest)
    if facts.delay is not None:
        tally.count("delay", DELAY, facts.delay)


def newest_of(record: dict[str, Any]) -> dict[str, Any]:
    """Return the values of an article that a report shows."""
    image = next(iter(record["images"]), None) or {}
    return {
        "url": record["url"],
        "headline": (record["headline"] or "")[:200],
        "date": record["date_published"],
        "language": record["in_language"],
        "image": image.get("url"),
        "caption": (image.get("caption") or "")[:300] or None,
        "credit": (image.get("credit_text") or "")[:120] or None,
    }
