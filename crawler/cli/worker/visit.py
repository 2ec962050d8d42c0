"""The visit of one source, in a separate process."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import Any

from crawler.fleet.visits import Visit

_OUTPUT = {"output": "-", "form": "jsonl", "errors": "", "progress": False, "only_articles": False}


@dataclass(frozen=True)
class VisitOptions:
    """The options of all visits of a worker; a call makes one visit, in a process that exits with its code."""

    ledger: str
    output: str
    settings: dict[str, Any]
    """Of the crawl, see :mod:`crawler.settings`."""
    verbose: bool = False

    def __call__(self, visit: Visit) -> None:
        """Crawl the source, or write the remaining records of one without a file."""
        sys.exit(self._crawl(visit) if visit.folder else self._publish(visit))

    def _crawl(self, visit: Visit) -> int:
        from crawler.cli.run import run

        output = {**_OUTPUT, "workers": 0, "verbose": self.verbose}
        return run("source", output, self._settings(visit), name=visit.source, sources=visit.folder)

    def _settings(self, visit: Visit) -> dict[str, Any]:
        return {
            **self.settings,
            "FEEDS": {},
            "COPYDESK_LEDGER": self.ledger,
            "COPYDESK_ONLY_DUE": True,
            "COPYDESK_PUBLISHER": "crawler.fleet.segments.SegmentPublisher",
            "COPYDESK_SEGMENTS": self.output,
            "COPYDESK_SOURCES": visit.folder,
            "COPYDESK_VISIT": (visit.source, visit.digest),
        }

    def _publish(self, visit: Visit) -> int:
        from scrapy.settings import Settings

        from crawler.cli.failures import exit_with
        from crawler.errors import Failure, unwritable
        from crawler.fleet.segments import SegmentPublisher
        from crawler.ledger import LedgerError
        from crawler.ledger.registry import open_shared_ledger
        from crawler.ledger.shared import SourceLines

        try:
            ledger = open_shared_ledger(self.ledger, create=False)
            own = SourceLines(ledger, visit.source)
            SegmentPublisher(Settings(self._settings(visit)), own, ledger.time).finish()
            ledger.close()
        except OSError as error:
            exit_with([unwritable(self.output, error)])
        except LedgerError as error:
            exit_with([Failure(visit.source, "ledger", str(error))])
        return 0
