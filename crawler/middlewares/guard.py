"""Keeps the crawl to the public internet. ``docs/safety.md`` says what is refused, and how it is checked."""

from __future__ import annotations

from typing import Any, Self
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import CannotResolveHostError
from scrapy.http import Response

from crawler.net.addresses import host_name, is_public, refusal
from crawler.net.failure_reasons import PrivateAddress
from crawler.net.resolver import allowed_hosts, proxy_hosts
from crawler.normalize.request_urls import without_userinfo


class Guard:
    """Downloader middleware that refuses hosts by how they are written, tells which ones
    :class:`crawler.net.resolver.PublicResolver` refused, and checks once more whom each response came from."""

    def __init__(self, allowed: frozenset[str], proxies: frozenset[str]) -> None:
        self.allowed = allowed
        self.proxies = proxies - allowed

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Allows the hosts of the settings."""
        return cls(allowed_hosts(crawler.settings.getlist("COPYDESK_ALLOW_HOSTS")), proxy_hosts())

    def process_request(self, request: Request) -> Request | None:
        """Refuse what needs no look-up to be refused; the request without a user's name where it has one."""
        host = urlsplit(request.url).hostname or ""
        if host_name(host) in self.proxies:  # to which a page must not lead, though connections are made to it
            raise PrivateAddress("is a proxy")
        if words := refusal(host, self.allowed):
            raise PrivateAddress(words)
        url = without_userinfo(request.url)
        return None if url == request.url else request.replace(url=url, dont_filter=True)

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Tell a host that was refused when it was looked up from one that nobody knows."""
        host = urlsplit(request.url).hostname or ""
        if isinstance(exception, CannotResolveHostError) and (address := _withheld(host)):
            raise PrivateAddress(f"has {address}, no public address") from exception

    def process_response(self, request: Request, response: Response) -> Response:
        """Refuse an answer from an address that another resolver may have given."""
        host = host_name(urlsplit(request.url).hostname or "")
        address = str(response.ip_address or "")
        if address and not request.meta.get("proxy") and host not in self.allowed and not is_public(address):
            raise PrivateAddress(f"has {address}, no public address")
        return response


def _withheld(host: str) -> Any:
    from twisted.internet import reactor

    refused = getattr(reactor.nameResolver, "refused", {})
    return refused.get(host_name(host))
