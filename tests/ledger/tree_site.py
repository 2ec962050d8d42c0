"""A site of lists that lead to lists, as values: indexes of indexes, sitemaps, feeds, sections of many pages."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Literal

ROOT = "http://site.example"
PAGE = 3
"""Articles of a page of a section."""


@dataclass
class Node:
    """A list; of a section ``articles`` are all of its pages', the newest first."""

    name: str
    kind: Literal["index", "sitemap", "feed", "section"]
    articles: list[str] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)
    lastmod: Literal["", "second", "day"] = ""
    """How exactly the index that names it says when it changed."""
    tagged: bool = True
    """Whether it has an ETag, and so may answer 304."""
    changed: int = 0

    @property
    def url(self) -> str:
        """Its address."""
        return f"{ROOT}/{self.name}"

    def add(self, article: str, now: int) -> None:
        """An article is published."""
        self.articles.insert(0, article)
        self.changed = now

    def walk(self) -> list[Node]:
        """It and all below it."""
        return [self, *(below for child in self.children for below in child.walk())]


@dataclass
class Site:
    """What is answered; ``busy``: paths that answer 503, ``missing``: those that answer 404."""

    roots: list[Node]
    busy: set[str] = field(default_factory=set)
    missing: set[str] = field(default_factory=set)
    retry_after: str = ""

    def nodes(self) -> dict[str, Node]:
        """All lists by name."""
        return {node.name: node for root in self.roots for node in root.walk()}

    def answer(self, url: str, tag: str) -> tuple[int, dict[str, str], str]:
        """Status, headers, body; ``tag``: of If-None-Match."""
        place = url.removeprefix(f"{ROOT}/")
        path, _, query = place.partition("?page=")
        if place in self.missing:
            return 404, {}, ""
        if place in self.busy:
            return 503, {"Retry-After": self.retry_after} if self.retry_after else {}, ""
        node = self.nodes().get(path)
        if node is None:
            return 200, {}, f"The story of {path}."
        body = _body(node, int(query or 0))
        own = hashlib.blake2b(body.encode(), digest_size=8).hexdigest()
        headers = {"ETag": own} if node.tagged else {}
        return (304, headers, "") if node.tagged and tag == own else (200, headers, body)


def _body(node: Node, page: int) -> str:
    links = [f"{ROOT}/story/{article}" for article in node.articles]
    if node.kind == "index":
        return f"<sitemapindex>{''.join(map(_entry, node.children))}</sitemapindex>"
    if node.kind == "sitemap":
        return f"<urlset>{''.join(f'<url><loc>{link}</loc></url>' for link in links)}</urlset>"
    if node.kind == "feed":
        items = "".join(f"<item><title>A story</title><link>{link}</link></item>" for link in links)
        return f"<rss version='2.0'><channel><title>Stories</title>{items}</channel></rss>"
    first = page * PAGE
    stories = "".join(
        f"<article><h2><a href='{link}'>The harbour opens again after the storm</a></h2></article>"
        for link in links[first : first + PAGE]
    )
    onward = f"<a rel=next href='{node.url}?page={page + 1}'>Older</a>" if first + PAGE < len(links) else ""
    return f"<html><title>Stories</title><main>{stories}</main>{onward}</html>"


def _entry(child: Node) -> str:
    if not child.lastmod:
        return f"<sitemap><loc>{child.url}</loc></sitemap>"
    text = datetime.fromtimestamp(child.changed, UTC).isoformat()
    return (
        f"<sitemap><loc>{child.url}</loc><lastmod>{text[:10] if child.lastmod == 'day' else text}</lastmod></sitemap>"
    )
