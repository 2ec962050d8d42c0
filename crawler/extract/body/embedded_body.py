"""The article text in embedded data, for pages whose DOM elements do not contain it."""

from __future__ import annotations

import html
from dataclasses import dataclass
from typing import Any

from crawler.extract.body.assemble import Assembly
from crawler.extract.body.content import Body
from crawler.extract.body.local_features import size
from crawler.extract.body.text_block import TextBlock, Walk
from crawler.extract.body.walk import walk
from crawler.extract.document.jsonld import Node, is_article
from crawler.extract.document.page import Page, parse
from crawler.extract.embedded import find_articles, states
from crawler.extract.embedded.markup import MAX_CHARS, as_html, escaped
from crawler.normalize.word_tables import squash

LITTLE = 600
"""Size of the visible text from which on it is preferred without comparison."""
_TEASER = 2500
"""Size up to which the visible text may be only the opening of the embedded one."""
_MORE = 2
"""How many times larger the embedded text must be to be preferred."""
_LEAST = 250
_OPENING = 80
_TITLE = 25
_FRONT = 15
"""Number of links as long as titles from which on a page may be a front page, with the texts of other articles."""


@dataclass(slots=True)
class _Text:
    found: Walk
    kept: list[int]
    origin: str
    source: str
    size: int

    @property
    def text_blocks(self) -> list[TextBlock]:
        """The kept blocks."""
        return [self.found.text_blocks[place] for place in self.kept]


def embedded_body(page: Page, text_blocks: list[TextBlock], kept: list[int]) -> Body | None:
    """Return the embedded text, if the visible text (the ``kept`` blocks) is short and the embedded one much longer."""
    shown = [text_blocks[place].text for place in kept]
    most = _TEASER if "liveBlogUpdate" not in page.data.article else MAX_CHARS  # only the latest entries are visible
    if sum(map(len, shown)) >= most or (own := sum(map(size, shown))) >= most:
        return None
    found = [t for t in _texts(page, own, text_blocks) if t.size >= _LEAST and _is_better(t, own, shown)]
    best = max(found, key=_worth, default=None)
    if best is None:
        return None
    assembly = Assembly(best.found.text_blocks, best.kept)
    warning = f"article_body: not in the page's elements, taken from {best.source}"
    return Body(assembly.pieces, assembly.media(best.found.media), best.origin, [warning])


def _texts(page: Page, own: int, text_blocks: list[TextBlock]) -> list[_Text]:
    """Return the text in JSON-LD and, if that and the page have little, those in the application state."""
    node = page.data.article
    markup = _live_blog(node) or _article_body(node)
    found = [_text(markup, "json-ld", "JSON-LD")] if len(markup) * 2 > own * _MORE else []
    if own < LITTLE and any(s.text for s in page.tagged["script"]):
        titles = sum(block.links == len(block.text) > _TITLE for block in text_blocks)
        for markup in find_articles(states(page.tagged["script"]), page.data.titles, page.url, titles > _FRONT):
            found.append(_text(markup, "inferred", "the state of its application"))
    return found


def _text(markup: str, origin: str, source: str) -> _Text:
    found = walk(parse(f"<html><body>{markup[:MAX_CHARS]}", "").root) if markup else Walk()
    seen: set[str] = set()
    kept: list[int] = []
    for place, block in enumerate(found.text_blocks):
        if block.text not in seen and block.links < len(block.text):
            kept.append(place)
            seen.add(block.text)
    return _Text(found, kept, origin, source, sum(size(found.text_blocks[i].text) for i in kept))


def _is_better(text: _Text, own: int, shown: list[str]) -> bool:
    if text.size <= own * _MORE:
        return False
    if own < LITTLE:
        return True
    opening = squash(max(shown[:3], key=len))[:_OPENING]
    return opening in squash(" ".join(block.text for block in text.text_blocks))


def _worth(text: _Text) -> float:
    """Return the size, reduced for a text that has lost its paragraphs or is truncated."""
    text_blocks = text.text_blocks
    whole = len(text_blocks) * 2000 < text.size and text.size > 1500
    cut = text_blocks[-1].text.endswith(("…", "..."))
    return text.size * (0.7 if whole else 1) * (0.5 if cut else 1)


def _article_body(node: Node) -> str:
    text = node.get("articleBody") or node.get("text")
    if not isinstance(text, str):
        return ""
    return as_html(html.unescape(text) if "&" in text and "<" not in text else text)


def _live_blog(node: Node) -> str:
    """Return the entries of a live blog as HTML, each under its heading, or its time if it has none."""
    entries = node.get("liveBlogUpdate")
    named = [e for e in (entries if isinstance(entries, list) else [entries]) if isinstance(e, dict) and is_article(e)]
    heads = (escaped(_first_text(entry, "headline", "name", "datePublished")) for entry in named)
    return "".join(f"<h2>{head}</h2>{_article_body(entry)}" for head, entry in zip(heads, named, strict=True))


def _first_text(node: Node, *keys: str) -> str:
    values: list[Any] = [node.get(key) for key in keys]
    return next((html.unescape(v) for v in values if isinstance(v, str) and v.strip()), "")
