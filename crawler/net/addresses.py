"""Decide which network addresses may be requested: only public ones, however a host is written.

Special ranges, in ``special_addresses.csv``: https://www.iana.org/assignments/iana-ipv4-special-registry/ and
iana-ipv6-special-registry; Python's own table differs from release to release.
Number forms of a host: https://url.spec.whatwg.org/#concept-ipv4-parser
Names of local networks: https://www.iana.org/assignments/special-use-domain-names/, RFC 6761, 6762, 8375
"""

from __future__ import annotations

import csv
import re
from collections.abc import Collection
from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from pathlib import Path
from urllib.parse import unquote

_ROWS = csv.DictReader(Path(__file__).with_name("special_addresses.csv").read_text("utf-8").splitlines())
_SPECIAL = [ip_network(row["network"]) for row in _ROWS]
_GLOBAL_UNICAST = IPv6Network("2000::/3")
_NAT64 = IPv6Network("64:ff9b::/96")
_ISATAP = (0x00005EFE, 0x02005EFE)
_REMEMBERED = 4096
"""Hosts whose result is cached, as each is checked several times per page."""
_LOCAL_NAMES = frozenset("localhost localdomain local internal intranet lan home corp private".split())
_LOCAL_SUFFIXES = (*(f".{name}" for name in _LOCAL_NAMES), ".home.arpa")
_NUMBER = re.compile(r"0x[0-9a-f]*|\d+", re.I)
_MOST = (2**32, 2**24, 2**16, 2**8)
"""Upper bounds of the last of one, two, three or four numbers of an IPv4 address."""

Address = IPv4Address | IPv6Address


@lru_cache(_REMEMBERED)
def is_public(address: str) -> bool:
    """Return whether an IP address is public; an IPv4 address inside an IPv6 address is checked as well.

    >>> is_public("93.184.215.14"), is_public("::ffff:127.0.0.1"), is_public("169.254.169.254")
    (True, False, False)
    """
    try:
        parsed = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(parsed, IPv6Address):
        if parsed not in _GLOBAL_UNICAST and parsed not in _NAT64:
            return False
        return not _special(parsed) and not any(map(_special, _embedded(parsed)))
    return not _special(parsed)


def _special(address: Address) -> bool:
    return any(address in network for network in _SPECIAL)


def host_name(host: str) -> str:
    """Return a host in the form in which hosts are compared: an IP address, or a name in lower case and ASCII.

    >>> host_name("Daily.Example."), host_name("zeitung-köln.example"), host_name("127.1")
    ('daily.example', 'xn--zeitung-kln-zfb.example', '127.0.0.1')
    """
    address = literal(host)
    if address:
        return address
    name = unquote(host).strip().rstrip(".").lower()
    try:
        return name.encode("idna").decode("ascii")
    except UnicodeError:
        return name


def refusal(host: str, allowed: Collection[str]) -> str | None:
    """Return why a host may not be requested, as the end of a sentence, without resolving it; None if it may.

    ``allowed``: hosts in the form of :func:`host_name`.

    >>> refusal("0x7f.1", ()), refusal("localhost", ())
    ('is 127.0.0.1, no public address', 'is a name of local networks')
    >>> refusal("localhost", {"localhost"}), refusal("daily.example", ())
    (None, None)
    """
    name = host_name(host)
    if name in allowed:
        return None
    if literal(name):
        written = "" if name == host else f"{name}, "
        return None if is_public(name) else f"is {written}no public address"
    local = "." not in name or name in _LOCAL_NAMES or name.endswith(_LOCAL_SUFFIXES)
    return "is a name of local networks" if local else None


@lru_cache(_REMEMBERED)
def literal(host: str) -> str | None:
    """Return the IP address in any form that a resolver accepts; None for a name.

    >>> literal("0x7f.1"), literal("2130706433"), literal("[::1]"), literal("daily.example")
    ('127.0.0.1', '127.0.0.1', '::1', None)
    """
    bare = unquote(host).strip().strip("[]").rstrip(".").translate(_WIDE)
    try:
        return str(ip_address(bare.partition("%")[0]))
    except ValueError:
        return _loose_ipv4(bare)


_WIDE = {ord(w): ord(n) for w, n in zip("０１２３４５６７８９．。｡", "0123456789...", strict=True)}


def _loose_ipv4(host: str) -> str | None:
    parts = host.split(".")
    if not 1 <= len(parts) <= 4 or not all(_NUMBER.fullmatch(p) for p in parts):
        return None
    try:
        *high, low = (_number(p) for p in parts)
    except ValueError:
        return None
    if any(n > 255 for n in high) or low >= _MOST[len(high)]:
        return None
    value = sum(n << (24 - 8 * i) for i, n in enumerate(high)) + low
    return str(IPv4Address(value))


def _number(text: str) -> int:
    """Parse a number: hexadecimal after 0x, octal after 0, decimal otherwise."""
    lower = text.lower()
    if lower.startswith("0x"):
        return int(lower[2:] or "0", 16)
    return int(lower, 8 if lower.startswith("0") and len(lower) > 1 else 10)


def _embedded(address: IPv6Address) -> list[IPv4Address]:
    """Return the IPv4 addresses in a global IPv6 address: 6to4, NAT64 and ISATAP (RFC 3056, 6052, 5214)."""
    found = [address.sixtofour] if address.sixtofour else []
    if address in _NAT64 or (int(address) >> 32) & 0xFFFFFFFF in _ISATAP:
        found.append(IPv4Address(int(address) & 0xFFFFFFFF))
    return found
