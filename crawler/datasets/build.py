"""Build a dataset: the Parquet shards of its records, and the files that describe them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from crawler.atomic_write import atomic_write
from crawler.datasets.card import card
from crawler.datasets.croissant import croissant
from crawler.datasets.passes import OnError, Passes
from crawler.datasets.plan import Plan
from crawler.datasets.report import report
from crawler.datasets.summary import summarize
from crawler.exporters.line_end import blame
from crawler.normalize.text import to_utf8
from crawler.report.progress import Progress


class OtherDatasetError(ValueError):
    """The folder holds something other than this dataset; the message says what to do."""


def build(plan: Plan, folder: Path, on_error: OnError, progress: Progress | None = None) -> dict[str, Any]:
    """Build the dataset, or continue a build that was interrupted; return its manifest.

    :raises OtherDatasetError: if the folder holds another dataset.
    :raises OSError: if a file cannot be written; ``filename`` names it.
    """
    _begin(plan, folder)
    counts = Passes(plan, folder, progress or Progress(shown=False)).run(on_error)
    manifest = {**plan.to_manifest(), "counts": dict(sorted(counts.items())), **summarize(folder)}
    for name, text in described(manifest).items():
        put(folder / name, text)
    put(folder / "manifest.json", to_text(manifest))
    return manifest


def described(manifest: dict[str, Any]) -> dict[str, str]:
    """Return the contents of the files that describe the dataset, by name; all are made from the manifest."""
    return {
        "README.md": card(manifest),
        "croissant.json": to_text(croissant(manifest)),
        "report.html": report(manifest),
    }


def to_text(value: dict[str, Any]) -> str:
    """Return a value as text of the dataset's JSON files."""
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"


def put(path: Path, text: str) -> None:
    """Write a file; it appears when it is complete."""
    with atomic_write(path) as file:
        file.write(to_utf8(text))


def _begin(plan: Plan, folder: Path) -> None:
    """Raise :class:`OtherDatasetError` unless the folder is empty or holds the beginning of the same dataset."""
    begun = folder / "data" / "plan.json"
    text = to_text(plan.to_json())
    if begun.exists():
        if begun.read_text("utf-8") != text:
            raise OtherDatasetError(f"{folder} holds a dataset of other records or options; choose a new folder.")
    elif folder.exists() and any(path.name not in ("data", f"{begun.name}.part") for path in _files(folder)):
        raise OtherDatasetError(f"{folder} is not empty and holds no dataset; choose a new folder.")
    else:
        with blame(begun):
            begun.parent.mkdir(parents=True, exist_ok=True)
        put(begun, text)


def _files(folder: Path) -> Iterator[Path]:
    """Yield the files of a folder and of its ``data``; a run that ended before it began leaves nothing else."""
    yield from folder.iterdir()
    if (folder / "data").is_dir():
        yield from (folder / "data").iterdir()
