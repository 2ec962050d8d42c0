"""The original of a story on another publisher's site."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from crawler.extract.body import Body
from crawler.extract.body.text_block import TextBlock
from crawler.extract.candidates import Candidate
from crawler.extract.document.canonical_url import absolute, site
from crawler.extract.document.page import Page
from crawler.extract.page_type.phrases import contains_phrase
from crawler.normalize.urls import split

_METAS = ("original-source", "syndication-source", "article:original_url", "republished-from")
_CACHES = frozenset(
    "ampproject.org googleusercontent.com archive.org archive.is archive.ph archive.today translate.goog".split()
)
"""Where pages are kept or shown that are another site's; their canonical address is their own."""
_SHARING = frozenset(
    "facebook.com twitter.com x.com t.co instagram.com linkedin.com pinterest.com whatsapp.com wa.me t.me telegram.me "
    "telegram.org youtube.com youtu.be reddit.com threads.net bsky.app mastodon.social vk.com tiktok.com line.me "
    "creativecommons.org news.google.com google.com apple.com".split()
)
_LABEL = 5
"""Letters from which on a part of a host is a name: ``economictimes``, not ``news``."""
_MAX_CHARS = 400
_MAX_LINKS = 20


def read_original(page: Page, canonical: str | None) -> list[Candidate]:
    """What the page's data say: ``isBasedOn``, meta, a canonical address on another publisher's site."""
    article = page.data.article
    said = [*_addresses(article.get("isBasedOn")), *_addresses(article.get("isBasedOnUrl"))]
    found = [Candidate(absolute(page, address), "json-ld") for address in said]
    found += [Candidate(absolute(page, page.data.first(name)), "meta") for name in _METAS]
    if site(page.url) not in _CACHES:
        found.append(Candidate(canonical, "dom"))
    return [c for c in found if c.value and is_elsewhere(page.url, c.value)]


def read_original_from_text(page: Page, body: Body, beside: Iterable[TextBlock]) -> list[Candidate]:
    """What the page tells at the edges of its text: "This article was first published in …", with a link."""
    edges = [body.text_blocks[place] for place in (*body.kept[:2], *body.kept[-3:])]
    short = (block for block in (*edges, *beside) if block.links and len(block.text) <= _MAX_CHARS)
    told = [block for block in short if contains_phrase("original", block.text)]
    return [Candidate(address, "dom") for block in told for address in _links(page, block)][:1]


def is_elsewhere(url: str, other: str) -> bool:
    """Whether another address is another publisher's: no other host of the same name.

    >>> is_elsewhere("https://daily.example/1", "https://wire.example.org/1")
    True
    >>> is_elsewhere("https://economictimes.indiatimes.com/1", "https://m.economictimes.com/1")
    False
    """
    names = [{n for n in (split(u).hostname or "").split(".")[:-1] if len(n) >= _LABEL} for u in (url, other)]
    return site(url) != site(other) and names[0].isdisjoint(names[1])


def _links(page: Page, block: TextBlock) -> Iterator[str]:
    for place, link in enumerate(block.element.iter("a")):
        address = absolute(page, link.get("href")) if place < _MAX_LINKS else None
        if address and _is_story(address) and is_elsewhere(page.url, address):
            yield address


def _is_story(address: str) -> bool:
    """Whether an address may be a story's: no home page, no place to share one."""
    return bool(split(address).path.strip("/")) and site(address) not in _SHARING


def _addresses(value: Any) -> Iterator[str]:
    for item in value if isinstance(value, list) else [value]:
        found = (item.get("url") or item.get("@id")) if isinstance(item, dict) else item
        if isinstance(found, str):
            yield found
