"""Run one spider in this process, and turn the result into an exit code."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import click

from crawler.cli.checks import check_files, check_metrics, check_sources, check_writable
from crawler.cli.feeds import feeds
from crawler.engine.shutdown import STOPPED
from crawler.errors import EXIT_CODES, INTERRUPTED, exit_code, printable

if TYPE_CHECKING:
    import asyncio

    from scrapy.crawler import Crawler
    from scrapy.settings import BaseSettings, Settings


def run(
    spider: str,
    output: dict[str, Any],
    settings: dict[str, Any] | None = None,
    inputs: Iterable[str] = (),
    **arguments: Any,
) -> int:
    """Run a spider with these arguments and return the exit code.

    ``output``: the values of :func:`crawler.cli.options.output_options`; ``inputs``: files that are read, none of which
    may be written. Exits at once if an option, a file or a source file is wrong.
    """
    chosen = prepare(spider, output, settings or {}, inputs)
    from scrapy.crawler import AsyncCrawlerProcess

    if spider != "archive":  # it inspects all modules and frames when it is loaded, which is cheaper early
        import scrapy.core.downloader.contextfactory  # noqa: F401
    process = AsyncCrawlerProcess(chosen)
    crawler = process.create_crawler(spider)
    crawl = process.crawl(crawler, **arguments)
    process.start()
    return result(crawl, crawler)


def prepare(spider: str, output: dict[str, Any], settings: dict[str, Any], inputs: Iterable[str] = ()) -> Settings:
    """Return the settings of a run, and silence Scrapy's log unless it is wanted.

    Exits at once if an option, a file or a source file is wrong.
    """
    _check(output, settings, inputs)
    chosen = _settings(spider, output, settings)
    if not output["verbose"] and output.get("log_format") != "json":
        logging.disable(logging.CRITICAL)
    return chosen


def result(crawl: asyncio.Future[None], crawler: Crawler) -> int:
    """Return the exit code of a crawl that has ended; print why it could not start."""
    if crawl.done() and not crawl.cancelled() and (error := crawl.exception()):
        return _failed_to_start(error, crawler.settings)
    return _exit_code(crawler)


def allow(hosts: Iterable[str]) -> dict[str, Any]:
    """Return the settings that allow the hosts of ``--allow-host``, and those of the environment."""
    from crawler.settings import COPYDESK_ALLOW_HOSTS

    return {"COPYDESK_ALLOW_HOSTS": [*COPYDESK_ALLOW_HOSTS, *hosts]}


def _check(output: dict[str, Any], settings: dict[str, Any], inputs: Iterable[str]) -> None:
    check_files(output, settings, inputs)
    feeds(output["output"], output["form"], output.get("fields", ()))  # before a file of that name is created
    is_exact = bool(settings.get("COPYDESK_OUTPUT"))
    files = ("" if is_exact else output["output"], output["errors"], output.get("receipt"), output.get("metrics_file"))
    for path in filter(None, files):
        check_writable(path)
    if output.get("metrics_file"):
        check_metrics()
    check_sources(settings.get("COPYDESK_SOURCES", "sources"))


def _settings(spider: str, output: dict[str, Any], given: dict[str, Any]) -> Settings:
    from scrapy.settings import Settings

    chosen = Settings()
    chosen.setmodule("crawler.settings", priority="project")
    modules = {"SPIDER_MODULES": [f"spiders.{spider}"]}  # Scrapy would load all of them to find it
    chosen.setdict({**modules, **_output_settings(output), **given}, priority="cmdline")
    return chosen


def _output_settings(output: dict[str, Any]) -> dict[str, Any]:
    is_on_terminal = output["output"] == "-" and sys.stdout.isatty()  # where records and a bar would mix
    progress = sys.stderr.isatty() and not is_on_terminal if output["progress"] is None else output["progress"]
    is_json = output.get("log_format") == "json"
    return {
        "FEEDS": feeds(output["output"], output["form"], output.get("fields", ())),
        "COPYDESK_ERRORS": output["errors"],
        "COPYDESK_RECEIPT": output.get("receipt", ""),
        "COPYDESK_METRICS": output.get("metrics_file", ""),
        "COPYDESK_PROGRESS": progress and not is_json,
        "COPYDESK_ONLY_ARTICLES": output.get("only_articles", False),
        "COPYDESK_WORKERS": output.get("workers"),
        "COPYDESK_LOG_FORMAT": "json" if is_json else "text",
        "LOG_ENABLED": output["verbose"] or is_json,
        **({} if output["verbose"] else {"LOG_LEVEL": "WARNING"}),
    }


def _exit_code(crawler: Crawler) -> int:
    """Return the exit code of a crawl: 0 for a daemon that was stopped by a signal, even before it began."""
    from crawler.report.run_report import RunReport

    report = crawler.get_extension(RunReport)
    if report is None:
        return EXIT_CODES["bug"]
    if report.reason == STOPPED or (report.reason == "shutdown" and crawler.settings.getbool("COPYDESK_DAEMON")):
        return 0
    return INTERRUPTED if report.reason in ("", "shutdown") else exit_code(report.failures)


def _failed_to_start(error: BaseException, settings: BaseSettings) -> int:
    """Print why a crawl could not start because of its ledger or output, and return the code; raise other errors."""
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
