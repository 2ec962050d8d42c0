"""What is trained, as files: the tables, and beside them ``trained_on.toml``, which says what they were trained on."""

from __future__ import annotations

import csv
import platform
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from corpus import CORPUS
from fastwarc.warc import ArchiveIterator, WarcRecordType

NOTE = "trained_on.toml"
Rows = Iterable[tuple[object, ...]]
_PACKAGES = ("copydesk", "lxml", "numpy", "scipy", "scikit-learn")


def write(folder: Path, command: str, corpora: Sequence[str], tables: Mapping[str, Rows], most: int | None) -> None:
    """Write the tables into a folder, with the note. Nothing in it is of today: the same data give the same bytes.

    ``most``: how many pages of each corpus were trained on, None for all.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in tables.items():
        with open(folder / name, "w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(rows)
    lines = [
        f"# Written by {command}: what the tables beside it were trained on. Nothing reads it.",
        *([f"pages_of_each_corpus = {most}"] if most else []),
        *_section("versions", {"python": platform.python_version(), **{name: version(name) for name in _PACKAGES}}),
        *_section("tables", {name: digest([folder / name]) for name in tables}),
        *(line for name in corpora for line in _section(f"corpora.{name}", _corpus(name))),
    ]
    (folder / NOTE).write_text("\n".join(lines) + "\n", "utf-8")


def digest(paths: Iterable[Path]) -> str:
    """SHA-256 over the bytes of files."""
    found = sha256()
    for path in paths:
        found.update(path.read_bytes())
    return found.hexdigest()


def _section(title: str, values: Mapping[str, str | int]) -> list[str]:
    return ["", f"[{title}]", *(f"{_key(k)} = {v if isinstance(v, int) else _text(v)}" for k, v in values.items())]


def _key(name: str) -> str:
    return name if name.replace("-", "").replace("_", "").isalnum() else _text(name)


def _text(value: str) -> str:
    return f'"{value}"'


def _corpus(name: str) -> dict[str, str | int]:
    """Pages of a corpus, the day of the newest, and the hash of its pages and its truth."""
    paths = CORPUS / f"{name}.warc.gz", CORPUS / f"{name}.truth.jsonl"
    with open(paths[0], "rb") as stream:
        days = [r.headers["WARC-Date"][:10] for r in ArchiveIterator(stream, record_types=WarcRecordType.response)]
    return {"pages": len(days), "newest": max(days), "sha256": digest(paths)}
