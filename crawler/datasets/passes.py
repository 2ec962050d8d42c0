"""Write the records of a dataset: last revisions, filtered, duplicates dropped or marked, split, in Parquet shards.

The records are read three times and never held in memory: to find last revisions, to find duplicates, to write.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from crawler.datasets.duplicates import find_clusters
from crawler.datasets.plan import Plan
from crawler.datasets.revisions import LastRevisions
from crawler.datasets.shards import Shards
from crawler.datasets.splits import Place, splitter, to_moment
from crawler.datasets.verdicts import Verdicts
from crawler.errors import Failure
from crawler.normalize.text import to_utf8
from crawler.report.article_records import article_records
from crawler.report.progress import Progress
from crawler.report.record_files import size_of

OnError = Callable[[Failure], None]
Origins = dict[int, tuple[str, Place]]
"""Id and place of the origin, by the number of each duplicate."""


class Passes:
    """The three passes over the records."""

    def __init__(self, plan: Plan, folder: Path, progress: Progress) -> None:
        self._plan, self._folder, self._progress = plan, folder, progress
        self._size = sum(map(size_of, plan.records))
        self._counts: Counter[str] = Counter()
        self._last: Any = None
        self._verdicts = Verdicts()
        self._are_filters_counted = False

    def run(self, on_error: OnError) -> Counter[str]:
        """Return the number of records that were read, and of those left out, by filter."""
        self._find_last(on_error)
        origins, moments = self._origins()
        self._write(origins, splitter(self._plan.split, self._plan.test_share, moments))
        return self._counts

    def _read(self, step: str, on_error: OnError) -> Iterator[dict[str, Any]]:
        self._progress.begin(step, self._size)
        accept = self._verdicts.again if self._verdicts.are_known else self._verdicts.first
        return self._progress.of(article_records(self._plan.records, on_error, self._progress.advance, accept))

    def _find_last(self, on_error: OnError) -> None:
        revisions = LastRevisions()

        def count(failure: Failure) -> None:
            self._counts["bad_lines"] += 1
            on_error(failure)

        for record in self._read("Reading (1 of 3)", count):
            revisions.add(record["id"], record["revision"])
        self._verdicts.are_known = True
        self._last = revisions.are_last()
        self._counts["read"] = len(revisions)
        self._counts["dropped_revision"] = len(revisions) - int(self._last.sum())

    def _kept(self, step: str) -> Iterator[tuple[int, dict[str, Any]]]:
        """Yield the last revisions that pass all filters, with their numbers; others are counted once."""
        kept, counts = 0, Counter[str]()
        for number, record in enumerate(self._read(step, lambda failure: None)):
            if not self._last[number]:
                continue
            if name := self._plan.filters.refuses(record):
                counts[f"dropped_{name}"] += 1
            else:
                yield kept, record
                kept += 1
        if not self._are_filters_counted:
            self._counts += counts
            self._are_filters_counted = True

    def _origins(self) -> tuple[Origins, array[float]]:
        """Return the origins of duplicates; and all publication times, if the split needs them."""
        moments = array("d")

        def kept() -> Iterator[dict[str, Any]]:
            for _, record in self._kept("Finding duplicates (2 of 3)"):
                if self._plan.split == "time":
                    moments.append(to_moment(record["date_published"]))
                yield record

        found: Origins = {}
        if self._plan.duplicates != "keep":
            for cluster in find_clusters(kept(), self._folder / "data"):
                origin = cluster.members[0][0]
                place = Place.of(origin.publisher, origin.url, to_moment(origin.date))
                found |= {copy.number: (origin.id, place) for copy, _ in cluster.members[1:]}
        elif self._plan.split == "time":
            for _ in kept():
                pass
        return found, moments

    def _write(self, origins: Origins, split: Callable[[Place], str]) -> None:
        plan, shards = self._plan, dict[str, Shards]()
        try:
            for number, record in self._kept("Writing (3 of 3)"):
                origin, place = origins.get(number, (None, None))
                if origin and plan.duplicates == "drop":
                    self._counts["dropped_duplicate"] += 1
                    continue
                if plan.duplicates != "keep":
                    record["near_duplicate_of"] = origin
                own = Place.of(record["publisher"], record["url"], to_moment(record["date_published"]))
                name = split(place or own)
                if name not in shards:
                    shards[name] = Shards(self._folder / "data", name, plan.shard_size, plan.level)
                shards[name].add(record, len(to_utf8(record["article_body"])))
            for shard in shards.values():
                shard.close()
        finally:
            for shard in shards.values():
                shard.abandon()
