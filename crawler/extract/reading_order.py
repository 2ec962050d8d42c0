"""The text and media of an article in reading order, without duplicated text."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from typing import Any

from lxml import etree
from lxml.html import HtmlElement

from crawler.extract.body import Piece
from crawler.extract.body.boilerplate_edges import BoilerplateEdges
from crawler.extract.images import ArticleImage
from crawler.extract.media.players import FoundMedia
from crawler.extract.media.providers import player_of
from crawler.normalize.urls import host_of
from crawler.record.items import Block

_OWN_FIELDS = ("headline", "alternative_headline", "description", "byline")
_SILENT = frozenset(("script", "style", "noscript", "button", "svg"))
_FEW = 3
"""Elements above a picture's words that may hold nothing else."""
_DASHES = " \u00a0-–—―:.,"

PlacedPieces = list[tuple[int, Piece]]
"""Pieces of the body with their index in it."""


def without_captions(pieces: list[Piece], figures: list[ArticleImage]) -> PlacedPieces:
    """Return the pieces with their index, without those used as captions."""
    taken = {inner for word in {w for figure in figures for w in figure.words} for inner in word.iter()}
    around = {a for word in taken for a in islice(word.iterancestors(), _FEW)} - taken
    return [
        (i, p)
        for i, p in enumerate(pieces)
        if p.element not in taken and not (p.element in around and _says_nothing_else(p.element, taken))
    ]


def _says_nothing_else(element: HtmlElement, taken: set[HtmlElement]) -> bool:
    """Return whether all text of an element is in ``taken`` elements, as in a list item of picture and caption."""
    for inner in element.iter(etree.Element):
        if inner in taken or inner.tag in _SILENT:
            texts = [inner.tail] if inner is not element and inner.getparent() not in taken else []
        else:
            texts = [inner.text, inner.tail if inner is not element else None]
        if any(text and not text.isspace() for text in texts):
            return False
    return True


def without_edges(kept: PlacedPieces, edges: BoilerplateEdges) -> PlacedPieces:
    """Return the pieces without dateline, bylines and notes, which have fields of their own."""
    if edges.dateline:
        kept[edges.opening_index][1].block.text = edges.opening
    return [pair for i, pair in enumerate(kept) if i not in edges.dropped]


def without_extracted_fields(kept: PlacedPieces, extracted: Mapping[str, Any]) -> PlacedPieces:
    """Return the pieces without the values that a rule found for other fields: byline, standfirst, notes, dateline."""
    texts = {note.text for note in extracted.get("corrections", ())} | {
        extracted[name] for name in _OWN_FIELDS if name in extracted
    }
    left = [(i, p) for i, p in kept if (p.block.text or "").replace("\n", " ") not in texts]
    dateline = extracted.get("dateline")
    if dateline and left and (left[0][1].block.text or "").startswith(dateline):
        block = left[0][1].block
        block.text = (block.text or "")[len(dateline) :].lstrip(_DASHES)
    return left


def in_order(kept: PlacedPieces, figures: list[ArticleImage], players: list[FoundMedia]) -> list[Block]:
    """Return the blocks of text, images and players in the order of the page."""
    images = [((figure.after, 0, i), Block("image", image=i)) for i, figure in enumerate(figures)]
    embeds = [((p.after, 0, len(images) + i), _embed(p.urls[0])) for i, p in enumerate(players)]
    texts = [((place, 1, 0), piece.block) for place, piece in kept]
    return [block for _, block in sorted(images + embeds + texts, key=lambda pair: pair[0])]


def _embed(url: str) -> Block:
    player = player_of(url)
    return Block("embed", url=url, provider=player.provider if player else host_of(url) or None)
