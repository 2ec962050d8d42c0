"""Parse robots.txt by RFC 9309: in any encoding, and by whole product tokens."""

from __future__ import annotations

import re
import zlib

from protego import Protego
from scrapy.crawler import Crawler
from scrapy.robotstxt import RobotParser
from scrapy.utils.python import to_unicode

from crawler.discover.encoding import to_text, wide_encoding

MOST_BYTES = 512_000
"""RFC 9309, 2.5: at least 500 kibibytes are read."""
_MOST_LAYERS = 3
_AGENT_LINE = re.compile(r"\s*user[- ]?agent\s*[:\s]\s*([^#]*)", re.I)
_TOKEN = re.compile(r"[a-z_-]+", re.I)
_OURS, _OTHERS = "copydesk", "others"


class RobotsRules(RobotParser):
    """The rules of a host, for any number of user agents.

    Protego matches ``Copy`` with ``Copydesk``, but not ``Copydesk/1.0``, so it gets each file as one agent sees it.
    """

    def __init__(self, body: bytes) -> None:
        """``body``: that of the response, which may be gzipped."""
        self._text = decode(body)
        self._by_token: dict[str, Protego] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler, robotstxt_body: bytes) -> RobotsRules:
        """Return the rules, as Scrapy creates them (``ROBOTSTXT_PARSER``)."""
        return cls(robotstxt_body)

    def allowed(self, url: str | bytes, user_agent: str | bytes) -> bool:
        """Return whether a user agent may request a URL."""
        return self._of(user_agent).can_fetch(to_unicode(url), _OURS)

    def crawl_delay(self, user_agent: str | bytes) -> float:
        """Return the seconds between requests by ``Crawl-delay`` or ``Request-rate``; 0 if there is neither."""
        rules = self._of(user_agent)
        rate = rules.request_rate(_OURS)
        return max(rules.crawl_delay(_OURS) or 0.0, rate.seconds / rate.requests if rate else 0.0)

    def _of(self, user_agent: str | bytes) -> Protego:
        token = product_token(to_unicode(user_agent))
        if token not in self._by_token:
            self._by_token[token] = Protego.parse(seen_by(self._text, token))
        return self._by_token[token]


def product_token(user_agent: str) -> str:
    """Return the product token of a user agent, in lower case (RFC 9309, 2.2.1).

    >>> product_token("Copydesk/1.0 (+https://daily.example/)"), product_token("360Spider"), product_token("*")
    ('copydesk', '360spider', '*')
    """
    found = _TOKEN.match(user_agent.strip())
    return (found[0] if found else re.split(r"[\s/;(]", user_agent.strip(), maxsplit=1)[0]).lower()


def seen_by(text: str, token: str) -> str:
    """Return a robots.txt that names only one agent, ``*`` and "others"; all groups of the agent become one.

    >>> seen_by("User-agent: Copy\\nUser-agent: COPYDESK/1.0 # ours\\nDisallow: /a", "copydesk")
    'User-agent: others\\nUser-agent: copydesk\\nDisallow: /a'
    """
    return "\n".join(_seen(line, token) for line in text.splitlines())


def _seen(line: str, token: str) -> str:
    found = _AGENT_LINE.match(line)
    if found is None or not found[1].strip():
        return line
    named = product_token(found[1])
    return f"User-agent: {'*' if named == '*' else _OURS if named == token else _OTHERS}"


def decode(body: bytes) -> str:
    """Decode a robots.txt: gzip, UTF-8, UTF-16 or UTF-32, else each line as an old encoding.

    A truncated line is dropped, as the beginning of a rule forbids more than the rule.

    >>> decode("Disallow: /é".encode("utf-16")), decode("Disallow: /é".encode("latin-1"))
    ('Disallow: /é', 'Disallow: /é')
    """
    plain = _unpacked(body)
    if len(plain) > MOST_BYTES:
        plain = plain[: max(plain.rfind(b"\n", 0, MOST_BYTES), plain.rfind(b"\r", 0, MOST_BYTES), 0)]
    if wide_encoding(plain[:4]):
        return to_text(plain)
    return "\n".join(to_text(line, "cp1252") for line in plain.splitlines()).replace("\0", "")


def _unpacked(body: bytes) -> bytes:
    for _ in range(_MOST_LAYERS):
        if not body.startswith(b"\x1f\x8b"):
            break
        try:
            body = zlib.decompressobj(31).decompress(body, MOST_BYTES + 1)
        except zlib.error:
            return b""
    return body
