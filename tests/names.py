"""Host names for tests: the resolver of the product over a system whose answers are a table.

The environment's TEST_NAMES is JSON: for each name a list of answers, each a list of addresses; the last one stays.
TEST_PUBLIC is an address that counts as public.
"""

from __future__ import annotations

import json
import os
from typing import Any, Self

from scrapy.crawler import Crawler
from twisted.internet.address import IPv4Address, IPv6Address
from twisted.internet.interfaces import IHostnameResolver
from zope.interface import implementer  # type: ignore[import-untyped]

import crawler.middlewares.guard
import crawler.net.resolver
from crawler.net.addresses import is_public, literal
from crawler.net.resolver import PublicResolver


@implementer(IHostnameResolver)
class Table:
    """A system's resolver."""

    def __init__(self) -> None:
        self.answers: dict[str, list[list[str | None]]] = json.loads(os.environ["TEST_NAMES"])

    def resolveHostName(self, receiver: Any, hostName: str, portNumber: int = 0, *others: Any) -> Any:
        receiver.resolutionBegan(self)
        answers = self.answers.get(hostName, [[literal(hostName)] if literal(hostName) else []])
        for address in answers.pop(0) if len(answers) > 1 else answers[0]:
            assert address
            kind = IPv6Address if ":" in address else IPv4Address
            receiver.addressResolved(kind("TCP", address, portNumber))
        receiver.resolutionComplete()
        return self


class Names(PublicResolver):
    """The product's resolver over the table."""

    @classmethod
    def from_crawler(cls, crawler_: Crawler, reactor: Any) -> Self:
        reactor.installNameResolver(Table())
        for module in (crawler.net.resolver, crawler.middlewares.guard):
            module.is_public = lambda a: a == os.environ.get("TEST_PUBLIC") or is_public(a)  # type: ignore[attr-defined]
        return super().from_crawler(crawler_, reactor)
