"""Feeds, RSS, Atom, RDF and JSON: whatever comes in, links that can be asked, with hints of their types."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from random import Random

from bench.fuzz.json_level import mutate_json
from bench.fuzz.links import BASE, check_links
from bench.fuzz.mutate import MARKUP, flip, mutate, truncate
from crawler.discover.feeds import MOST_ENTRIES, is_json, read_feed
from crawler.discover.lists import read_list

NAME, COUNT = "feeds", 2_000
_ITEM = """<item><title>The ferry left at dawn &amp; came back {n}</title><link>https://daily.example/2026/04/0{n}/ferry?a=1&b={n}</link>
<guid isPermaLink="false">https://daily.example/?p={n}</guid><pubDate>Thu, 0{n} Apr 2026 06:30:00 +0900</pubDate>
<dc:creator><![CDATA[Jane Doe & John Roe]]></dc:creator><category>Harbour</category><description>&lt;p&gt;It rained.&lt;/p&gt;</description>
<media:group><media:content url="/{n}.jpg" medium="image"/><media:description>The pier.</media:description><media:credit>AFP</media:credit></media:group>
<atom:link rel="alternate" hreflang="fr" href="https://daily.example/fr/{n}"/><enclosure url="/{n}.mp3" type="audio/mpeg" length="1"/></item>"""
_RSS = (
    '<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>Daily</title>'
    "<language>en</language>{items}</channel></rss>"
)
_ENTRY = """<entry xml:lang="ko"><title type="html">연락선 {n}</title><link rel="alternate" href="/2026/04/0{n}/ferry"/><id>tag:daily.example,2026:{n}</id>
<updated>2026-04-0{n}T06:30:00Z</updated><published>2026년 4월 {n}일</published><author><name>김철수</name></author><category term="항구"/></entry>"""
_JSON_ITEM = (
    '{{"id": "{n}", "url": "https://daily.example/2026/04/0{n}/ferry", "title": "The ferry", "tags": ["Harbour", "[pier]"],'
    '"date_published": "2026-04-0{n}T06:30:00Z", "authors": [{{"name": "Jane Doe"}}], "image": "/{n}.jpg", "language": "en"}}'
)


def _several(item: str, parting: str = "") -> str:
    return parting.join(item.format(n=number) for number in range(1, 5))


ORIGINALS = [
    _RSS.format(items=_several(_ITEM)).encode(),
    _RSS.format(items=_several(_ITEM)).replace('encoding="utf-8"', "").encode("utf-16"),
    f'<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://daily.example/">{_several(_ENTRY)}</feed>'.encode(),
    ('<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel rdf:about="x"/>'
     f"{_several('<item rdf:about=/{n}><title>The ferry</title><link>https://daily.example/{n}</link></item>')}</rdf:RDF>").encode(),
    f'{{"version": "https://jsonfeed.org/version/1.1", "language": "en", "items": [{_several(_JSON_ITEM, ",")}]}}'.encode(),
]  # fmt: skip


def cases(seed: int, count: int) -> Iterator[bytes]:
    """Feeds mutated; one in twenty is packed, and may be damaged once more."""
    for number in range(count):
        rng = Random(f"feeds {seed} {number}")
        data = rng.choice(ORIGINALS)
        data = mutate(rng, data, (mutate_json, *MARKUP[:8]) if is_json(data) else MARKUP)
        if rng.random() < 0.05:
            packed = gzip.compress(data, mtime=0)
            data = rng.choice((lambda rng, data: data, flip, truncate))(rng, packed)
        yield data


def check(data: bytes) -> None:
    """Raise at a link of which no request can be made, and at wrong hints; what does not look like a feed is read as
    one, too."""
    listed = read_list(data, BASE)
    check_links([*listed.links, *listed.nested])
    links = listed.links if listed.form == "feed" else read_feed(data, BASE)
    assert len(links) <= MOST_ENTRIES
    check_links(links if links is not listed.links else ())
