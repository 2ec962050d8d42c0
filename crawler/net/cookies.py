"""Cookies as far as a redirect needs them: pure.

A site that sets a cookie and leads back to the same page gives nothing to whoever does not bring the cookie along.
Elsewhere cookies are not needed: they would only tell a site that it is the same reader, and how much he has read.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from email.message import Message
from http.cookiejar import CookieJar
from typing import TypeAlias
from urllib.request import Request

from crawler.normalize.canonical import same_site

Setting: TypeAlias = tuple[str, str]
"""Address of a response, and one of its ``Set-Cookie`` lines."""
MOST = 50
_LONGEST = 4096


def settings(url: str, lines: Iterable[bytes], before: Sequence[Setting] = ()) -> list[Setting]:
    """What a response sets, after what was set before it, within bounds."""
    found = [(url, line.decode("latin-1")) for line in lines if len(line) <= _LONGEST]
    return [*before, *found][-MOST:]


def cookie_header(set_before: Sequence[Setting], url: str) -> str:
    """The ``Cookie`` line for an address; empty if there is none for it. No other site ever gets one.

    >>> cookie_header([("https://daily.example/a", "seen=1; Path=/")], "https://daily.example/b")
    'seen=1'
    >>> cookie_header([("https://daily.example/a", "seen=1; Domain=example")], "https://other.example/b")
    ''
    """
    jar = CookieJar()
    for setter, line in set_before:
        if same_site(setter, url):
            _put(jar, setter, line)
    request = Request(url)
    jar.add_cookie_header(request)
    return request.get_header("Cookie", "") or ""


def _put(jar: CookieJar, url: str, line: str) -> None:
    message = Message()
    message["Set-Cookie"] = line.replace("\r", " ").replace("\n", " ")
    jar.extract_cookies(_Answer(message), Request(url))  # type: ignore[arg-type]


class _Answer:
    """As much of a response as :class:`http.cookiejar.CookieJar` looks at."""

    def __init__(self, message: Message) -> None:
        self._message = message

    def info(self) -> Message:
        return self._message
