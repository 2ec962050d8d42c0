"""Text and pictures of an article in one reading order, no words twice."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from crawler.extract.body import Piece
from crawler.extract.body.boilerplate_edges import BoilerplateEdges
from crawler.extract.images import ArticleImage
from crawler.extract.media.players import FoundMedia
from crawler.extract.media.providers import host_of, player_of
from crawler.record.items import Block

_APART = ("headline", "alternative_headline", "description", "byline")
_DASHES = " \u00a0-–—―:.,"

PlacedPieces = list[tuple[int, Piece]]
"""Pieces with their places in the body as it was read."""


def without_captions(pieces: list[Piece], figures: list[ArticleImage]) -> PlacedPieces:
    """The pieces with their places, less those that a figure has taken as its words."""
    taken = {inner for word in {w for figure in figures for w in figure.words} for inner in word.iter()}
    return [(i, p) for i, p in enumerate(pieces) if p.element not in taken]


def without_edges(kept: PlacedPieces, edges: BoilerplateEdges) -> PlacedPieces:
    """The pieces without dateline, bylines and notes, which have fields of their own."""
    if edges.dateline:
        kept[edges.opening_index][1].block.text = edges.opening
    return [pair for i, pair in enumerate(kept) if i not in edges.dropped]


def without_standfirst(kept: PlacedPieces, standfirst: str | None) -> PlacedPieces:
    """The pieces without the standfirst that opens them, which is the article's description."""
    opens = bool(kept and standfirst) and " ".join((kept[0][1].block.text or "").split()) == standfirst
    return kept[1:] if opens else kept


def without_extracted_fields(kept: PlacedPieces, told: Mapping[str, Any]) -> PlacedPieces:
    """The pieces without what a rule has found for other fields: byline, standfirst, notes, an opening dateline."""
    texts = {note.text for note in told.get("corrections", ())} | {told[name] for name in _APART if name in told}
    left = [(i, p) for i, p in kept if (p.block.text or "").replace("\n", " ") not in texts]
    dateline = told.get("dateline")
    if dateline and left and (left[0][1].block.text or "").startswith(dateline):
        block = left[0][1].block
        block.text = (block.text or "")[len(dateline) :].lstrip(_DASHES)
    return left


def in_order(kept: PlacedPieces, figures: list[ArticleImage], players: list[FoundMedia]) -> list[Block]:
    """The blocks of text, pictures and players, each where the page shows it."""
    images = [((figure.after, 0, i), Block("image", image=i)) for i, figure in enumerate(figures)]
    embeds = [((p.after, 0, len(images) + i), _embed(p.urls[0])) for i, p in enumerate(players)]
    texts = [((place, 1, 0), piece.block) for place, piece in kept]
    return [block for _, block in sorted(images + embeds + texts, key=lambda pair: pair[0])]


def _embed(url: str) -> Block:
    player = player_of(url)
    return Block("embed", url=url, provider=player.provider if player else host_of(url))
