"""Report on a run: a sentence for each failure, a progress bar, a summary."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, datetime
from functools import partial
from typing import IO, Any, Self

from scrapy import signals as scrapy_signals
from scrapy.crawler import Crawler

from crawler.archive.meter import Meter, bytes_of
from crawler.engine import signals
from crawler.engine.not_an_article import NotAnArticle
from crawler.engine.repeated_article import RepeatedArticle
from crawler.engine.shutdown import give_up
from crawler.errors import Failure, Kind
from crawler.ledger.errors import LedgerError
from crawler.normalize.text import escape_controls, to_utf8
from crawler.report.console import Console, JsonConsole


class RunReport:
    """Extension that counts records and failures, and reports them on standard error."""

    def __init__(self, console: Console, errors: str, sums_up: bool = True) -> None:
        self.console = console
        self.records = 0
        self.repeated = 0
        self.left_out = 0
        self.failures: dict[Kind, int] = {}
        self.reason = ""
        self._path = errors
        self._sums_up = sums_up
        self._errors: IO[bytes] | None = None
        self._give_up: Callable[[OSError], None] = lambda error: None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Connect to the crawler's signals."""
        settings = crawler.settings
        console = console_of(crawler)
        report = cls(console, settings["COPYDESK_ERRORS"], settings.getbool("COPYDESK_SUMMARY"))
        report._give_up = partial(give_up, crawler, name=settings["COPYDESK_ERRORS"])
        signals.connect(
            crawler,
            (report.opened, scrapy_signals.spider_opened),
            (report.scraped, scrapy_signals.item_scraped),
            (report.dropped, scrapy_signals.item_dropped),
            (report.met_again, signals.repeated),
            (report.output_repaired, signals.output_repaired),
            (report.failed, signals.failed),
            (report.silent, signals.silent),
            (report.broken, scrapy_signals.item_error),
            (report.broken, scrapy_signals.spider_error),
            (report.closed, scrapy_signals.spider_closed),
        )
        return report

    def opened(self) -> None:
        """Show the bar; open the file of failures."""
        if self._path:
            self._attempt(self._open)
        self.console.start()

    def _open(self) -> None:
        self._errors = open(self._path, "wb", buffering=0)  # noqa: SIM115 (closed at the end)

    def _attempt(self, action: Callable[[], object]) -> None:
        """Write to the file of failures; end the run if that fails."""
        try:
            action()
        except OSError as error:
            self._errors = None
            self._give_up(error)

    def scraped(self) -> None:
        """Count a record."""
        self.records += 1
        self.console.advance(self.records)

    def dropped(self, exception: Exception) -> None:
        """Count a page that is not an article, if only articles are wanted, and a second record of an article."""
        self.left_out += isinstance(exception, NotAnArticle)
        self.repeated += isinstance(exception, RepeatedArticle)

    def met_again(self) -> None:
        """Count a URL requested before, or a redirect to one."""
        self.repeated += 1

    def failed(self, failure: Failure) -> None:
        """Count and report a failure."""
        self.failures[failure.kind] = self.failures.get(failure.kind, 0) + 1
        self.console.say(failure.message)
        if self._errors:
            line = {"url": failure.source} | {k: v for k, v in asdict(failure).items() if k != "source"}
            data = to_utf8(escape_controls(json.dumps(line, ensure_ascii=False)) + "\n")
            self._attempt(partial(self._errors.write, data))

    def output_repaired(self, sentence: str) -> None:
        """Report the repair of an output file."""
        self.console.say(sentence)

    def silent(self, source_name: str, since: float) -> None:
        """Report a source without new articles."""
        day = datetime.fromtimestamp(since, UTC).date().isoformat()
        self.console.say(f"{source_name} has brought nothing new since {day}, which is unusual.")

    def broken(self, failure: Any, response: Any = None, item: Any = None) -> None:
        """Report an uncaught exception: a bug, unless it comes from the ledger, which reports itself."""
        if isinstance(getattr(failure, "value", failure), LedgerError):
            return
        source = getattr(response, "url", None) or getattr(item, "url", None) or "the input"
        name = type(getattr(failure, "value", failure)).__name__
        self.failed(Failure(source, "bug", f"Reading {source} failed by a bug: {name}."))

    def closed(self, reason: str) -> None:
        """Remove the bar and print the summary."""
        self.reason = reason
        self.console.stop()
        if self._errors:
            self._errors.close()
        if self._sums_up:
            self.console.say(self.summary())
        elif self.left_out:
            self.console.say(f"{_counted(self.left_out, 'page')} left out: {_not_articles(self.left_out)}.")

    def summary(self) -> str:
        """Return one line: the number of records, and of failures by kind."""
        total = sum(self.failures.values())
        parts = [_counted(self.records, "record")]
        if self.repeated:
            parts.append(f"{self.repeated} repeated (met before under this or another address)")
        if self.left_out:
            parts.append(f"{self.left_out} left out ({_not_articles(self.left_out)})")
        if total:
            kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(self.failures.items()))
            parts.append(f"{_counted(total, 'failure')} ({kinds})")
        return ", ".join(parts) + "."


def console_of(crawler: Crawler) -> Console:
    """Return where a run is reported: by source, if the crawl is by source; with progress, if stored pages are read."""
    if crawler.settings["COPYDESK_LOG_FORMAT"] == "json":
        return JsonConsole()
    tally = crawler.settings["COPYDESK_CRAWL_REPORT"]
    spider, progress = crawler.spider, crawler.settings.getbool("COPYDESK_PROGRESS")
    if progress and isinstance(meter := getattr(spider, "meter", None), Meter):
        from crawler.report.reading import ReadingConsole

        return ReadingConsole(meter, bytes_of(getattr(spider, "paths", ())))
    if not tally:
        return Console(progress)
    from crawler.report.crawl_report import shown
    from crawler.report.live import CONSOLES

    return CONSOLES[tally](lambda: shown(crawler))


def _not_articles(number: int) -> str:
    return "not an article" if number == 1 else "not articles"


def _counted(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"
