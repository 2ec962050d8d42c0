"""Restrict the crawl to the public internet; ``docs/safety.md`` states what is refused, and how it is checked."""

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
    """Downloader middleware that refuses hosts by their notation, reports those refused by
    :class:`crawler.net.resolver.PublicResolver`, and checks the IP address of each response again."""

    def __init__(self, allowed: frozenset[str], proxies: frozenset[str]) -> None:
        self.allowed = allowed
        self.proxies = proxies - allowed

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Allow the hosts of the settings."""
        return cls(allowed_hosts(crawler.settings.getlist("COPYDESK_ALLOW_HOSTS")), proxy_hosts())

    def process_request(self, request: Request) -> Request | None:
        """Refuse a host that needs no DNS look-up to be refused; return the request without userinfo if it has some."""
        host = urlsplit(request.url).hostname or ""
        if host_name(host) in self.proxies:  # connections to proxies are allowed, requests from pages are not
            raise PrivateAddress("is a proxy")
        if words := refusal(host, self.allowed):
            raise PrivateAddress(words)
        url = without_userinfo(request.url)
        return None if url == request.url else request.replace(url=url, dont_filter=True)

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Distinguish a refused IP address from an unknown host."""
        host = urlsplit(request.url).hostname or ""
        if isinstance(exception, CannotResolveHostError) and (address := _withheld(host)):
            raise PrivateAddress(f"has {address}, no public address") from exception

    def process_response(self, request: Request, response: Response) -> Response:
        """Refuse a response from a private IP address, which another resolver may have given."""
        host = host_name(urlsplit(request.url).hostname or "")
        address = str(response.ip_address or "")
        if address and not request.meta.get("proxy") and host not in self.allowed and not is_public(address):
            raise PrivateAddress(f"has {address}, no public address")
        return response


def _withheld(host: str) -> Any:
    from twisted.internet import reactor

    refused = getattr(reactor.nameResolver, "refused", {})
    return refused.get(host_name(host))
