"""robots.txt: whatever comes in, an answer for every address and agent, and a pause that can be kept."""

from __future__ import annotations

import gzip
import math
from collections.abc import Iterator
from random import Random

from bench.fuzz.mutate import cut, encode, flip, insert, move, mutate, repeat, truncate
from crawler.discover.listing_candidates import named_sitemaps
from crawler.extract.document.page import parse
from crawler.net.robots import RobotsRules, decode

NAME, COUNT = "robots", 500
ORIGINALS = [
    text.encode(encoding)
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "latin-1")
    for text in (
        "User-agent: *\nDisallow: /private\nAllow: /private/a*.html$\nCrawl-delay: 2\n\nSitemap: https://daily.example/news.xml\n",
        "# ours\r\nUser-agent: Copydesk/1.0\r\nUser-agent: Other\r\nDisallow: /zurück\r\nDisallow: /*?*sort=\r\nRequest-rate: 1/5s 0400-0845\r\n",
        "user agent Copydesk\nDissallow /a\nVisit-time: 0600-0845\n\nUser-agent: Copy\nDisallow: /\nHost: daily.example\n",
    )
]
_PIECES = (
    b"User-agent: Copydesk\n", b"user-agent *\n", b"User-agent:\n", b"Disallow: /\n", b"Disallow:\n", b"Allow: /*a*b*c$\n", b"*", b"$", b"%2a", b"%zz", b"#", b":",
    b"Crawl-delay: nan\n", b"Crawl-delay: -1e999\n", b"Request-rate: 0/0\n", b"Request-rate: 1/0s\n", b"Sitemap: http://]/\n", b"Sitemap: /a.xml\n", b"\r", b"\x0b", b"\xe2\x80\xa8",
)  # fmt: skip
_URLS = ("/", "/private/a.html", "/zur%C3%BCck", "/a?sort=1", "/" + "a" * 2000, "/robots.txt", "/%zz", "/\u202e")
_AGENTS = ("Copydesk", "Copydesk/1.0 (+https://daily.example/)", "Other", "", "*", "Ünal/2")


def _line(rng: Random, data: bytes) -> bytes:
    """A directive, or a piece of one, in many places."""
    for _ in range(rng.choice((1, 3, 30))):
        place = rng.randrange(len(data) + 1)
        data = data[:place] + rng.choice(_PIECES) * rng.choice((1, 1, 2, 200)) + data[place:]
    return data


_MUTATIONS = (_line, _line, _line, flip, cut, truncate, repeat, move, insert, encode)


def cases(seed: int, count: int) -> Iterator[bytes]:
    """Files mutated; one in ten is packed, and may be damaged once more."""
    for number in range(count):
        rng = Random(f"robots {seed} {number}")
        data = mutate(rng, rng.choice(ORIGINALS), _MUTATIONS)
        if rng.random() < 0.1:
            packed = gzip.compress(data, mtime=0)
            data = rng.choice((lambda rng, data: data, flip, truncate))(rng, packed)
        yield data


def check(data: bytes) -> None:
    """Raise at an agent whose pause is no number, a group that is not read as it says, and a bad sitemap."""
    rules, text = RobotsRules(data), decode(data)
    for agent in _AGENTS:
        delay = rules.crawl_delay(agent)
        assert math.isfinite(delay) and delay >= 0, f"a pause of {delay}"
        answers = [rules.allowed(f"https://daily.example{path}", agent) for path in _URLS]
        assert answers[5], "robots.txt itself may always be asked for"
    assert all(url.startswith(("http://", "https://")) for url in named_sitemaps(parse("<p>", _AGENTS[0]), text))
