"""The original of a republished story, on another publisher's site."""

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
"""Sites that cache or proxy pages of others: the canonical URL of their pages is the page's own URL elsewhere."""
_SHARING = frozenset(
    "facebook.com twitter.com x.com t.co instagram.com linkedin.com pinterest.com whatsapp.com wa.me t.me telegram.me "
    "telegram.org youtube.com youtu.be reddit.com threads.net bsky.app mastodon.social vk.com tiktok.com line.me "
    "creativecommons.org news.google.com google.com apple.com".split()
)
_LABEL = 5
"""Minimum length of a host label that is a name: ``economictimes``, not ``news``. In letters."""
_MAX_CHARS = 400
_MAX_LINKS = 20


def read_original(page: Page, canonical: str | None) -> list[Candidate]:
    """Return the original from the page's data: ``isBasedOn``, meta, a canonical URL on another publisher's site."""
    article = page.data.article
    urls = [*_addresses(article.get("isBasedOn")), *_addresses(article.get("isBasedOnUrl"))]
    found = [Candidate(absolute(page, address), "json-ld") for address in urls]
    found += [Candidate(absolute(page, page.data.first(name)), "meta") for name in _METAS]
    if site(page.url) not in _CACHES:
        found.append(Candidate(canonical, "dom"))
    return [c for c in found if c.value and is_elsewhere(page.url, c.value)]


def read_original_from_text(page: Page, body: Body, context: Iterable[TextBlock]) -> list[Candidate]:
    """Return the original linked from a note before or after the text ("This article was first published in …")."""
    edges = [body.text_blocks[place] for place in (*body.kept[:2], *body.kept[-3:])]
    short = (block for block in (*edges, *context) if block.links and len(block.text) <= _MAX_CHARS)
    notes = [block for block in short if contains_phrase("original", block.text)]
    return [Candidate(address, "dom") for block in notes for address in _links(page, block)][:1]


def is_elsewhere(url: str, other: str) -> bool:
    """Return whether a URL belongs to another publisher: another site whose host shares no name.

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
    """Return whether a URL may be a story: not a home page, not a sharing service."""
    return bool(split(address).path.strip("/")) and site(address) not in _SHARING


def _addresses(value: Any) -> Iterator[str]:
    for item in value if isinstance(value, list) else [value]:
        found = (item.get("url") or item.get("@id")) if isinstance(item, dict) else item
        if isinstance(found, str):
            yield found
