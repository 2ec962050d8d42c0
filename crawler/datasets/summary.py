"""Numbers of a dataset, counted from the files that were written."""

from __future__ import annotations

import hashlib
from collections import Counter
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

_COUNTED = ["in_language", "publisher", "type", "date_published", "near_duplicate_of", "article_body"]


def summarize(folder: Path) -> dict[str, Any]:
    """Files with their records, bytes and SHA-256; records by split, language, publisher, type; known fields."""
    files = [_file(path, folder) for path in sorted((folder / "data").glob("*.parquet"))]
    counters: dict[str, Counter[str]] = {name: Counter() for name in ("in_language", "publisher", "type")}
    known: Counter[str] = Counter()
    words, dates = 0, list[str]()
    for entry in files:
        for batch in pq.ParquetFile(folder / entry["path"]).iter_batches(1024, columns=_COUNTED):
            columns = batch.to_pydict()
            for name, counter in counters.items():
                counter.update(value or "unknown" for value in columns[name])
            known.update({name: sum(value is not None for value in values) for name, values in columns.items()})
            words += sum(len(body.split()) for body in columns["article_body"])
            days = [date[:10] for date in columns["date_published"] if date]
            dates = [min(dates + days), max(dates + days)] if dates + days else []
    return {
        "files": files,
        "records_written": sum(entry["records"] for entry in files),
        "splits": _by_split(files),
        "languages": _ordered(counters["in_language"]),
        "publishers": _ordered(counters["publisher"]),
        "types": _ordered(counters["type"]),
        "dates": dates,
        "words": words,
        "marked_duplicates": known["near_duplicate_of"],
    }


def sha256(path: Path) -> str:
    """The SHA-256 of a file, hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


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


def _ordered(counter: Counter[str]) -> dict[str, int]:
    return dict(sorted(counter.items(), key=lambda item: (-item[1], item[0])))
