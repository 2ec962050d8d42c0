"""HTML → raw article: every reader of the room called once, and the choice between their candidates."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lxml.html import HtmlElement

from crawler.items import Article, Block
from crawler.page.body import Piece, read_body
from crawler.page.candidates import Candidate, best
from crawler.page.edges import Edges, read_edges
from crawler.page.figures import Figure, read_figures
from crawler.page.metadata import read_metadata
from crawler.page.page import Page
from crawler.page.rules import FIELDS as RULE_FIELDS
from crawler.page.rules import Rule, drop, read_rule, without_boilerplate

Fields = dict[str, list[Candidate]]


def extract(page: Page, hints: Mapping[str, Any] | None = None, rule: Rule | None = None) -> Article:
    """Read an article off a page: raw, its texts not yet cleaned and its credits not yet read.

    ``hints``: what was said of the page where it was found, by field name; the least trusted candidates.
    ``rule``: what the page's source file says of it; the most trusted.
    """
    if rule is not None:
        drop(page, rule)
    body = read_body(page)
    figures = read_figures(page, body)
    kept = _without_captions(body.pieces, figures)
    edges = read_edges([p.block.text or "" for _, p in kept])
    fields = read_metadata(page, [p.block.text or "" for _, p in kept], edges)
    _add_rule(fields, read_rule(page, rule) if rule is not None else {})
    _add_hints(fields, hints or {})
    article = Article(url=page.url, requested_url=page.url, date_downloaded=page.date_downloaded)
    article.images = [f.image for f in figures]
    article.blocks = _in_order(_trim(kept, edges), figures)
    if rule is not None:
        article.blocks = without_boilerplate(article.blocks, rule)
    article.warnings = list(body.warnings)
    _fill(article, fields)
    article.provenance |= {"article_body": body.origin} if kept else {}
    article.provenance |= {"images": "dom"} if figures else {}
    return article


def _trim(kept: list[tuple[int, Piece]], edges: Edges) -> list[tuple[int, Piece]]:
    """The body without its dateline, bylines and notes, which have fields of their own."""
    if edges.dateline:
        kept[edges.opening_index][1].block.text = edges.opening
    return [pair for i, pair in enumerate(kept) if i not in edges.dropped]


def _add_rule(fields: Fields, found: Fields) -> None:
    for name, candidates in found.items():
        fields[name] = [*candidates, *fields.get(name, [])]


def _fill(article: Article, fields: Fields) -> None:
    article.warnings += [c.value for c in fields.pop("warnings", [])]
    for name, candidates in fields.items():
        if chosen := best(candidates):
            setattr(article, name, chosen.value)
            article.provenance[name] = chosen.origin


def _add_hints(fields: Fields, hints: Mapping[str, Any]) -> None:
    origin = str(hints.get("origin", "feed"))
    for name, value in hints.items():
        if name in RULE_FIELDS:
            fields.setdefault(name, []).append(Candidate(value, origin))


def _without_captions(pieces: list[Piece], figures: list[Figure]) -> list[tuple[int, Piece]]:
    """The pieces with their places, less those that a figure has taken as its words."""
    taken = {word for figure in figures for word in figure.words}
    if not taken:
        return list(enumerate(pieces))
    return [(i, p) for i, p in enumerate(pieces) if p.element is None or not _inside(p.element, taken)]


def _inside(element: HtmlElement, taken: set[HtmlElement]) -> bool:
    return element in taken or any(a in taken for a in element.iterancestors())


def _in_order(kept: list[tuple[int, Piece]], figures: list[Figure]) -> list[Block]:
    """Text and images in one reading order; images that the page shows once stand where it shows them."""
    images = [((figure.after, 0, i), Block("image", image=i)) for i, figure in enumerate(figures)]
    texts = [((place, 1, 0), piece.block) for place, piece in kept]
    return [block for _, block in sorted(images + texts, key=lambda pair: pair[0])]
