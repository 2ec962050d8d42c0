"""Which network addresses a crawl may ask: public ones, however a host writes them.

Special ranges: https://www.iana.org/assignments/iana-ipv4-special-registry/ and iana-ipv6-special-registry;
number forms of a host: https://url.spec.whatwg.org/#concept-ipv4-parser
"""

from __future__ import annotations

import re
from ipaddress import IPv4Address, IPv6Address, ip_address
from urllib.parse import unquote

_NAT64 = int(IPv6Address("64:ff9b::")) >> 32
_NUMBER = re.compile(r"0x[0-9a-f]*|\d+", re.I)
_MOST = (2**32, 2**24, 2**16, 2**8)
"""What the last of one, two, three or four numbers of an IPv4 address must stay under."""

Address = IPv4Address | IPv6Address


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet; the IPv4 address inside an IPv6 address counts too.

    >>> is_public("93.184.215.14"), is_public("::ffff:127.0.0.1"), is_public("169.254.169.254")
    (True, False, False)
    """
    try:
        parsed = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    return all(a.is_global and not a.is_multicast and not a.is_reserved for a in (*_embedded(parsed), parsed))


def literal(host: str) -> str | None:
    """The IP address that a host is, in any form that a resolver takes for one; ``None`` for a name.

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
    """Hexadecimal after 0x, octal after 0, decimal otherwise."""
    lower = text.lower()
    if lower.startswith("0x"):
        return int(lower[2:] or "0", 16)
    return int(lower, 8 if lower.startswith("0") and len(lower) > 1 else 10)


def _embedded(address: Address) -> list[Address]:
    """IPv4 addresses inside an IPv6 one: mapped, compatible, 6to4, Teredo and NAT64."""
    if isinstance(address, IPv4Address):
        return []
    found: list[Address | None] = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    if int(address) >> 32 in (0, _NAT64):
        found.append(IPv4Address(int(address) & 0xFFFFFFFF))
    return [a for a in found if a is not None]
