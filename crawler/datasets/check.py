"""Whether a dataset is what its manifest and its card say."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from crawler.datasets.arrow_schema import parquet_schema
from crawler.datasets.card import card
from crawler.datasets.summary import sha256, summarize


def find_errors(folder: Path) -> Iterator[str]:
    """A sentence for each thing that is wrong; none if all is well."""
    try:
        manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    except (OSError, ValueError):
        yield f"{folder} has no readable manifest.json: it is no dataset, or was not finished."
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
        yield f"{path} is not the file that was written: its SHA-256 is another."
    elif not pq.read_schema(path).equals(parquet_schema()):
        yield f"{path} has columns of another version of the schema."


def _count_faults(folder: Path, manifest: dict[str, Any]) -> Iterator[str]:
    for name, value in summarize(folder).items():
        if manifest.get(name) != value:
            yield f"{folder / 'manifest.json'}: {name} is not what the files hold."
    readme = folder / "README.md"
    if not readme.exists() or readme.read_text("utf-8") != card(manifest):
        yield f"{readme} is not the card of the manifest."


def _record_faults(folder: Path, manifest: dict[str, Any]) -> Iterator[str]:
    """Each article is there once, and no copy is in another split than its origin."""
    split_of: dict[str, str] = {}
    copies: list[tuple[str, str]] = []
    for entry in manifest["files"]:
        try:
            table = pq.read_table(folder / entry["path"], columns=["id", "near_duplicate_of"]).to_pydict()
        except pa.ArrowException as error:
            yield f"{folder / entry['path']} cannot be read: {error}."
            continue
        for key, origin in zip(table["id"], table["near_duplicate_of"], strict=True):
            if key in split_of:
                yield f"{entry['path']}: {key} is there twice."
            split_of[key] = entry["split"]
            if origin:
                copies.append((key, origin))
    for key, origin in copies:
        if origin in split_of and split_of[origin] != split_of[key]:
            yield f"{key} is in {split_of[key]}, and what it repeats, {origin}, in {split_of[origin]}."
