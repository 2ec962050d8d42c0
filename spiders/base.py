"""The common article callback: every page, fetched or archived, becomes an article here."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from functools import cached_property, partial
from inspect import Parameter, signature
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

from scrapy import Request, Spider
from scrapy import signals as scrapy_signals
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from twisted.python.failure import Failure as TwistedFailure

from crawler.engine import signals
from crawler.engine.shutdown import is_closing
from crawler.errors import Failure
from crawler.ledger.requests import REMOVED
from crawler.net.failure_reasons import is_gone, reason
from crawler.sources.source import Sources
from crawler.workers.async_iter import Interrupted
from crawler.workers.job import Answer, Job
from crawler.workers.list_reader import TooLong, values_of
from crawler.workers.reader import Reader

if TYPE_CHECKING:  # only the workers import the page readers
    from crawler.extract.site_rules.rule import Rule

T = TypeVar("T")


class ArticleSpider(Spider):
    """A spider whose responses are articles.

    Its arguments (``-a``) are those of ``__init__``, here and in base classes, and its class attributes. A subclass
    adds an argument by declaring an attribute, which is set as in Scrapy's spiders.
    """

    def __init__(self, name: str | None = None, **kwargs: Any) -> None:
        """Create the spider. Raises :class:`ValueError` for an unknown argument, usually a typo."""
        unknown = [argument for argument in kwargs if callable(getattr(type(self), argument, callable))]
        if unknown:
            taken = ", ".join(_arguments(type(self))) or "none"
            sentence = f"The spider {self.name} takes no argument {unknown[0]!r}; its arguments are: {taken}."
            print(sentence, file=sys.stderr)  # Scrapy hides it in a traceback, or prints nothing
            raise ValueError(sentence)
        super().__init__(name, **kwargs)

    @cached_property
    def known(self) -> Sources:
        """The sources of ``COPYDESK_SOURCES``."""
        return Sources.load(self.settings["COPYDESK_SOURCES"])

    @cached_property
    def reader(self) -> Reader:
        """The page reader, with worker processes if there are cores for them."""
        found = self.crawler.get_extension(Reader)
        assert found, "EXTENSIONS lacks crawler.workers.reader.Reader"
        return found

    async def parse(self, response: Response, **kwargs: Any) -> AsyncIterator[Any]:
        """Scrapy's default callback, as for ``scrapy parse URL``: yield the item of a response."""
        async for item in self.parse_article(response, **kwargs):
            yield item

    async def parse_article(
        self,
        response: Response,
        requested_url: str = "",
        discovered_via: str = "url",
        date_downloaded: str = "",
        hints: Mapping[str, Any] | None = None,
        source_name: str = "",
    ) -> AsyncIterator[Any]:
        """Yield the item of a response after the pure pipelines; report a failure if there is none."""
        source, date = requested_url or response.url, date_downloaded or now()
        headers, rule = flat_headers(response), self.rule(response.url, source_name)
        job = Job(response.url, headers, response.body, source, discovered_via, date, hints, rule)
        for item in self.items(await self.reader.ask(job, source_name)):
            yield item

    def rule(self, url: str, source_name: str) -> Rule | None:
        """Return the site rules of a page's source."""
        return self.known.rule(url)

    def items(self, answer: Answer) -> Iterator[Any]:
        """Yield the item of an answer; report a failure."""
        if answer.failure:
            self.report_failure(answer.failure)
        else:
            yield answer.item

    def fail(self, failure: TwistedFailure) -> None:
        """Errback: report why a request had no response; not again that an article is removed."""
        request = failure.request  # type: ignore[attr-defined]
        if request.meta.get(REMOVED) and is_gone(failure.value):
            return
        source = request.cb_kwargs.get("requested_url") or request.url
        kind, sentence = reason(failure.value or IgnoreRequest(), request.url)
        self.report_failure(Failure(source, kind, sentence))

    def report_failure(self, failure: Failure) -> None:
        """Report a failure."""
        self.logger.info("%s", failure.message)
        self.crawler.signals.send_catch_log(signals.failed, failure=failure)


def _arguments(spider: type) -> list[str]:
    """Return the names of the arguments of a class and its bases, without those that are passed on."""
    above = spider.__mro__[: spider.__mro__.index(ArticleSpider)]
    signatures = (signature(vars(cls)["__init__"]) for cls in above if "__init__" in vars(cls))
    named = (p.name for s in signatures for p in s.parameters.values() if p.kind is not Parameter.VAR_KEYWORD)
    return [name for name in dict.fromkeys(named) if name != "self"]


async def list_values(
    crawler: Crawler,
    response: Response,
    function: Callable[..., Iterable[T]],
    *more: Any,
    stopped: Callable[[Interrupted | TooLong], None],
) -> AsyncIterator[T]:
    """Yield the results of ``function(body, url, *more)`` for a list, read off the event loop.

    ``stopped`` is called, and the iteration ends, if the run ends meanwhile or the list takes too long.
    """
    try:
        is_over = partial(is_closing, crawler)
        async for value in values_of(function, response.body, response.url, *more, is_over=is_over):
            yield value
    except (Interrupted, TooLong) as error:
        stopped(error)


def refuse_requests(crawler: Crawler, sentence: str) -> None:
    """Refuse every request with a sentence on standard error, as those of ``scrapy parse``."""

    def refuse(request: Request) -> NoReturn:
        print(sentence, file=sys.stderr)
        raise IgnoreRequest(sentence)

    crawler.signals.connect(refuse, scrapy_signals.request_scheduled, weak=False)


def flat_headers(response: Response) -> dict[str, str]:
    """Return headers by lower-case name; values of repeated ones are joined (RFC 9110, 5.3)."""
    found = ((name, response.headers.getlist(name)) for name in response.headers)
    return {name.decode("latin-1").lower(): b", ".join(values).decode("latin-1") for name, values in found}


def now() -> str:
    """Return the current time in UTC, ISO 8601."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
