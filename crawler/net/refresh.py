"""Parse ``Refresh`` headers and ``meta`` elements as browsers do. Pure.

https://html.spec.whatwg.org/#shared-declarative-refresh-steps
"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import NamedTuple
from urllib.parse import urljoin

_TIME = re.compile(r"[ \t\n\f\r]*(\d{1,9})?(?:\.[\d.]*)?")
_SEPARATOR = re.compile(r"[ \t\n\f\r]*[;,]?[ \t\n\f\r]*")
_NAME = re.compile(r"url[ \t\n\f\r]*=[ \t\n\f\r]*", re.I)
_SPACE = " \t\n\f\r"
_INERT = frozenset(("script", "noscript", "style", "template", "textarea", "title", "iframe", "noembed", "noframes"))
_UNPARSED = re.compile(r"[\t\n\r]")


class Refresh(NamedTuple):
    """The target of a refresh, and the delay in seconds."""

    seconds: int
    url: str
    """The URL as written; empty for the page itself."""


def read_refresh(value: str) -> Refresh | None:
    """Parse the value of the header or the ``content`` attribute; None if browsers would not follow it.

    >>> read_refresh("0; url='/story'"), read_refresh("5;URL=/a;b"), read_refresh("300"), read_refresh("soon")
    (Refresh(seconds=0, url='/story'), Refresh(seconds=5, url='/a;b'), Refresh(seconds=300, url=''), None)
    """
    time = _TIME.match(value)
    if time is None or not time[0].strip(_SPACE):
        return None
    rest = value[time.end() :]
    if rest and rest[0] not in f"{_SPACE};,":
        return None
    separator = _SEPARATOR.match(rest)
    rest = rest[separator.end() :] if separator else rest
    name = _NAME.match(rest)
    rest = rest[name.end() :] if name else rest
    if rest[:1] in ("'", '"'):
        rest = rest[1:].partition(rest[0])[0]
    return Refresh(int(time[1] or 0), _UNPARSED.sub("", rest).strip(_SPACE))


def find_refresh(markup: str, url: str) -> Refresh | None:
    """Return the refresh of the first ``meta`` element with one, with an absolute URL; ``url``: that of the page.

    >>> find_refresh('<meta content="0;url=/a?b=1&amp;c=2" http-equiv=refresh>', "https://daily.example/")
    Refresh(seconds=0, url='https://daily.example/a?b=1&c=2')
    """
    finder = _Finder()
    finder.feed(markup)
    finder.close()
    return absolute(finder.found, finder.base, url) if finder.found else None


def absolute(refresh: Refresh, base: str, url: str) -> Refresh | None:
    """Return a refresh with an absolute URL; ``base``: that of the ``base`` element. None if it is invalid."""
    try:
        return refresh._replace(url=urljoin(urljoin(url, base), refresh.url) if refresh.url else url)
    except ValueError:
        return None


class _Finder(HTMLParser):
    """Finds the first refresh and base URL in HTML, outside elements with raw text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: Refresh | None = None
        self.base = ""
        self._inside: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._inside or self.found:
            return
        values = {name: value or "" for name, value in reversed(attrs)}  # the first of repeated attributes counts
        if tag == "base":
            self.base = self.base or values.get("href", "").strip()
        elif tag == "meta" and values.get("http-equiv", "").strip().lower() == "refresh":
            self.found = read_refresh(values.get("content", ""))
        elif tag in _INERT:
            self._inside = tag

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag == self._inside:
            self._inside = None
