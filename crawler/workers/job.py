"""The jobs and answers of workers: plain values that are cheap to pickle."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from crawler.errors import Failure

if TYPE_CHECKING:  # the caller need not import what only the worker uses
    from crawler.extract.site_rules.rule import Rule
    from crawler.record.items import Article


class Step(Protocol):
    """An item pipeline that needs only the item, so that it can run in a worker."""

    pure: bool

    def process_item(self, item: Any, /) -> Any:
        """Return the processed item."""


class Job(NamedTuple):
    """A page to be read."""

    url: str
    """URL after redirects."""
    headers: dict[str, str]
    """Response headers, names in lower case."""
    body: bytes
    requested_url: str
    """URL as requested, or that of a stored page."""
    discovered_via: str
    date_downloaded: str
    """ISO 8601 in UTC."""
    hints: Mapping[str, Any] | None = None
    """What the list that led to the page says about it."""
    rule: Rule | None = None
    """The site rules of its source."""
    name: str = ""
    """Name in failures, instead of the URN that was made for a stored page without a URL."""

    @property
    def called(self) -> str:
        """Its name in messages."""
        return self.name or self.url

    @property
    def source(self) -> str:
        """The source of its failures."""
        return self.name or self.requested_url


class Answer(NamedTuple):
    """The result of a page: an item or a failure."""

    item: Article | dict[str, Any] | None = None
    """The item after all steps; after Copydesk's own it is a record."""
    failure: Failure | None = None
    log: tuple[tuple[str, int, str], ...] = ()
    """Log messages: logger, level, message."""
    seconds: float = 0.0
    """CPU time of the page."""
