"""A ledger for any spider, as a Scrapy add-on, so that runs without one load none of it.

https://docs.scrapy.org/en/latest/topics/addons.html
"""

from __future__ import annotations

from scrapy.exceptions import NotConfigured
from scrapy.settings import BaseSettings

# As import paths: Scrapy's own function for adding a component would load all of them.
_COMPONENTS = (
    ("EXTENSIONS", "crawler.ledger.run.LedgerRun", 0),
    ("EXTENSIONS", "crawler.extensions.daemon.Daemon", 1),
    ("EXTENSIONS", "crawler.extensions.source_watch.SourceWatch", 2),
    ("EXTENSIONS", "crawler.extensions.health.Health", 1),
    ("SPIDER_MIDDLEWARES", "crawler.ledger.children.Children", 0),  # outermost
    ("DOWNLOADER_MIDDLEWARES", "crawler.middlewares.conditional.ConditionalGet", 560),
)


class LedgerAddon:
    """With ``COPYDESK_LEDGER``, add the scheduler, extensions and middlewares of the ledger."""

    def update_settings(self, settings: BaseSettings) -> None:
        """Set them where the user has set nothing else."""
        if not settings["COPYDESK_LEDGER"]:
            raise NotConfigured
        settings.set("SCHEDULER", "crawler.ledger.scheduler.LedgerScheduler", "addon")
        for name, component, order in _COMPONENTS:
            held = settings.getdict(name)
            settings.set(name, {component: order, **held}, settings.getpriority(name) or 0)
