"""Looks up host names, and gives a connection only those addresses that it may be made to.

Twisted connects to the addresses that its name resolver gives and to no others, addresses written in a URL included;
so what is checked here is what is connected to, whatever the name answered before or answers next.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import urlsplit
from urllib.request import getproxies

from scrapy.utils.datatypes import LocalCache
from twisted.internet.interfaces import IAddress, IHostnameResolver, IHostResolution, IResolutionReceiver
from zope.interface import implementer  # type: ignore[import-untyped]

from crawler.net.addresses import host_name, is_public, literal

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

_MOST_REFUSED = 1_000


@implementer(IHostnameResolver)
class PublicResolver:
    """Scrapy's ``TWISTED_DNS_RESOLVER``: the system's answers less addresses that are not public.

    Hosts in ``allowed``, as :func:`crawler.net.addresses.host_name` writes them, have any address.
    """

    def __init__(self, reactor: Any, allowed: Collection[str]) -> None:
        self.reactor = reactor
        self.system: Any = reactor.nameResolver
        self.allowed = allowed
        self.refused: LocalCache[str, str] = LocalCache(_MOST_REFUSED)
        """The last address that was withheld, by host."""

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: Any) -> Self:
        """Allows the hosts of the settings, and the proxies of the environment."""
        return cls(reactor, allowed_hosts(crawler.settings.getlist("COPYDESK_ALLOW_HOSTS")) | proxy_hosts())

    def install_on_reactor(self) -> None:
        """Take the place of the system's resolver."""
        self.reactor.installNameResolver(self)

    def resolveHostName(
        self,
        resolutionReceiver: Any,
        hostName: str,
        portNumber: int = 0,
        addressTypes: Sequence[type[IAddress]] | None = None,
        transportSemantics: str = "TCP",
    ) -> IHostResolution:
        """Twisted's interface; a host without an address that may be asked has none."""
        name = host_name(hostName)
        receiver = resolutionReceiver if name in self.allowed else _PublicOnly(resolutionReceiver, name, self.refused)
        resolution: IHostResolution = self.system.resolveHostName(
            receiver, hostName, portNumber, addressTypes, transportSemantics
        )
        return resolution


@implementer(IResolutionReceiver)
class _PublicOnly:
    """Passes public addresses on, and notes the others."""

    def __init__(self, receiver: Any, name: str, refused: LocalCache[str, str]) -> None:
        self._receiver, self._name, self._refused = receiver, name, refused

    def resolutionBegan(self, resolutionInProgress: IHostResolution) -> None:
        self._receiver.resolutionBegan(resolutionInProgress)

    def addressResolved(self, address: Any) -> None:
        if is_public(address.host):
            self._receiver.addressResolved(address)
        else:
            self._refused[self._name] = address.host

    def resolutionComplete(self) -> None:
        self._receiver.resolutionComplete()


def allowed_hosts(hosts: Collection[str]) -> frozenset[str]:
    """Hosts as a user writes them, in the form in which they are compared; a port does not matter.

    >>> sorted(allowed_hosts(["LOCALHOST:8000", "[::1]:80", "::1", "127.1"]))
    ['127.0.0.1', '::1', 'localhost']
    """
    return frozenset(host_name(host if literal(host) else _without_port(host)) for host in hosts) - {""}


def _without_port(host: str) -> str:
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


def proxy_hosts() -> frozenset[str]:
    """The hosts of the proxies that the environment names (HTTP_PROXY and the like)."""
    return allowed_hosts([url.split("//")[-1] for kind, url in getproxies().items() if kind != "no"])
