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
"""Most rows of a table; the manifest has all."""
_FAULTS = """\
A model reads the bodies from the pages; `confidence` estimates how accurate each is. Translations and stories retold in
other words are not found as duplicates. Dates are as the pages state them, some without a time of day. Pictures are
given by their URLs, which may no longer exist. Articles belong to their publishers: `license`, `copyright_notice`,
`tdm_reservation`, `content_usage` and `robots` hold what each page states about its use."""


def card(manifest: dict[str, Any]) -> str:
    """Return the card as Markdown. Every number in it is one of the manifest, or a sum of such."""
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
        "Number of articles that have each; `copydesk schema --format md` explains them.",
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
    """Return a name from a page with its markup escaped."""
    return " ".join(name.split()).replace("&", "&amp;").replace("<", "&lt;").replace("|", "\\|")


def _plain_code(text: str) -> str:
    """Return a text for inline code, without backticks."""
    return " ".join(text.split()).replace("`", "'")
