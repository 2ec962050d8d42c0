"""What a worker is asked and what it answers: plain values that are cheap to pickle."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from crawler.errors import Failure

if TYPE_CHECKING:  # whoever asks need not load what only the worker uses
    from crawler.extract.site_rules.rule import Rule
    from crawler.record.items import Article


class Step(Protocol):
    """An item pipeline that needs nothing but the article, so that it can run wherever the page is read."""

    pure: bool

    def process_item(self, item: Any, /) -> Any:
        """The article, a step further."""


class Job(NamedTuple):
    """A page to be read."""

    url: str
    """Address after redirects."""
    headers: dict[str, str]
    """Response headers, names in lower case."""
    body: bytes
    requested_url: str
    """Address as asked for, or that of a stored page."""
    discovered_via: str
    date_downloaded: str
    """ISO 8601 in UTC."""
    hints: Mapping[str, Any] | None = None
    """What was said of the page where it was found."""
    rule: Rule | None = None
    """What the source file says of it."""
    name: str = ""
    """What a failure calls it instead of its address, which it made up for a stored page that states none."""

    @property
    def called(self) -> str:
        """What a sentence about it calls it."""
        return self.name or self.url

    @property
    def source(self) -> str:
        """What a failure of it is the failure of."""
        return self.name or self.requested_url


class Answer(NamedTuple):
    """What came of a page: an item or a failure."""

    item: Article | dict[str, Any] | None = None
    """The article as the steps left it: a record, after all of ours."""
    failure: Failure | None = None
    log: tuple[tuple[str, int, str], ...] = ()
    """What was logged meanwhile: logger, level, message."""
    seconds: float = 0.0
    """CPU time that it took."""
