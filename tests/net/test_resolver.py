"""Which of the addresses that a name has are given to a connection."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from scrapy.settings import Settings

from crawler.net.resolver import PublicResolver, allowed_hosts, proxy_hosts

ADDRESSES = ("93.184.215.14", "127.0.0.1", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "::1")


class System:
    """A resolver that gives every name the same addresses."""

    asked: tuple[Any, ...] = ()

    def resolveHostName(self, receiver: Any, *asked: Any) -> str:
        self.asked = asked
        receiver.resolutionBegan("begun")
        for address in ADDRESSES:
            receiver.addressResolved(SimpleNamespace(host=address))
        receiver.resolutionComplete()
        return "resolution"


class Receiver:
    """Notes what it is told."""

    def __init__(self) -> None:
        self.told: list[Any] = []

    def resolutionBegan(self, resolution: Any) -> None:
        self.told.append(resolution)

    def addressResolved(self, address: Any) -> None:
        self.told.append(address.host)

    def resolutionComplete(self) -> None:
        self.told.append("complete")


@pytest.mark.parametrize(
    ("allowed", "name", "given", "refused"),
    [
        ([], "Daily.example", [ADDRESSES[0], ADDRESSES[2]], "::1"),
        (["DAILY.example:8000"], "Daily.example.", [*ADDRESSES], None),
        (["other.example"], "daily.example", [ADDRESSES[0], ADDRESSES[2]], "::1"),
    ],
)
def test_addresses_given(
    monkeypatch: pytest.MonkeyPatch, allowed: list[str], name: str, given: list[str], refused: str | None
) -> None:
    monkeypatch.setattr("crawler.net.resolver.getproxies", dict)
    system, receiver, installed = System(), Receiver(), []
    reactor = SimpleNamespace(nameResolver=system, installNameResolver=installed.append)
    crawler: Any = SimpleNamespace(settings=Settings({"COPYDESK_ALLOW_HOSTS": allowed}))
    resolver = PublicResolver.from_crawler(crawler, reactor)
    resolver.install_on_reactor()
    assert installed == [resolver]
    assert resolver.resolveHostName(receiver, name) == "resolution"
    assert system.asked == (name, 0, None, "TCP")
    assert receiver.told == ["begun", *given, "complete"]
    assert resolver.refused.get("daily.example") == refused


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("LOCALHOST:8000", "localhost"),
        ("[::1]:80", "::1"),
        ("::1", "::1"),
        ("127.1", "127.0.0.1"),
        ("[x", None),
        ("", None),
    ],
)
def test_allowed_hosts(host: str, expected: str | None) -> None:
    assert allowed_hosts([host]) == (frozenset({expected}) if expected else frozenset())


def test_proxies_are_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    proxies = {"http": "http://proxy.local:3128", "https": "127.0.0.1:8080", "no": "daily.example"}
    monkeypatch.setattr("crawler.net.resolver.getproxies", lambda: proxies)
    assert proxy_hosts() == {"proxy.local", "127.0.0.1"}
    crawler: Any = SimpleNamespace(settings=Settings({"COPYDESK_ALLOW_HOSTS": ["::1"]}))
    resolver = PublicResolver.from_crawler(crawler, SimpleNamespace(nameResolver=None))
    assert resolver.allowed == {"::1", "proxy.local", "127.0.0.1"}
