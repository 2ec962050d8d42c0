"""A dataset of records: the last revision of each, filtered, its copies dropped or marked, split, in Parquet shards.

The records are read three times, and never held: which revision is the last; which are copies; what is written.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from crawler.datasets.card import card
from crawler.datasets.duplicates import find_clusters
from crawler.datasets.plan import Plan
from crawler.datasets.rows import to_timestamp
from crawler.datasets.shards import Shards
from crawler.datasets.splits import Place, splitter
from crawler.datasets.summary import summarize
from crawler.errors import Failure
from crawler.normalize.text import to_utf8
from crawler.report.article_records import article_records


class OtherDatasetError(ValueError):
    """The folder holds something else; the message says what to do."""


def build(plan: Plan, folder: Path, on_error: Callable[[Failure], None]) -> dict[str, Any]:
    """Build it, or go on with it where a run was stopped; its manifest.

    :raises OtherDatasetError: if the folder holds another dataset.
    :raises OSError: where the disk does not take it.
    """
    _begin(plan, folder)
    last, counts = _last_revisions(plan, on_error)
    origins, dates = _origins(plan, last, counts)
    _write(plan, folder, last, origins, splitter(plan.split, plan.test_share, dates), counts)
    manifest = {**plan.to_json(), "counts": dict(sorted(counts.items())), **summarize(folder)}
    _put(folder / "README.md", card(manifest))
    _put(folder / "manifest.json", json.dumps(manifest, indent=2, ensure_ascii=False) + "\n")
    return manifest


def _begin(plan: Plan, folder: Path) -> None:
    """See that the folder is empty, or that the same dataset was begun in it."""
    begun = folder / "data" / "plan.json"
    text = json.dumps(json.loads(json.dumps(plan.to_json())), indent=2, ensure_ascii=False) + "\n"
    if begun.exists():
        if begun.read_text("utf-8") != text:
            raise OtherDatasetError(f"{folder} holds a dataset of other records or options; give a new folder.")
    elif folder.exists() and any(folder.iterdir()):
        raise OtherDatasetError(f"{folder} is not empty, and holds no dataset; give a new folder.")
    else:
        begun.parent.mkdir(parents=True, exist_ok=True)
        _put(begun, text)


def _last_revisions(plan: Plan, on_error: Callable[[Failure], None]) -> tuple[dict[str, int], Counter[str]]:
    """The number of the last revision of each article among all records, by its id."""
    last: dict[str, tuple[int, int]] = {}
    counts: Counter[str] = Counter()

    def count(failure: Failure) -> None:
        counts["bad_lines"] += 1
        on_error(failure)

    for number, record in enumerate(article_records(plan.records, count)):
        counts["read"] += 1
        if record["revision"] >= last.get(record["id"], (0, 0))[0]:
            last[record["id"]] = record["revision"], number
    counts["dropped_revision"] = counts["read"] - len(last)
    return {key: number for key, (_, number) in last.items()}, counts


def _kept(plan: Plan, last: dict[str, int], counts: Counter[str]) -> Iterator[dict[str, Any]]:
    """The last revisions that no filter leaves out; those are counted."""
    for number, record in enumerate(article_records(plan.records, lambda failure: None)):
        if last[record["id"]] != number:
            continue
        if name := plan.filters.refuses(record):
            counts[f"dropped_{name}"] += 1
        else:
            yield record


def _origins(plan: Plan, last: dict[str, int], counts: Counter[str]) -> tuple[dict[str, tuple[str, Place]], list[str]]:
    """For each copy of a story its origin; and all dates, where the split wants them."""
    dates: list[str] = []

    def noting() -> Iterator[dict[str, Any]]:
        for record in _kept(plan, last, counts):
            if plan.split == "time":
                dates.append(_date(record))
            yield record

    if plan.duplicates == "keep":
        for _ in noting():
            pass
        return {}, dates
    found: dict[str, tuple[str, Place]] = {}
    for cluster in find_clusters(noting()):
        origin = cluster.members[0][0]
        place = Place.of(origin.publisher, origin.url, origin.date)
        found |= {copy.id: (origin.id, place) for copy, _ in cluster.members[1:]}
    return found, dates


def _write(
    plan: Plan, folder: Path, last: dict[str, int], origins: dict[str, tuple[str, Place]],
    split: Callable[[Place], str], counts: Counter[str],
) -> None:  # fmt: skip
    shards: dict[str, Shards] = {}
    try:
        for record in _kept(plan, last, Counter()):
            origin, place = origins.get(record["id"], (None, None))
            if origin and plan.duplicates == "drop":
                counts["dropped_duplicate"] += 1
                continue
            record["near_duplicate_of"] = origin or (None if plan.duplicates != "keep" else record["near_duplicate_of"])
            name = split(place or Place.of(record["publisher"], record["url"], _date(record)))
            if name not in shards:
                shards[name] = Shards(folder / "data", name, plan.shard_size)
            shards[name].add(record, 2 * len(to_utf8(record["article_body"])))
        for shard in shards.values():
            shard.close()
    finally:
        for shard in shards.values():
            shard.abandon()


def _date(record: dict[str, Any]) -> str:
    moment = to_timestamp(record["date_published"])
    return moment.isoformat() if moment else ""


def _put(path: Path, text: str) -> None:
    """Write a file that is there once it is whole."""
    unfinished = path.with_name(f"{path.name}.unfinished")
    unfinished.write_text(text, "utf-8")
    os.replace(unfinished, path)
