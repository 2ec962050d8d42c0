"""The card of a dataset: README.md with its YAML (https://huggingface.co/docs/hub/datasets-cards)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

_SIZES = (
    (1_000, "n<1K"),
    (10_000, "1K<n<10K"),
    (100_000, "10K<n<100K"),
    (1_000_000, "100K<n<1M"),
    (10_000_000, "1M<n<10M"),
)
_MOST = 50
"""Publishers that are named; the manifest has all."""


def card(manifest: dict[str, Any]) -> str:
    """The card of a manifest. Every number in it is one of the manifest."""
    return "\n".join(("---", *_yaml(manifest), "---", "", *_text(manifest), ""))


def _yaml(manifest: dict[str, Any]) -> Iterator[str]:
    languages = sorted({tag.split("-")[0].lower() for tag in manifest["languages"] if tag != "unknown"})
    if languages:
        yield from ("language:", *(f"- {json.dumps(language)}" for language in languages))
    size = next((name for most, name in _SIZES if manifest["records_written"] < most), "n>10M")
    yield from ("task_categories:", "- text-generation", "size_categories:", f"- {size}")
    yield from ("configs:", "- config_name: default", "  data_files:")
    for split in manifest["splits"]:
        yield from (f"  - split: {split}", f"    path: data/{split}-*.parquet")
    yield from ("dataset_info:", "  splits:")
    for split, sizes in manifest["splits"].items():
        yield from (f"  - name: {split}", f"    num_examples: {sizes['records']}", f"    num_bytes: {sizes['bytes']}")


def _text(manifest: dict[str, Any]) -> Iterator[str]:
    yield from ("# News articles", "")
    yield f"{manifest['records_written']:,} articles with {manifest['words']:,} words,"
    yield f"read by Copydesk {manifest['copydesk']}."
    if manifest["dates"]:
        yield f"Published from {manifest['dates'][0]} to {manifest['dates'][1]}."
    for title, name in (("Languages", "languages"), ("Types", "types"), ("Publishers", "publishers")):
        yield from ("", f"## {title}", "", *_table(manifest[name].items()))
    yield from ("", "## How it was made", "", "| | records |", "| --- | --- |")
    for name, count in manifest["counts"].items():
        yield f"| {name.replace('_', ' ')} | {count:,} |"
    filters = {name: value for name, value in manifest["filters"].items() if value}
    told = json.dumps(filters, ensure_ascii=False)
    yield from ("", f"Filters: `{told}`; copies: {manifest['duplicates']}; split: {manifest['split']}.")
    yield from ("", "## Known faults", "")
    yield "Bodies are read from pages by a model; `confidence` says how much of each is right. Copies in another"
    yield "language and stories told anew in other words are not found. Articles belong to their publishers: `license`,"
    yield "`copyright_notice`, `tdm_reservation` and `robots` have what each page says of its use."


def _table(rows: Iterable[tuple[str, int]]) -> Iterator[str]:
    rows = list(rows)
    yield from ("| | articles |", "| --- | --- |")
    for name, count in rows[:_MOST]:
        yield f"| {_plain(name)} | {count:,} |"
    if len(rows) > _MOST:
        yield f"| {len(rows) - _MOST:,} others | {sum(count for _, count in rows[_MOST:]):,} |"


def _plain(name: str) -> str:
    """A name that a page gave, which is no markup here."""
    return " ".join(name.split()).replace("&", "&amp;").replace("<", "&lt;").replace("|", "\\|")
