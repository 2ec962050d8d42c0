"""Addresses as URIs (RFC 3986), which the documents of other standards ask for."""

from __future__ import annotations

import re
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5

from crawler.normalize.text import replace_surrogates

_URI = re.compile(
    r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*:)(?P<authority>//[^/?#]*)?(?P<rest>[^#]*)(?P<fragment>#.*)?", re.S
)
_AUTHORITY = re.compile(r"//(?:[^@\[\]]*@)?(?:\[[0-9A-Fa-f:.]+\]|[^:@\[\]]*)(?::[0-9]*)?")
_RESERVED = "!$&'()*+,;=:@/?%"
_LONE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


def to_uri(text: str | None) -> str | None:
    """Return an address as a URI, other characters percent-encoded (RFC 3987, section 3.1); None if it is not absolute.

    >>> to_uri("https://daily.example/grün|1.jpg#a"), to_uri("CC BY 4.0")
    ('https://daily.example/gr%C3%BCn%7C1.jpg#a', None)
    """
    match = _URI.fullmatch((text or "").strip())
    if not match or not (match["authority"] or match["rest"]):
        return None
    authority = _encode(match["authority"] or "", _RESERVED + "[]")
    if authority and not _AUTHORITY.fullmatch(authority):
        return None
    fragment = "#" + _encode(match["fragment"][1:]) if match["fragment"] else ""
    return match["scheme"] + authority + _encode(match["rest"]) + fragment


def to_identifier(address: str) -> str:
    """Return the URI of what is at an address; where the address is none, a UUID of it (RFC 9562, version 5).

    >>> to_identifier("a.html")
    'urn:uuid:4c24dab9-4679-5d43-9848-30b891bfc986'
    """
    return to_uri(address) or uuid5(NAMESPACE_URL, address).urn


def _encode(text: str, safe: str = _RESERVED) -> str:
    whole = replace_surrogates(text)
    return _LONE_PERCENT.sub("%25", quote(whole, safe=safe))
