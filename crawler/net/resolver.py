"""Resolve host names to public addresses only.

Twisted connects only to addresses from its name resolver, even those written in a URL. So the addresses checked here
are those of the connection, however the name resolves the next time.
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
    """Resolver for ``TWISTED_DNS_RESOLVER``: the system's answers without addresses that are not public.

    Hosts in ``allowed``, in the form of :func:`crawler.net.addresses.host_name`, may have any address.
    """

    def __init__(self, reactor: Any, allowed: Collection[str]) -> None:
        self.reactor = reactor
        self.system: Any = reactor.nameResolver
        self.allowed = allowed
        self.refused: LocalCache[str, str] = LocalCache(_MOST_REFUSED)
        """The last address that was dropped, by host."""

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: Any) -> Self:
        """Return a resolver that allows the hosts in the settings, and the proxies of the environment."""
        return cls(reactor, allowed_hosts(crawler.settings.getlist("COPYDESK_ALLOW_HOSTS")) | proxy_hosts())

    def install_on_reactor(self) -> None:
        """Replace the system's resolver."""
        self.reactor.installNameResolver(self)

    def resolveHostName(
        self,
        resolutionReceiver: Any,
        hostName: str,
        portNumber: int = 0,
        addressTypes: Sequence[type[IAddress]] | None = None,
        transportSemantics: str = "TCP",
    ) -> IHostResolution:
        """Resolve a host, as Twisted's interface says."""
        name = host_name(hostName)
        receiver = resolutionReceiver if name in self.allowed else _PublicOnly(resolutionReceiver, name, self.refused)
        resolution: IHostResolution = self.system.resolveHostName(
            receiver, hostName, portNumber, addressTypes, transportSemantics
        )
        return resolution


@implementer(IResolutionReceiver)
class _PublicOnly:
    """Passes on public addresses, and stores the others."""

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
    """Return hosts as a user writes them in the form in which they are compared, without ports.

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
    """Return the hosts of the proxies in the environment (HTTP_PROXY and the like)."""
    return allowed_hosts([url.split("//")[-1] for kind, url in getproxies().items() if kind != "no"])
