"""The run and the scheduler of a crawl over a ledger, in this process, at a time that is passed in, without a network."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from scrapy import Request, Spider
from scrapy.http import Response
from scrapy.settings import Settings
from scrapy.signalmanager import SignalManager
from twisted.internet.defer import succeed

from crawler.engine import signals
from crawler.engine.fingerprint import ArticleFingerprinter
from crawler.ledger.run import LedgerRun
from crawler.ledger.scheduler import LedgerScheduler
from crawler.net.pacing import Pacing

NOW = 1_700_000_000
SITE = "https://daily.example"


class DailySpider(Spider):
    """Wants what it is set to want."""

    name = "daily"

    def __init__(self) -> None:
        super().__init__()
        self.wanted = True
        self.schedules: dict[str, dict[str, Any]] = {}

    def wants(self, request: Request) -> bool:
        """Whether a request is to be made in this run."""
        return self.wanted

    def times(self, source_name: str) -> dict[str, Any]:
        """When the lists of a source are due."""
        return self.schedules.get(source_name, {})

    def parse_article(self, response: Response, **values: Any) -> None:
        """Nothing."""


class Heard:
    """What the signals of a crawl have said, in order: the name and the values of each."""

    NAMES = "failed visit_started silent settled ledger_closing held output_repaired".split()

    def __init__(self, manager: SignalManager) -> None:
        self.all: list[tuple[str, dict[str, Any]]] = []
        self._receivers = [self._receiver(name) for name in self.NAMES]  # signals hold their receivers weakly
        for name, receiver in zip(self.NAMES, self._receivers, strict=True):
            manager.connect(receiver, getattr(signals, name))

    def _receiver(self, name: str) -> Any:
        def hear(signal: object, sender: object, **values: Any) -> None:
            self.all.append((name, values))

        return hear

    def of(self, name: str) -> list[dict[str, Any]]:
        """The values of one signal."""
        return [values for heard, values in self.all if heard == name]


def begin(folder: Path, now: Iterable[int] = (), **more: Any) -> LedgerRun:
    """The run of a crawl over the ledger of a folder; ``now``: the times that its clock shows, then ``NOW``."""
    times = iter(now)
    clock = lambda: float(next(times, NOW))  # noqa: E731
    settings = Settings()
    settings.setmodule("crawler.settings")
    settings.setdict({"COPYDESK_LEDGER": str(folder / "ledger.db"), "COPYDESK_CLOCK": clock, **more})
    manager = SignalManager(SimpleNamespace())  # of this crawl alone
    crawler: Any = SimpleNamespace(settings=settings, signals=manager, spider=DailySpider(), heard=Heard(manager))
    crawler.request_fingerprinter = ArticleFingerprinter()
    crawler.engine = None
    extensions: list[Any] = [Pacing(crawler)]
    crawler.get_extension = lambda cls: next((e for e in extensions if isinstance(e, cls)), None)
    run = LedgerRun.from_crawler(crawler)
    extensions.append(run)
    return run


def engine() -> Any:
    """What the scheduler and the pacing use of Scrapy's engine."""
    downloader = SimpleNamespace(active=set(), slots={}, per_slot_settings={})
    scraper = SimpleNamespace(enqueue_scrape=lambda result, request: succeed(None))
    return SimpleNamespace(downloader=downloader, scraper=scraper, _slot=SimpleNamespace(closing=None))


def scheduler(run: LedgerRun) -> LedgerScheduler:
    """The scheduler of a run; its sites may be asked at once."""
    run.crawler.engine = engine()
    run.crawler.settings.setdict({"DOWNLOAD_DELAY": 0})
    found = LedgerScheduler.from_crawler(run.crawler)
    found._site_scheduler.pacing.usual = found._site_scheduler.pacing.usual.__class__(0, 0, 8)
    return found


def article(number: int, **more: Any) -> Request:
    """The request for an article of the source ``daily``."""
    values = {"source_name": "daily", **more.pop("cb_kwargs", {})}
    return Request(f"{SITE}/story/{number}", cb_kwargs=values, **more)


def feed(name: str = "feed", **more: Any) -> Request:
    """The request for a list of the source ``daily``."""
    return Request(f"{SITE}/{name}", cb_kwargs={"source_name": "daily"}, dont_filter=True, **more)
