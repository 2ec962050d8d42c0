"""Statistics of a dataset, counted from the files that were written."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from crawler.datasets.arrow_schema import arrow_schema
from crawler.report.record_files import open_records

LENGTHS = (0, 50, 100, 200, 300, 500, 750, 1000, 1500, 2000, 3000, 5000, 10000)
"""Lower bounds of the classes of length, in words."""
CONFIDENCES = tuple(tenth / 10 for tenth in range(10))
"""Lower bounds of the classes of confidence."""
_BATCH = 1024


def summarize(folder: Path) -> dict[str, Any]:
    """Return the files with their numbers of records and bytes and SHA-256, and the statistics of all records."""
    files = [_file(path, folder) for path in sorted((folder / "data").glob("*.parquet"))]
    numbers = _Numbers()
    for entry in files:
        with pq.ParquetFile(folder / entry["path"]) as file:
            for batch in file.iter_batches(_BATCH, columns=arrow_schema().names):
                numbers.add(batch)
    return {
        "files": files,
        "records_written": sum(entry["records"] for entry in files),
        "splits": _by_split(files),
        **numbers.to_json(),
    }


def sha256(path: str | Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    digest = hashlib.sha256()
    with open_records(str(path)) as file:
        while data := file.read(1 << 20):
            digest.update(data)
    return digest.hexdigest()


class _Numbers:
    """Counts of the records of all files."""

    def __init__(self) -> None:
        names = ("in_language", "publisher", "type", "source_organizations", "license", "day", "length", "confidence")
        self._counts = {name: Counter[Any]() for name in names}
        self._known, self._copies = Counter[str](), Counter[str]()
        self._words = self._characters = 0

    def add(self, batch: pa.RecordBatch) -> None:
        """Count the records of a batch that has all columns."""
        for name in ("in_language", "publisher", "type", "license"):
            self._counts[name].update(value or "unknown" for value in batch[name].to_pylist())
        self._counts["source_organizations"].update(batch["source_organizations"].flatten().to_pylist())
        self._counts["day"].update(map(_day, batch["date_published"].to_pylist()))
        self._copies.update(filter(None, batch["near_duplicate_of"].to_pylist()))
        for column in batch.column_names:
            self._known[column] += _count_known(batch[column])
        self._characters += pc.sum(pc.utf8_length(batch["article_body"])).as_py() or 0
        for words in (len(body.split()) for body in batch["article_body"].to_pylist()):
            self._words += words
            self._counts["length"][bisect_right(LENGTHS, words) - 1] += 1
        for confidence in batch["confidence"].to_pylist():
            place = None if confidence is None else max(0, bisect_right(CONFIDENCES, confidence) - 1)
            self._counts["confidence"][place] += 1

    def to_json(self) -> dict[str, Any]:
        """Return the counts as in the manifest."""
        days = {day: count for day, count in sorted(self._counts["day"].items()) if day != "unknown"}
        return {
            "languages": _ordered(self._counts["in_language"]),
            "publishers": _ordered(self._counts["publisher"]),
            "types": _ordered(self._counts["type"]),
            "sources": _ordered(self._counts["source_organizations"]),
            "licenses": _ordered(self._counts["license"]),
            "days": days | {name: count for name, count in self._counts["day"].items() if name == "unknown"},
            "dates": [min(days), max(days)] if days else [],
            "words": self._words,
            "characters": self._characters,
            "lengths": [[least, self._counts["length"][place]] for place, least in enumerate(LENGTHS)],
            "confidences": [[least, self._counts["confidence"][place]] for place, least in enumerate(CONFIDENCES)],
            "without_confidence": self._counts["confidence"][None],
            "fields": {name: self._known[name] for name in arrow_schema().names},
            "marked_duplicates": self._copies.total(),
            "marked_stories": len(self._copies),
            "copies_of_a_story": {str(size): n for size, n in sorted(Counter(self._copies.values()).items())},
        }


def _count_known(column: pa.Array) -> int:
    """Return the number of values that are neither null nor empty."""
    if pa.types.is_list(column.type):
        return int(pc.sum(pc.greater(pc.list_value_length(column), 0)).as_py() or 0)
    if pa.types.is_string(column.type):
        return int(pc.sum(pc.greater(pc.binary_length(column), 0)).as_py() or 0)
    return len(column) - int(column.null_count)


def _day(date: str | None) -> str:
    """Return the day of publication as the page states it; "unknown" for a year or a month.

    >>> _day("2026-04-02T23:00:00-05:00"), _day("2026-04"), _day(None)
    ('2026-04-02', 'unknown', 'unknown')
    """
    try:
        return datetime.fromisoformat(date or "").date().isoformat()
    except ValueError:
        return "unknown"


def _file(path: Path, folder: Path) -> dict[str, Any]:
    return {
        "path": path.relative_to(folder).as_posix(),
        "split": path.name.partition("-")[0],
        "records": pq.read_metadata(path).num_rows,
        "bytes": path.stat().st_size,
        "sha256": sha256(path),
    }


def _by_split(files: list[dict[str, Any]]) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for entry in files:
        split = found.setdefault(entry["split"], {"records": 0, "bytes": 0})
        split["records"] += entry["records"]
        split["bytes"] += entry["bytes"]
    return found


def _ordered(counter: Counter[Any]) -> dict[str, int]:
    return dict(sorted(counter.items(), key=lambda item: (-item[1], item[0])))
