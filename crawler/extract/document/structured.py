"""The machine-readable data of a page: JSON-LD, meta elements and microdata, each read once."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from lxml.html import HtmlElement

from crawler.extract.document.jsonld import Node, article_node, nodes, types
from crawler.extract.document.microdata import read_microdata

_RELS = frozenset(("canonical", "license"))
_META_NAMES = frozenset(("name", "property", "itemprop", "http-equiv"))
MAX_TITLE = 1_000
"""Maximum length of a title or headline, in characters; a longer text is something else."""


class Structured:
    """The machine-readable data of one page, computed on first access."""

    def __init__(self, root: HtmlElement, url: str, tagged: dict[str, list[HtmlElement]]) -> None:
        self._root = root
        self._url = url
        self._tagged = tagged

    @cached_property
    def json_ld(self) -> list[Node]:
        """All JSON-LD nodes in document order, with those of ``@graph``, lists and ``mainEntity`` in one flat list."""
        scripts = (s for s in self._tagged["script"] if "ld+json" in (s.get("type") or "").lower())
        return nodes(s.text for s in scripts)

    @cached_property
    def by_id(self) -> dict[str, Node]:
        """JSON-LD nodes by ``@id``; the largest one if several share it."""
        found: dict[str, Node] = {}
        for node in self.json_ld:
            key = node.get("@id")
            if isinstance(key, str) and len(node) > len(found.get(key, ())):
                found[key] = node
        return found

    @cached_property
    def article(self) -> Node:
        """The JSON-LD node of this page's article, ``{}`` if there is none."""
        return article_node(self.json_ld, self._url, self.titles)

    @cached_property
    def web_page(self) -> Node:
        """The JSON-LD node of the page itself (schema.org WebPage), ``{}`` if there is none."""
        return next((n for n in self.json_ld if any(t.endswith("WebPage") for t in types(n))), {})

    @cached_property
    def meta(self) -> dict[str, list[str]]:
        """Contents of ``meta`` elements by lower-case name, property or itemprop, in document order."""
        found: dict[str, list[str]] = {}
        for element in self._tagged["meta"]:
            content, names = "", []
            for key, value in element.items():
                if key == "content":
                    content = value.strip()
                elif key in _META_NAMES:
                    names.append(value.strip().lower())
            if content:
                for name in dict.fromkeys(names):
                    found.setdefault(name, []).append(content)
        return found

    @cached_property
    def links(self) -> dict[str, list[str]]:
        """Values of ``href`` of ``link`` elements, as written, by the ``rel`` values that readers use."""
        found: dict[str, list[str]] = {}
        for element in self._tagged["link"]:
            said = element.get("rel", "").lower()
            if ("canonical" in said or "license" in said) and (href := element.get("href")):
                for rel in _RELS.intersection(said.split()):
                    found.setdefault(rel, []).append(href)
        return found

    @cached_property
    def marked_links(self) -> dict[str, list[HtmlElement]]:
        """``a`` elements by ``rel``: tag, category, licence."""
        found: dict[str, list[HtmlElement]] = {}
        for element in self._tagged["a"]:
            if (rels := element.get("rel")) and ("tag" in rels or "license" in rels):
                for rel in rels.lower().split():
                    found.setdefault(rel, []).append(element)
        return found

    @cached_property
    def titles(self) -> list[str]:
        """The contents of ``title`` and ``og:title``; of a ``title`` without an end only the text before any markup."""
        own = "".join(text for title in self._tagged["title"][:1] for text in title.itertext())
        own = own if len(own) <= MAX_TITLE else own.partition("<")[0]
        return [t for t in (*self.meta.get("og:title", ()), own) if len(t) <= MAX_TITLE and t.strip()]

    @cached_property
    def microdata(self) -> dict[str, list[str]]:
        """Values of the article's microdata by itemprop; ``{}`` if there is none, or if JSON-LD has a headline."""
        return {} if self.article.get("headline") else read_microdata(self._root, self.titles)

    def item(self, name: str) -> str | None:
        """Return the first value of an itemprop of the article's microdata."""
        return next(iter(self.microdata.get(name, ())), None)

    def first(self, *names: str) -> str | None:
        """Return the first non-empty content of these meta names, in this order."""
        meta = self.meta
        for name in names:
            if name in meta:
                return meta[name][0]
        return None

    def resolve(self, value: Any) -> Any:
        """Return a JSON-LD value, or the node that it references by ``@id``."""
        if isinstance(value, dict) and "name" not in value and isinstance(value.get("@id"), str):
            return self.by_id.get(value["@id"], value)
        return value
