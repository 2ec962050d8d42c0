"""The card of a dataset: README.md with its YAML (https://huggingface.co/docs/hub/datasets-cards)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from crawler.datasets.report import marked

_SIZES = (
    (1_000, "n<1K"),
    (10_000, "1K<n<10K"),
    (100_000, "10K<n<100K"),
    (1_000_000, "100K<n<1M"),
    (10_000_000, "1M<n<10M"),
)
_MOST = 50
"""Rows of a table; the manifest has all."""
_FAULTS = """\
Bodies are read from pages by a model; `confidence` says how much of each is right. Copies in another language and
stories told anew in other words are not found. Dates are as the pages have them: one without a time has none.
Pictures are told by their addresses, which may be gone. Articles belong to their publishers: `license`,
`copyright_notice`, `tdm_reservation`, `content_usage` and `robots` have what each page says of its use."""


def card(manifest: dict[str, Any]) -> str:
    """The card of a manifest. Every number in it is one of the manifest, or a sum of them."""
    return "\n".join(("---", *_yaml(manifest), "---", "", *_text(manifest), ""))


def _yaml(manifest: dict[str, Any]) -> Iterator[str]:
    yield "pretty_name: News articles"
    languages = sorted({tag.split("-")[0].lower() for tag in manifest["languages"] if tag != "unknown"})
    if languages:
        yield from ("language:", *(f"- {json.dumps(language)}" for language in languages))
    size = next((name for most, name in _SIZES if manifest["records_written"] < most), "n>10M")
    yield from ("task_categories:", "- text-generation", "size_categories:", f"- {size}")
    if not manifest["splits"]:
        return
    yield from ("configs:", "- config_name: default", "  data_files:")
    for split in manifest["splits"]:
        yield from (f"  - split: {split}", f"    path: data/{split}-*.parquet")
    yield from ("dataset_info:", "  splits:")
    for split, sizes in manifest["splits"].items():
        yield from (f"  - name: {split}", f"    num_examples: {sizes['records']}", f"    num_bytes: {sizes['bytes']}")
    yield f"  download_size: {sum(entry['bytes'] for entry in manifest['files'])}"


def _text(manifest: dict[str, Any]) -> Iterator[str]:
    yield from ("# News articles", "")
    yield f"{manifest['records_written']:,} articles with {manifest['words']:,} words,"
    yield f"read by Copydesk {manifest['versions']['copydesk']}. `report.html` has the plots."
    if manifest["dates"]:
        yield f"Published from {manifest['dates'][0]} to {manifest['dates'][1]}."
    for title, name in (("Languages", "languages"), ("Types", "types"), ("Publishers", "publishers"),
                        ("Agencies and other sources", "sources"), ("Licences", "licenses")):  # fmt: skip
        yield from ("", f"## {title}", "", *_table(manifest[name].items(), "articles"))
    yield from (
        "",
        "## Fields",
        "",
        "How many articles have each; `copydesk schema --format md` says what they mean.",
        "",
    )
    yield from _table(manifest["fields"].items(), "articles", most=len(manifest["fields"]), code=True)
    yield from ("", "## How it was made", "", f"    {_plain_code(manifest['command'])}", "")
    yield from _table(((name.replace("_", " "), count) for name, count in manifest["counts"].items()), "records")
    filters = {name: value for name, value in manifest["filters"].items() if value}
    yield from ("", f"Filters: `{_plain_code(json.dumps(filters, ensure_ascii=False))}`; copies: "
                f"{manifest['duplicates']}; split: {manifest['split']}.")  # fmt: skip
    if manifest["marked_duplicates"]:
        yield marked(manifest)
    yield from ("", "## Known faults", "", _FAULTS)


def _table(rows: Iterable[tuple[str, int]], what: str, most: int = _MOST, code: bool = False) -> Iterator[str]:
    rows = list(rows)
    yield from (f"| | {what} |", "| --- | --- |")
    for name, count in rows[:most]:
        yield f"| {f'`{name}`' if code else _plain(name)} | {count:,} |"
    if len(rows) > most:
        yield f"| {len(rows) - most:,} others | {sum(count for _, count in rows[most:]):,} |"


def _plain(name: str) -> str:
    """A name that a page gave, which is no markup here."""
    return " ".join(name.split()).replace("&", "&amp;").replace("<", "&lt;").replace("|", "\\|")


def _plain_code(text: str) -> str:
    """A text as code, which it cannot end."""
    return " ".join(text.split()).replace("`", "'")
