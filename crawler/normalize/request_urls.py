"""URLs from users and lists, made safe for requests; an invalid one affects no other."""

from __future__ import annotations

import re
from urllib.parse import quote, urljoin, urlsplit

from w3lib.url import safe_url_string

LONGEST = 8_192
"""Most characters of a URL, as in ``URLLENGTH_LIMIT``."""
_BAD = re.compile(r"[\s\x00-\x20\x7f<>\"]")
_USUAL = re.compile(r"https?://[a-z\d-]+(?:\.[a-z\d-]+)+(?:[/?][!-;=?-~]*)?")
_SCHEME = re.compile("https?(?=://)", re.I)
_ENDS = "".join(map(chr, range(0x21)))
"""Characters that are stripped, https://url.spec.whatwg.org/#url-parsing; the next three are for the same steps."""
_BREAKS = dict.fromkeys(map(ord, "\t\n\r"))
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
_FORBIDDEN_IN_HOST = re.compile(r"[\x00-\x20#/<>?@\\^|\x7f\"'`{}]")
"""https://url.spec.whatwg.org/#forbidden-host-code-point, and quotes; what is escaped is decoded by the guard."""
_USERINFO = re.compile(r"(\s*(?:[a-z][a-z0-9+.-]*:)?[/\\]{2,})[^/\\?#]*@", re.I)
_IN_TEXT = re.compile(r"(?<![^\s\"'“(<>=])((?:https?:)?//)[^\s/\\?#\"“”<>]+@", re.I)


def to_url(text: str) -> str | None:
    """Return a text as the URL of a page, without a user name; None if it has no http(s) scheme, host or valid port.

    >>> to_url(" https://daily.example/1 "), to_url("daily.example"), to_url("http://"), to_url("file:///etc/passwd")
    ('https://daily.example/1', None, None, None)
    """
    url = without_userinfo(text.strip())
    return url if not _BAD.search(url) and is_address(url) else None


def join(base: str, address: object) -> str | None:
    """Resolve ``address`` against ``base``; None if the result cannot be requested.

    Control characters are escaped, and user name and password are removed.

    >>> join("https://daily.example/news/", "../1"), join("https://daily.example/", "HTTP://b.example/a\\x1bc")
    ('https://daily.example/1', 'http://b.example/a%1Bc')
    >>> [join("https://daily.example/", a) for a in ("//daily.example:80x/1", "http://]/", "/\\ud800", "", 5)]
    [None, None, None, None, None]
    """
    if not isinstance(address, str) or len(address) > LONGEST:
        return None
    text = address.strip(_ENDS).translate(_BREAKS)
    if not text:
        return None
    try:
        url = _SCHEME.sub(lambda scheme: scheme[0].lower(), urljoin(base, text), count=1)
        if _USUAL.fullmatch(url):
            return url
    except ValueError:
        return None
    url = without_userinfo(url)
    return _CONTROL.sub(lambda control: quote(control[0]), url) if is_address(url) else None


def is_address(url: str) -> bool:
    """Return whether an absolute URL can be requested, by the parsers of Scrapy, the resolver and the log.

    >>> is_address("https://daily.example:8080/1"), is_address("https://daily.example:99999/1"), is_address("/1")
    (True, False, False)
    """
    if _USUAL.fullmatch(url):
        return True
    try:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.port == 0:
            return False
        safe_url_string(url)  # lone surrogates
        host = parts.hostname
        host.encode("ascii" if host.isascii() else "idna")  # as the resolver will
    except ValueError:
        return False
    is_clean = not _FORBIDDEN_IN_HOST.search(host) and not _CONTROL.search(host)
    return is_clean and any(c.isalnum() or c == ":" for c in host)


def without_userinfo(url: str) -> str:
    """Return a URL without ``user:password@``, also if it is only nearly a URL.

    >>> without_userinfo("https://ann:secret@daily.example/@ann"), without_userinfo("//a@b@daily.example:80x/")
    ('https://daily.example/@ann', '//daily.example:80x/')
    """
    return _USERINFO.sub(r"\1", url, count=1) if "@" in url and _USERINFO.match(url) else url


def redact(text: str) -> str:
    """Return a sentence without ``user:password@`` in its URLs.

    >>> redact("“https://ann:secret@daily.example:80x/” is not an address.")
    '“https://daily.example:80x/” is not an address.'
    """
    return _IN_TEXT.sub(r"\1", text) if "@" in text else text
