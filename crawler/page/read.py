"""HTML → raw article: every reader of the room called once, and the choice between their candidates."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lxml.html import HtmlElement

from crawler.items import Article, Block
from crawler.page.body import Body, Piece, read_body
from crawler.page.candidates import Candidate, best
from crawler.page.figures import Figure, read_figures
from crawler.page.metadata import read_metadata
from crawler.page.page import Page

Fields = dict[str, list[Candidate]]


def extract(page: Page, hints: Mapping[str, Any] | None = None, rule: None = None) -> Article:
    """Read an article off a page: raw, its texts not yet cleaned and its credits not yet read.

    ``hints``: what was said of the page where it was found, by field name; the least trusted candidates.
    """
    body = read_body(page)
    figures = read_figures(page, body)
    kept = _without_captions(body.pieces, figures)
    fields = read_metadata(page, [p.block.text or "" for _, p in kept])
    _add_hints(fields, hints or {})
    article = Article(url=page.url, requested_url=page.url, date_downloaded=page.date_downloaded)
    article.images = [f.image for f in figures]
    article.blocks = _in_order(kept, figures)
    article.warnings = list(body.warnings)
    _fill(article, fields)
    article.provenance |= {"article_body": body.origin} if kept else {}
    article.provenance |= {"images": "dom"} if figures else {}
    return article


def _fill(article: Article, fields: Fields) -> None:
    article.warnings += [c.value for c in fields.pop("warnings", [])]
    for name, candidates in fields.items():
        if chosen := best(candidates):
            setattr(article, name, chosen.value)
            article.provenance[name] = chosen.origin


def _add_hints(fields: Fields, hints: Mapping[str, Any]) -> None:
    origin = str(hints.get("origin", "feed"))
    for name, value in hints.items():
        if name in Article.__dataclass_fields__:
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
