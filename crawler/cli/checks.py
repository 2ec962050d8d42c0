"""Checks before a command reads or fetches anything; each exits with an error message if it fails."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from crawler.cli.failures import exit_with_message
from crawler.errors import printable, unwritable

INSTALL_METRICS = "pip install 'copydesk[metrics]'"


def check_writable(path: str) -> None:
    """Exit if a file cannot be written. Folders that are missing are made; ``-`` is standard output."""
    if path == "-":
        return
    try:
        os.makedirs(os.path.dirname(os.path.abspath(path)), exist_ok=True)
        with open(path, "ab"):
            pass
    except OSError as error:
        exit_with_message(unwritable(path, error).message, "unwritable")


def check_folder(path: str) -> None:
    """Exit if no file can be created in a folder, which is made if it is missing."""
    try:
        os.makedirs(path, exist_ok=True)
        with tempfile.TemporaryFile(dir=path):
            pass
    except OSError as error:
        exit_with_message(unwritable(path, error).message, "unwritable")


@contextmanager
def check_addresses() -> Iterator[None]:
    """Exit with a usage error for an address that no file system supports, or whose package is not installed."""
    from crawler.fleet.remote import BadAddress

    try:
        yield
    except BadAddress as error:
        raise click.UsageError(str(error)) from None


def check_metrics() -> None:
    """Raise ``click.UsageError`` if the extra ``metrics`` is not installed."""
    from importlib.util import find_spec

    if find_spec("prometheus_client") is None:
        raise click.UsageError(f"--metrics-file needs prometheus-client: {INSTALL_METRICS}.")


def check_sources(folder: str) -> None:
    """Exit if a folder of source files is missing, or has mistakes; the default folder may be missing."""
    from crawler.sources.source import BadSource, Sources

    if folder not in ("", "sources") and not os.path.isdir(folder):
        exit_with_message(f"{folder} is not a folder; --sources takes a folder of source files.", "missing")
    try:
        Sources.load(folder)
    except BadSource as error:
        exit_with_message(str(error))


def check_files(output: dict[str, Any], settings: dict[str, Any], inputs: Iterable[str]) -> None:
    """Raise ``click.UsageError`` if two options name the same file, or one names a file that is read.

    ``output``: the values of :func:`crawler.cli.options.output_options`; ``inputs``: paths that are read.
    """
    from crawler.exporters.distinct import check_distinct, ledger_files, output_files
    from crawler.exporters.writer_lock import OutputError
    from crawler.ledger.registry import to_path

    exact = bool(settings.get("COPYDESK_OUTPUT"))
    files = {
        "--output": output_files(output["output"], exact),
        "--errors": output_files(output["errors"], exact=False),
        "--receipt": output_files(output.get("receipt", ""), exact=False),
        "--metrics-file": output_files(output.get("metrics_file", ""), exact=False),
        "--ledger": ledger_files(str(to_path(settings.get("COPYDESK_LEDGER") or "") or "")),
        "--duplicates": ledger_files(settings.get("COPYDESK_DUPLICATES") or ""),
        "--warc": output_files(settings.get("COPYDESK_WARC") or "", exact=False),
        "what is read": [path for path in inputs if os.path.isfile(path)],
    }
    try:
        check_distinct(files)
    except OutputError as error:
        raise click.UsageError(printable(str(error))) from None


def check_duplicates(path: str) -> None:
    """Exit with an error message if a file of duplicates cannot be used, or the extra is missing."""
    from crawler.datasets.extra import MissingExtra, require

    try:
        require("--duplicates", "rensa", "numpy")
    except MissingExtra as error:
        raise click.UsageError(str(error)) from None
    from crawler.datasets.duplicate_store import DuplicateStore
    from crawler.ledger.errors import LedgerError

    try:
        os.makedirs(os.path.dirname(os.path.abspath(path)), exist_ok=True)
        DuplicateStore(Path(path)).close()
    except LedgerError as error:
        exit_with_message(printable(str(error)), "ledger")
