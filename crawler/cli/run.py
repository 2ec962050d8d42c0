"""Run one spider in this process and turn what it did into an exit code."""

from __future__ import annotations

import logging
import os
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from crawler.cli.options import SUFFIXES
from crawler.engine.shutdown import STOPPED
from crawler.errors import EXIT_CODES, INTERRUPTED, exit_code, printable, unwritable
from crawler.exporters.rotation import Rotation

if TYPE_CHECKING:
    from scrapy.settings import BaseSettings

_CODINGS = {".gz": "scrapy.extensions.postprocessing.GzipPlugin", ".zst": "crawler.exporters.zstd.ZstdPlugin"}


def run(
    spider: str,
    output: dict[str, Any],
    settings: dict[str, Any] | None = None,
    inputs: Iterable[str] = (),
    **arguments: Any,
) -> int:
    """The exit code of a crawl. ``output``: the values of :func:`crawler.cli.options.output_options`.

    ``inputs``: files that are read, none of which may be written.
    """
    check_files(output, settings or {}, inputs)
    feeds(
        output["output"], output["form"], output.get("fields", ())
    )  # ends here where a name has no format, before there is a file
    exact = bool(settings and settings.get("COPYDESK_OUTPUT"))
    for path in filter(None, ("" if exact else output["output"], output["errors"], output.get("receipt", ""))):
        check_writable(path)
    check_sources((settings or {}).get("COPYDESK_SOURCES", "sources"))
    from scrapy.crawler import AsyncCrawlerProcess
    from scrapy.settings import Settings

    if spider != "archive":  # it looks at all modules and frames there are when it is loaded, so better early
        import scrapy.core.downloader.contextfactory  # noqa: F401

    from crawler.report.run_report import RunReport

    chosen = Settings()
    chosen.setmodule("crawler.settings", priority="project")
    modules = {"SPIDER_MODULES": [f"spiders.{spider}"]}  # Scrapy would load all to look for it
    chosen.setdict({**modules, **_settings(output), **(settings or {})}, priority="cmdline")
    if not output["verbose"]:
        logging.disable(logging.CRITICAL)
    process = AsyncCrawlerProcess(chosen)
    crawler = process.create_crawler(spider)
    crawl = process.crawl(crawler, **arguments)
    process.start()
    if crawl.done() and not crawl.cancelled() and (error := crawl.exception()):
        return _not_begun(error, crawler.settings)
    report = crawler.get_extension(RunReport)
    if report is None:
        return EXIT_CODES["bug"]
    if report.reason == STOPPED or (report.reason == "shutdown" and crawler.settings.getbool("COPYDESK_DAEMON")):
        return 0  # it was told to end, be it before it had begun
    return INTERRUPTED if report.reason in ("", "shutdown") else exit_code(report.failures)


def allow(hosts: Iterable[str]) -> dict[str, Any]:
    """Settings that allow hosts of ``--allow-host`` beside those of the environment."""
    from crawler.settings import COPYDESK_ALLOW_HOSTS

    return {"COPYDESK_ALLOW_HOSTS": [*COPYDESK_ALLOW_HOSTS, *hosts]}


def _settings(output: dict[str, Any]) -> dict[str, Any]:
    shown = output["output"] == "-" and sys.stdout.isatty()  # records and a bar in one place would mix
    progress = sys.stderr.isatty() and not shown if output["progress"] is None else output["progress"]
    return {
        "FEEDS": feeds(output["output"], output["form"], output.get("fields", ())),
        "COPYDESK_ERRORS": output["errors"],
        "COPYDESK_RECEIPT": output.get("receipt", ""),
        "COPYDESK_PROGRESS": progress,
        "COPYDESK_ONLY_ARTICLES": output.get("only_articles", False),
        "COPYDESK_WORKERS": output.get("workers"),
        "LOG_ENABLED": output["verbose"],
    }


def feeds(path: str, form: str | None, fields: Sequence[str] = ()) -> dict[str, dict[str, Any]]:
    """Scrapy's ``FEEDS`` for a file name; ``-`` is standard output. Ends with one sentence where it names no format."""
    name = Path(path)
    coding = _CODINGS.get(name.suffix.lower())
    plain = name.with_suffix("") if coding else name
    suffix = plain.suffix.lower()
    chosen = form or ("jsonl" if path == "-" else SUFFIXES.get("".join(plain.suffixes[-2:]).lower()))
    chosen = chosen or SUFFIXES.get(suffix)
    if not chosen:
        known = ", ".join(filter(None, SUFFIXES))
        raise click.UsageError(f"{path}: there is no format for {suffix}; give --format, or a name in {known}.")
    options = {"format": chosen, **({"fields": list(fields)} if fields else {})}
    check_format(chosen, path if coding else "", fields)
    if path == "-":
        return {"stdout:": {**options, "overwrite": False}}
    uri = name.absolute().as_uri()  # its escapes keep "%(time)s" from being filled in by Scrapy
    return {uri: {**options, "overwrite": True, "postprocessing": [coding] if coding else []}}


def check_format(form: str, packed: str, fields: Sequence[str]) -> None:
    """End with one sentence where a format cannot be had, or not so; ``packed``: the name of a compressed file."""
    from crawler.datasets.extra import MissingExtra, require

    if form == "parquet" and packed:
        raise click.UsageError(f"{packed}: Parquet is compressed by itself; its name ends in .parquet.")
    if fields and (form not in ("csv", "parquet") or (form == "parquet" and any("." in name for name in fields))):
        raise click.UsageError("--fields takes an output of CSV, or whole columns of Parquet.")
    try:
        require("Parquet", *(["pyarrow"] if form == "parquet" else []))
    except MissingExtra as error:
        raise click.UsageError(str(error)) from None


def check_writable(path: str) -> None:
    """End with one sentence where a file cannot be written; before anything is fetched."""
    if path == "-":
        return
    try:
        os.makedirs(os.path.dirname(os.path.abspath(path)), exist_ok=True)
        with open(path, "ab"):
            pass
    except OSError as error:
        click.echo(printable(unwritable(path, error).message), err=True)
        sys.exit(EXIT_CODES["unwritable"])


def check_sources(folder: str) -> None:
    """End with the mistakes of the source files of a folder, if there is one; before anything is read."""
    from crawler.sources.source import BadSource, Sources

    if folder not in ("", "sources") and not os.path.isdir(folder):
        click.echo(printable(f"{folder} is not a folder; --sources takes a folder of source files."), err=True)
        sys.exit(EXIT_CODES["missing"])
    try:
        Sources.load(folder)
    except BadSource as error:
        click.echo("\n".join(map(printable, str(error).splitlines())), err=True)
        sys.exit(2)


def check_folder(path: str) -> None:
    """End with one sentence where no file can be made in a folder; before anything is fetched."""
    try:
        os.makedirs(path, exist_ok=True)
        with tempfile.TemporaryFile(dir=path):
            pass
    except OSError as error:
        click.echo(printable(unwritable(path, error).message), err=True)
        sys.exit(EXIT_CODES["unwritable"])


def check_files(output: dict[str, Any], settings: dict[str, Any], inputs: Iterable[str]) -> None:
    """End with one sentence where one file would be two things; before anything is opened."""
    from crawler.exporters.distinct import check_distinct, ledger_files, output_files
    from crawler.exporters.writer_lock import OutputError
    from crawler.ledger.registry import to_path

    exact = bool(settings.get("COPYDESK_OUTPUT"))
    files = {
        "--output": output_files(output["output"], exact),
        "--errors": output_files(output["errors"], exact=False),
        "--receipt": output_files(output.get("receipt", ""), exact=False),
        "--ledger": ledger_files(str(to_path(settings.get("COPYDESK_LEDGER") or "") or "")),
        "--warc": output_files(settings.get("COPYDESK_WARC") or "", exact=False),
        "what is read": [path for path in inputs if os.path.isfile(path)],
    }
    try:
        check_distinct(files)
    except OutputError as error:
        raise click.UsageError(printable(str(error))) from None


def _not_begun(error: BaseException, settings: BaseSettings) -> int:
    """The exit code of a crawl that never began; one sentence where its ledger or its output cannot be used."""
    from crawler.exporters.writer_lock import OutputError
    from crawler.ledger import LedgerError
    from crawler.ledger.temporary_ledger import delete_temporary_ledger

    delete_temporary_ledger(settings)
    if isinstance(error, OSError):
        error = OutputError(f"{error.filename or 'A file'} cannot be written: {error.strerror or error}.")
    if not isinstance(error, LedgerError | OutputError):
        raise error
    click.echo(printable(str(error)), err=True)
    return EXIT_CODES["ledger" if isinstance(error, LedgerError) else "unwritable"]


def ledger_settings(ledger: str, rotate: str, output: dict[str, Any]) -> dict[str, Any]:
    """Settings of a crawl over a ledger; JSON Lines into a file are then exact, other outputs are as ever."""
    path, form = output["output"], output["form"]
    exact = ledger and path != "-" and next(iter(feeds(path, form).values()))["format"] == "jsonl"
    if rotate and not exact:
        raise click.UsageError("--rotate takes --ledger FILE and an output of JSON Lines.")
    try:
        Rotation.read(rotate)
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    if not exact:
        return {"COPYDESK_LEDGER": ledger}
    return {"COPYDESK_LEDGER": ledger, "COPYDESK_OUTPUT": path, "COPYDESK_ROTATE": rotate, "FEEDS": {}}
