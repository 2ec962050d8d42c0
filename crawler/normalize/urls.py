"""URLs of the output: valid http(s) URLs without control characters; and the parts of any URL."""

from __future__ import annotations

import re
from ipaddress import AddressValueError, IPv4Address, IPv6Address
from urllib.parse import SplitResult, urlsplit

from crawler.normalize.text import to_utf8

_EDGES = "".join(map(chr, range(0x21)))
"""C0 controls and space, which a parser of URLs strips (https://url.spec.whatwg.org/#concept-basic-url-parser)."""
_LINE_ENDS = re.compile(r"[\t\n\r]")
_USUAL = re.compile(
    r"https?://(?=[^/]{1,253}(?:/|$))[a-z][a-z0-9-]{0,62}(?:\.[a-z][a-z0-9-]{0,62})+"
    r"(?:/(?:[\w!#$&'()*+,./:;=?@~-]|%[0-9a-fA-F]{2})*)?",
    re.ASCII,
)
_PARTS = re.compile(r"(https?):[/\\]{2}([^/\\?#]*)([^?#]*)(\?[^#]*)?(#.*)?", re.IGNORECASE | re.DOTALL)
_IP6 = re.compile(r"\[([0-9a-f:.]{2,45})\](.*)", re.IGNORECASE)
_HOST = re.compile(r"(?=.{1,254}$)[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*\.?", re.IGNORECASE | re.ASCII)
_PORT = re.compile(r":([0-9]{1,5})")
_EMPTY = urlsplit("")
_ILLEGAL = re.compile(r"""[\x00-\x20"<>\\^`{}\x7f-\xa0]|%(?![0-9a-fA-F]{2})""")


def web_url(text: str) -> str | None:
    """Return an address as a valid http(s) URL; None if that is not possible.

    What a URL may not have is percent-encoded, as browsers do; a user name and password are left out.

    >>> web_url("https://daily.example/a b"), web_url("javascript:alert(1)"), web_url("http://daily.example:99999/")
    ('https://daily.example/a%20b', None, None)
    """
    url = _LINE_ENDS.sub("", text.strip(_EDGES))
    if _USUAL.fullmatch(url) and url.count("#") < 2:
        return url
    parts = _PARTS.fullmatch(url)
    authority = _authority(parts[2].rpartition("@")[2]) if parts else None
    if parts is None or authority is None:
        return None
    fragment = "#" + parts[5][1:].replace("#", "%23") if parts[5] else ""
    tail = parts[3].replace("\\", "/") + (parts[4] or "") + fragment
    return f"{parts[1].lower()}://{authority}{percent_encode(tail)}"


def split(url: str) -> SplitResult:
    """Split a URL into its parts; all are empty if it is invalid.

    >>> split("http://[::1").hostname, split("https://daily.example/a").path
    (None, '/a')
    """
    try:
        return urlsplit(url)
    except ValueError:
        return _EMPTY


def host_of(url: str) -> str:
    """Return the host of a URL without ``www.``; empty if it has none, such as a file name, or is invalid.

    >>> host_of("https://www.daily.example:8080/1"), host_of("press.warc.gz"), host_of("http://[::1")
    ('daily.example', '', '')
    """
    return (split(url).hostname or "").removeprefix("www.")


def is_same(url: str, other: str) -> bool:
    """Return whether two absolute URLs are the same, without query and fragment.

    >>> is_same("https://daily.example/a/", "http://daily.example/a?page=1#top")
    True
    """
    one, two = split(url), split(other)
    return one.netloc == two.netloc and one.path.rstrip("/") == two.path.rstrip("/")


def percent_encode(text: str) -> str:
    """Percent-encode characters that a URL must not have: blanks, controls, quotes, angle brackets, invisible ones.

    >>> percent_encode("/Zürich?q=<\\u202e>")
    '/Zürich?q=%3C%E2%80%AE%3E'
    """
    text = _ILLEGAL.sub(_encoded, text)
    return text if text.isprintable() else "".join(c if c.isprintable() else _encode(c) for c in text)


def _encoded(match: re.Match[str]) -> str:
    return _encode(match[0])


def _encode(char: str) -> str:
    return "".join(f"%{byte:02X}" for byte in to_utf8(char))


def _authority(text: str) -> str | None:
    """Return host and port; None if one is invalid."""
    if literal := _IP6.fullmatch(text):
        host, port = f"[{literal[1]}]", literal[2]
    else:
        host, colon, number = text.partition(":")
        port = colon + number
    if not _is_port(port) or not (ascii_host := _host(host)):
        return None
    return ascii_host + port.rstrip(":")


def _is_port(text: str) -> bool:
    number = _PORT.fullmatch(text)
    return text in ("", ":") or (number is not None and 0 < int(number[1]) < 1 << 16)


def _host(text: str) -> str | None:
    """Return the host in ASCII (https://www.rfc-editor.org/rfc/rfc3490); None if it is invalid."""
    try:
        if text.startswith("["):
            return f"[{IPv6Address(text[1:-1])}]"
        host = text if text.isascii() else text.encode("idna").decode("ascii")
        if host.rstrip(".").rpartition(".")[2].isdecimal():
            return str(IPv4Address(host))
    except (AddressValueError, UnicodeError):
        return None
    return host if _HOST.fullmatch(host) else None
