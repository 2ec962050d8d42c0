"""What ``--output``, ``--format``, ``--fields``, ``--ledger`` and ``--rotate`` mean as Scrapy settings."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from crawler.cli.options import SUFFIXES, WITH_COLUMNS, WITH_FIELDS
from crawler.exporters.rotation import Rotation

_CODINGS = {".gz": "scrapy.extensions.postprocessing.GzipPlugin", ".zst": "crawler.exporters.zstd.ZstdPlugin"}


def feeds(path: str, form: str | None, fields: Sequence[str] = ()) -> dict[str, dict[str, Any]]:
    """Return Scrapy's ``FEEDS`` for an output file; ``-`` is standard output.

    Raises ``click.UsageError`` if the name has no known format, or the format cannot be written like that.
    """
    name = Path(path)
    coding = _CODINGS.get(name.suffix.lower())
    chosen = form or _format_of(name.with_suffix("") if coding else name, path)
    _check_format(chosen, path if coding else "", fields)
    options = {"format": chosen, **({"fields": list(fields)} if fields else {})}
    if path == "-":
        return {"stdout:": {**options, "overwrite": False}}
    uri = name.absolute().as_uri()  # its escapes keep "%(time)s" from being filled in by Scrapy
    return {uri: {**options, "overwrite": True, "postprocessing": [coding] if coding else []}}


def _format_of(name: Path, path: str) -> str:
    """Return the format of a file by its name without the suffix of a compression."""
    suffix = name.suffix.lower()
    chosen = "jsonl" if path == "-" else SUFFIXES.get("".join(name.suffixes[-2:]).lower()) or SUFFIXES.get(suffix)
    if not chosen:
        known = ", ".join(filter(None, SUFFIXES))
        raise click.UsageError(f"{path}: there is no format for {suffix}; give --format, or a name in {known}.")
    return chosen


def _check_format(form: str, compressed: str, fields: Sequence[str]) -> None:
    """Raise an error if a format cannot be written; ``compressed``: the name of a file that is to be compressed."""
    from crawler.datasets.extra import MissingExtra, require

    if form == "parquet" and compressed:
        raise click.UsageError(f"{compressed}: Parquet compresses itself; give a name that ends in .parquet.")
    if fields and form not in WITH_FIELDS:
        raise click.UsageError(f"--fields requires one of the formats {', '.join(WITH_FIELDS)}, not {form}.")
    if form not in WITH_COLUMNS and (dotted := [name for name in fields if "." in name]):
        raise click.UsageError(f"--fields {dotted[0]} requires {' or '.join(WITH_COLUMNS)}; {form} has whole fields.")
    try:
        require("Parquet", *(["pyarrow"] if form == "parquet" else []))
    except MissingExtra as error:
        raise click.UsageError(str(error)) from None


def ledger_settings(ledger: str, rotate: str, output: dict[str, Any]) -> dict[str, Any]:
    """Return the settings of a crawl with a ledger.

    JSON Lines in a file are delivered exactly once; other outputs are Scrapy's feeds, as without a ledger.
    """
    path, form = output["output"], output["form"]
    exact = ledger and path != "-" and next(iter(feeds(path, form).values()))["format"] == "jsonl"
    if rotate and not exact:
        raise click.UsageError("--rotate requires --ledger FILE and an output of JSON Lines.")
    try:
        Rotation.read(rotate)
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    if not exact:
        return {"COPYDESK_LEDGER": ledger}
    return {"COPYDESK_LEDGER": ledger, "COPYDESK_OUTPUT": path, "COPYDESK_ROTATE": rotate, "FEEDS": {}}
