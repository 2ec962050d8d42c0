"""Step 6, with a ledger: keep only what is new or changed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Self

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem, NotConfigured

from crawler.engine import signals
from crawler.errors import Failure
from crawler.ledger.revisions import revise, to_article, to_known

if TYPE_CHECKING:
    from crawler.ledger.run import LedgerRun


_FINISHED = ("repeated", "removed", "dead", "refused")
"""States of a URL that delivers no more records."""


class RevisionPipeline:
    """Numbers the revisions of an article, and drops unchanged records and pages that replace an article."""

    def __init__(self, crawler: Crawler | None = None, run: LedgerRun | None = None) -> None:
        self.crawler, self.run = crawler, run

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Enabled if there is a ledger."""
        if not crawler.settings["COPYDESK_LEDGER"]:
            raise NotConfigured
        from crawler.ledger.run import LedgerRun

        return cls(crawler, crawler.get_extension(LedgerRun))

    def process_item(self, item: dict[str, Any]) -> dict[str, Any]:
        """Return the record with its revision.

        Raises ``DropItem`` if it is unchanged, or another URL delivers the article. Raises ``NoArticle``, and reports a
        failure, if the URL of an article now has something else; none if it was noted as removed before.
        """
        from crawler.ledger.replaced import no_article

        article = to_article(item)
        if article is None or self.run is None:
            return item
        self._check(item, self.run)
        before = self.run.pending.get(article) or self.run.ledger.known(article)
        address = self.run.leases.address(item["requested_url"])
        if before and no_article(item):
            raise DropItem("What a list names is no change of it.", log_level="DEBUG")
        if before and self._delivers(before.address, address):
            raise DropItem("Another address of the article delivers it.", log_level="DEBUG")
        if not revise(item, before):
            raise DropItem("It is as it was.", log_level="DEBUG")
        self.run.pending[article] = replace(to_known(item), address=address)
        return item

    def _delivers(self, other: int, address: int) -> bool:
        """Return whether another URL delivers the article: a copy with small differences is not a revision."""
        assert self.run
        return bool(other and address) and other != address and self.run.state(other) not in _FINISHED

    def _check(self, item: dict[str, Any], run: LedgerRun) -> None:
        from crawler.ledger.leases import NoArticle
        from crawler.ledger.replaced import replaced, stand_in

        lease_state = run.leases.asked_as(item["requested_url"])
        if lease_state is None:
            return
        if lease_state.is_listed or lease_state.lease.visits:
            found = replaced(item, lease_state.lease.url, lease_state.request.cb_kwargs.get("hints") or {})
        else:  # whoever gave the address may have meant a list, or another page that is no article
            found = stand_in(item["warnings"])
        if found and self.crawler:
            message = f"{lease_state.lease.url} gives {found.words}, not the article."
            failure = Failure(item["requested_url"], "no-article", message)
            if not (found.is_removed and lease_state.was_removed):
                self.crawler.signals.send_catch_log(signals.failed, failure=failure)
            raise NoArticle(found)
