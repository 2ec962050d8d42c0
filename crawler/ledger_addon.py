"""A ledger for any spider: an add-on of Scrapy, so that runs without one load none of it.

https://docs.scrapy.org/en/latest/topics/addons.html
"""

from __future__ import annotations

from scrapy.exceptions import NotConfigured
from scrapy.settings import BaseSettings


class LedgerAddon:
    """With ``COPYDESK_LEDGER`` the scheduler, the extensions and the middlewares of the ledger."""

    def update_settings(self, settings: BaseSettings) -> None:
        """Set them, where nothing else is set."""
        if not settings["COPYDESK_LEDGER"]:
            raise NotConfigured
        from crawler.ledger.children import Children
        from crawler.ledger.run import LedgerRun
        from crawler.ledger.scheduler import LedgerScheduler
        from crawler.ledger.stay import Stay
        from crawler.middlewares.conditional import ConditionalGet

        settings.set("SCHEDULER", LedgerScheduler, "addon")
        settings.setdefault_in_component_priority_dict("EXTENSIONS", LedgerRun, 0)
        settings.setdefault_in_component_priority_dict("EXTENSIONS", Stay, 1)
        settings.setdefault_in_component_priority_dict("SPIDER_MIDDLEWARES", Children, 0)  # outermost
        settings.setdefault_in_component_priority_dict("DOWNLOADER_MIDDLEWARES", ConditionalGet, 560)
