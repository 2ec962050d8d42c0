"""Sitemaps, of news and images, indexes and lines of text: whatever comes in, links that can be asked."""

from __future__ import annotations

import gzip
import io
from collections.abc import Iterator
from random import Random

from bench.fuzz.links import BASE, check_links
from bench.fuzz.mutate import MARKUP, flip, mutate, truncate
from crawler.discover.lists import read_list
from crawler.discover.sitemaps import read_sitemap

NAME, COUNT = "sitemaps", 2_000
_SPACES = (
    'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" '
    'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1" xmlns:xhtml="http://www.w3.org/1999/xhtml"'
)
_STORY = """<url><loc>https://daily.example/2026/04/0{n}/ferry?a=1&b={n}</loc><lastmod>2026-04-0{n}T06:30:00+09:00</lastmod>
<xhtml:link rel="alternate" hreflang="fr" href="https://daily.example/fr/{n}"/><news:news><news:publication><news:name>The Daily</news:name>
<news:language>en</news:language></news:publication><news:publication_date>2026-04-0{n}</news:publication_date><news:title>Caf&eacute; &amp; pier</news:title>
<news:keywords>harbour, ferry</news:keywords></news:news><image:image><image:loc>/{n}.jpg</image:loc><image:caption><![CDATA[The pier & the ferry.]]></image:caption>
</image:image></url>"""
_NESTED = "<sitemap><loc>https://daily.example/news-{n}.xml?a=1&b=2</loc><lastmod>2026-04-0{n}</lastmod></sitemap>"
_MOST = 50_000


def _several(entry: str) -> str:
    return "".join(entry.format(n=number) for number in range(1, 6))


ORIGINALS = [
    f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset {_SPACES}>{_several(_STORY)}</urlset>'.encode(),
    f"<urlset>{_several('<url><loc><!-- n -->https://daily.example/{n}</loc></url>')}</urlset>".encode(),
    f'<sitemapindex {_SPACES}>{_several(_NESTED)}</sitemapindex>'.encode(),
    f'<?xml version="1.0" encoding="UTF-16"?><urlset {_SPACES}>{_several(_STORY)}</urlset>'.encode("utf-16"),
    _several("https://daily.example/2026/04/0{n}/ferry\r\n").encode(),
]  # fmt: skip


def cases(seed: int, count: int) -> Iterator[bytes]:
    """Sitemaps mutated; one in five is packed, and may be damaged once more."""
    for number in range(count):
        rng = Random(f"sitemaps {seed} {number}")
        data = mutate(rng, rng.choice(ORIGINALS), MARKUP)
        for _ in range(rng.choice((0, 0, 0, 0, 1, 2)) if rng.random() < 0.5 else 0):
            packed = gzip.compress(data, mtime=0)
            data = rng.choice((lambda rng, data: data, flip, truncate))(rng, packed)
        yield data


def check(data: bytes) -> None:
    """Raise at an entry of which no request can be made, and at wrong hints."""
    entries = list(read_sitemap(io.BytesIO(data), BASE))
    assert len(entries) <= _MOST
    check_links(entries)
    listed = read_list(data, BASE)
    check_links([*listed.links, *listed.nested])
