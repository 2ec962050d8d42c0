"""Keep the pauses that sites ask for, so that later runs respect them."""

from __future__ import annotations

from math import ceil

from scrapy.crawler import Crawler

from crawler.engine import signals
from crawler.errors import Failure
from crawler.ledger.run import LedgerRun
from crawler.net.failure_reasons import span
from crawler.net.pacing import Pacing


class Holds:
    """Stores in the ledger until when each site is paused."""

    def __init__(self, crawler: Crawler, run: LedgerRun) -> None:
        """Apply the pauses from earlier runs, and store those of this run."""
        pacing = crawler.get_extension(Pacing)
        assert pacing, "EXTENSIONS lacks crawler.net.pacing.Pacing"
        self._crawler, self._run, self._pacing = crawler, run, pacing
        self._before = run.attempt(lambda: run.ledger.holds(run.now())) or {}
        for site, until in self._before.items():
            pacing.keep_held(site, until - run.now())
        if crawler.settings["COPYDESK_VISIT"]:
            pacing.store = run.ledger
        crawler.signals.connect(self._hold, signals.held)

    def _hold(self, site: str, seconds: float) -> None:
        self._run.attempt(lambda: self._run.ledger.hold(site, self._run.now() + ceil(seconds)))

    def until(self) -> int | None:
        """Return the Unix time at which the first paused site with due requests may be asked; None if there is none."""
        held = self._pacing.held()
        first = min((held[site] for site in held if self._has_due(site)), default=None)
        return None if first is None else self._run.now() + ceil(first)

    def report_unmade_requests(self) -> None:
        """Report the sites whose due requests were not made because of a pause from an earlier run."""
        shut = self._pacing.held()
        for site in self._before.keys() & shut.keys():
            if self._has_due(site):
                message = f"{site} was not asked: it asks to be left alone for another {span(shut[site])}."
                self._crawler.signals.send_catch_log(signals.failed, failure=Failure(site, "busy", message))

    def _has_due(self, site: str) -> bool:
        """Return whether requests of a paused site are due, when none of another site is."""
        others = self._pacing.held().keys() - {site}
        return bool(self._run.attempt(lambda: self._run.ledger.has_due(self._run.now(), others)))
