"""Check a dataset against its manifest and card."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from crawler.datasets.arrow_schema import parquet_schema
from crawler.datasets.build import described
from crawler.datasets.summary import sha256, summarize
from crawler.normalize.text import to_utf8


def find_errors(folder: Path) -> Iterator[str]:
    """Yield a sentence for each error; nothing if the dataset is intact."""
    try:
        manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    except (OSError, ValueError):
        yield f"{folder} has no readable manifest.json: it is not a dataset, or is unfinished."
        return
    broken = [sentence for entry in manifest["files"] for sentence in _file_faults(folder, entry)]
    listed = {entry["path"] for entry in manifest["files"]}
    for path in sorted((folder / "data").glob("*.parquet")):
        if path.relative_to(folder).as_posix() not in listed:
            broken.append(f"{path} is not in the manifest.")
    yield from broken
    if not broken:
        yield from _count_faults(folder, manifest)
        yield from _record_faults(folder, manifest)


def _file_faults(folder: Path, entry: dict[str, Any]) -> Iterator[str]:
    path = folder / entry["path"]
    if not path.exists():
        yield f"{path} is missing."
    elif sha256(path) != entry["sha256"]:
        yield f"{path} was changed: its SHA-256 differs from the manifest."
    elif not pq.read_schema(path).equals(parquet_schema()):
        yield f"{path} has the columns of another schema version."


def _count_faults(folder: Path, manifest: dict[str, Any]) -> Iterator[str]:
    name_of_manifest = folder / "manifest.json"
    for name, value in summarize(folder).items():
        if manifest.get(name) != json.loads(json.dumps(value)):
            yield f"{name_of_manifest}: {name} differs from the files."
    counts = manifest.get("counts", {})
    left = counts.get("read", 0) - sum(count for name, count in counts.items() if name.startswith("dropped_"))
    if left != manifest.get("records_written"):
        yield f"{name_of_manifest}: records read minus records left out are not the records written."
    for name, text in described(manifest).items():
        if not (folder / name).exists() or (folder / name).read_bytes() != to_utf8(text):
            yield f"{folder / name} differs from the manifest."


def _record_faults(folder: Path, manifest: dict[str, Any]) -> Iterator[str]:
    """Yield errors of records: an article that occurs twice, a duplicate in another split than its origin."""
    tables = []
    for place, entry in enumerate(manifest["files"]):
        try:
            table = pq.read_table(folder / entry["path"], columns=["id", "near_duplicate_of"])
        except pa.ArrowException as error:
            yield f"{folder / entry['path']} cannot be read: {error}."
            return
        tables.append(table.append_column("place", pa.array(np.full(len(table), place, np.int32))))
    if not tables:
        return
    whole = pa.concat_tables(tables)
    counted = pc.value_counts(whole["id"])
    for twice in counted.filter(pc.greater(counted.field("counts"), 1)).field("values").to_pylist():
        yield f"{folder}: {twice} occurs twice."
    copies = whole.filter(pc.is_valid(whole["near_duplicate_of"]))
    pairs = copies.join(whole.select(["id", "place"]), "near_duplicate_of", "id", "inner", right_suffix="_of_origin")
    splits = [entry["split"] for entry in manifest["files"]]
    for row in pairs.to_pylist():
        own, other = splits[row["place"]], splits[row["place_of_origin"]]
        if own != other:
            yield f"{row['id']} is in {own}, but its origin, {row['near_duplicate_of']}, in {other}."
