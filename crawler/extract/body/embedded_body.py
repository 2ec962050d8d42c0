"""The article's text as the page's data hold it, for pages that do not hold it in their elements."""

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
"""Size of the text on the page from which on the page itself is believed, all of it."""
_TEASER = 2500
"""Size up to which it may be no more than the opening of what the data hold."""
_MORE = 2
"""How many times more text data must hold to be believed over the page."""
_LEAST = 250
_OPENING = 80
_TITLE = 25
_FRONT = 15
"""Links as long as titles from which on a page may be a front, whose state holds the texts of others."""


@dataclass(slots=True)
class _Text:
    found: Walk
    kept: list[int]
    origin: str
    named: str
    size: int

    @property
    def text_blocks(self) -> list[TextBlock]:
        """The blocks that are kept."""
        return [self.found.text_blocks[place] for place in self.kept]


def embedded_body(page: Page, text_blocks: list[TextBlock], kept: list[int]) -> Body | None:
    """The text that the page's data hold, where its elements show little (the ``kept`` blocks) and the data more."""
    shown = [text_blocks[place].text for place in kept]
    most = _TEASER if "liveBlogUpdate" not in page.data.article else MAX_CHARS  # a page shows its last entries alone
    if sum(map(len, shown)) >= most or (own := sum(map(size, shown))) >= most:
        return None
    found = [t for t in _texts(page, own, text_blocks) if t.size >= _LEAST and _is_better(t, own, shown)]
    best = max(found, key=_worth, default=None)
    if best is None:
        return None
    assembly = Assembly(best.found.text_blocks, best.kept)
    warning = f"article_body: not in the page's elements, taken from {best.named}"
    return Body(assembly.pieces, assembly.media(best.found.spots), best.origin, [warning])


def _texts(page: Page, own: int, text_blocks: list[TextBlock]) -> list[_Text]:
    """What JSON-LD says, and where that and the page say little, what the application's state says."""
    node = page.data.article
    markup = _live(node) or _article_body(node)
    found = [_text(markup, "json-ld", "JSON-LD")] if len(markup) * 2 > own * _MORE else []
    if own < LITTLE and any(s.text for s in page.tagged["script"]):
        titles = sum(block.links == len(block.text) > _TITLE for block in text_blocks)
        for markup in find_articles(states(page.tagged["script"]), page.data.titles, page.url, titles > _FRONT):
            found.append(_text(markup, "inferred", "the state of its application"))
    return found


def _text(markup: str, origin: str, named: str) -> _Text:
    found = walk(parse(f"<html><body>{markup[:MAX_CHARS]}", "").root) if markup else Walk()
    seen: set[str] = set()
    kept: list[int] = []
    for place, block in enumerate(found.text_blocks):
        if block.text not in seen and block.links < len(block.text):
            kept.append(place)
            seen.add(block.text)
    return _Text(found, kept, origin, named, sum(size(found.text_blocks[i].text) for i in kept))


def _is_better(text: _Text, own: int, shown: list[str]) -> bool:
    if text.size <= own * _MORE:
        return False
    if own < LITTLE:
        return True
    opening = squash(max(shown[:3], key=len))[:_OPENING]
    return opening in squash(" ".join(block.text for block in text.text_blocks))


def _worth(text: _Text) -> float:
    """Its length; a text that has lost its paragraphs counts less than one that is a little shorter and has them."""
    text_blocks = text.text_blocks
    whole = len(text_blocks) * 2000 < text.size and text.size > 1500
    cut = text_blocks[-1].text.endswith(("…", "..."))
    return text.size * (0.7 if whole else 1) * (0.5 if cut else 1)


def _article_body(node: Node) -> str:
    text = node.get("articleBody") or node.get("text")
    if not isinstance(text, str):
        return ""
    return as_html(html.unescape(text) if "&" in text and "<" not in text else text)


def _live(node: Node) -> str:
    """The entries of a live blog, each under its heading, or under its time where it has none."""
    entries = node.get("liveBlogUpdate")
    named = [e for e in (entries if isinstance(entries, list) else [entries]) if isinstance(e, dict) and is_article(e)]
    heads = (escaped(_is_stated(entry, "headline", "name", "datePublished")) for entry in named)
    return "".join(f"<h2>{head}</h2>{_article_body(entry)}" for head, entry in zip(heads, named, strict=True))


def _is_stated(node: Node, *keys: str) -> str:
    values: list[Any] = [node.get(key) for key in keys]
    return next((html.unescape(v) for v in values if isinstance(v, str) and v.strip()), "")
