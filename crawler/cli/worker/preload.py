"""Loads all that a visit needs, in the process that visits are forked from."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module

from scrapy.settings import default_settings

from crawler import settings
from crawler.archive import Stored
from crawler.normalize.pipeline import Normalize
from crawler.workers.batch import read_all
from crawler.workers.read_stored import to_job
from crawler.workers.warm_up import ENGLISH, first_page, rarely_collect

_TABLES = ("EXTENSIONS", "DOWNLOADER_MIDDLEWARES", "SPIDER_MIDDLEWARES", "DOWNLOAD_HANDLERS", "ITEM_PIPELINES")
_MORE = """
    crawler.cli.worker.visit crawler.cli.run crawler.ledger.run crawler.ledger.scheduler crawler.ledger.children
    crawler.ledger.postgres.ledger crawler.middlewares.conditional crawler.fleet.segments crawler.engine.fingerprint
    crawler.workers.batch scrapy.core.engine scrapy.core.downloader.contextfactory scrapy.logformatter
    scrapy.statscollectors scrapy.http.cookies py3langid certifi
""".split()


def _components() -> Iterator[str]:
    """Yield the modules of all components of a crawl, except those that are switched off."""
    for table in _TABLES:
        base = getattr(settings, f"{table}_BASE", getattr(default_settings, f"{table}_BASE", {}))
        held = {**base, **getattr(settings, table, {})}
        paths = [path for pair in held.items() if pair[1] is not None for path in pair if isinstance(path, str)]
        yield from (path.rpartition(".")[0] for path in paths if "." in path)


def _read_a_page() -> None:
    """Read a page, which loads all but the model of languages: that writes to the disk, which may be full."""
    headers = {"content-type": "text/html; charset=utf-8"}
    stored = Stored("https://daily.example/2026/rain", headers, first_page(ENGLISH), "2026-01-01T00:00:00Z", "file")
    list(read_all([to_job(stored, None)], [Normalize()], 0, 30.0))


for name in [*_MORE, *_components(), *(f"{package}.source" for package in settings.SPIDER_MODULES)]:
    import_module(name)
_read_a_page()
rarely_collect()
