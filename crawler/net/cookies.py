"""Cookies as far as redirects need them. Pure.

A site that sets a cookie and redirects to the same page gives nothing without the cookie. Elsewhere cookies are not
needed: they would only let the site track the reader.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from email.message import Message
from http.cookiejar import CookieJar
from typing import TypeAlias
from urllib.request import Request

from crawler.normalize.canonical import same_site

Setting: TypeAlias = tuple[str, str]
"""URL of a response, and one of its ``Set-Cookie`` lines."""
MOST = 50
_LONGEST = 4096


def settings(url: str, lines: Iterable[bytes], before: Sequence[Setting] = ()) -> list[Setting]:
    """Return the cookies set so far, with those of a response, within limits."""
    found = [(url, line.decode("latin-1")) for line in lines if len(line) <= _LONGEST]
    return [*before, *found][-MOST:]


def cookie_header(set_before: Sequence[Setting], url: str) -> str:
    """Return the ``Cookie`` header for a URL; empty if there is none. Cookies are never sent to another site.

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
    """The part of a response that :class:`http.cookiejar.CookieJar` reads."""

    def __init__(self, message: Message) -> None:
        self._message = message

    def info(self) -> Message:
        return self._message
