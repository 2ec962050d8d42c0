"""Extract a raw article from a page: call every reader once and choose between their candidates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lxml.html import HtmlElement

from crawler.extract.body import Body, read_body
from crawler.extract.body.boilerplate_edges import read_boilerplate_edges
from crawler.extract.body.context_blocks import context_blocks
from crawler.extract.candidates import Candidate, best
from crawler.extract.document.jsonld import is_article
from crawler.extract.document.page import Page
from crawler.extract.hints import add_images, disagreements, from_hints
from crawler.extract.images import ArticleImage, read_images
from crawler.extract.images.page_credits import add_credits
from crawler.extract.is_based_on import read_original_from_text
from crawler.extract.media.media import read_media
from crawler.extract.media.players import FoundMedia, read_players
from crawler.extract.metadata import read_metadata
from crawler.extract.page_type.page_type import read_page_type
from crawler.extract.reading_order import (
    PlacedPieces,
    in_order,
    without_captions,
    without_edges,
    without_extracted_fields,
)
from crawler.extract.rights.opt_out import site_policy, with_own_policy
from crawler.extract.site_rules.apply import body_elements, read_rule
from crawler.extract.site_rules.rule import Rule, drop, is_boilerplate
from crawler.extract.standfirst import split_standfirst
from crawler.extract.warnings import missing
from crawler.record.items import Article

_LONG = 60
"""Minimum length of a paragraph of the text, in characters."""

Fields = dict[str, list[Candidate]]


@dataclass(slots=True)
class Reading:
    """An article, and the candidates for its fields, the chosen ones first."""

    article: Article
    fields: Fields


def extract(page: Page, hints: Mapping[str, Any] | None = None, rule: Rule | None = None) -> Article:
    """Extract the raw article of a page: texts not yet normalized, credits not yet parsed.

    ``hints`` are facts by field name from the feed or list that linked to the page; they are trusted least. ``rule``
    holds the rules in the page's source file; they are trusted most.
    """
    return read(page, hints or {}, rule).article


def read(page: Page, hints: Mapping[str, Any], rule: Rule | None) -> Reading:
    """Extract the article as :func:`extract` does, and keep the candidates."""
    rule = rule or Rule()
    from_rule, holders = read_rule(page, rule), body_elements(page, rule)
    drop(page, rule)
    body = read_body(page, holders)
    images = read_images(page, body)
    add_credits(page, images)
    kept = [(i, p) for i, p in without_captions(body.pieces, images) if not is_boilerplate(p.block, rule)]
    texts = [(piece.block.text or "").replace("\n", " ") for _, piece in kept]
    edges = read_boilerplate_edges(texts, frozenset(i for i, (_, p) in enumerate(kept) if p.block.type == "heading"))
    context = context_blocks(body)
    metadata = read_metadata(
        page, texts, edges, _opening(kept), rule.language, [text_block.text for text_block in context]
    )
    metadata["is_based_on"] += read_original_from_text(page, body, context)
    fields = _merge(from_rule, metadata, from_hints(hints), site_policy(page, hints))
    fields["tdm_policy"] = with_own_policy(fields["tdm_reservation"], fields["tdm_policy"])
    free = best(fields["is_accessible_for_free"])
    known = [best(fields[name]) is not None for name in ("date_published", "authors")]
    for name, candidate in read_page_type(page, body, free.value if free else None, *known):
        fields[name].insert(0, candidate)
    kind = best(fields["type"])
    players = read_players(page, body) if kind and is_article({"@type": kind.value}) else None
    fields |= read_media(page, players) if players is not None else {}
    kept, fields["description"] = split_standfirst(without_edges(kept, edges), body, fields["description"])
    kept = without_extracted_fields(
        kept, {name: c[0].value for name, c in fields.items() if c and c[0].origin == "rule"}
    )
    article = _article(page, body, kept, images, players or [])
    _fill(article, fields)
    article.warnings += missing(article)
    if hints:
        add_images(article, hints)
        article.warnings += disagreements(article, hints)
    return Reading(article, fields)


def _opening(kept: PlacedPieces) -> HtmlElement | None:
    """Return the element of the first paragraph of the text."""
    long = (p.element for _, p in kept if p.block.type == "paragraph" and len(p.block.text or "") > _LONG)
    return next(long, None)


def _article(
    page: Page, body: Body, kept: PlacedPieces, images: list[ArticleImage], players: list[FoundMedia]
) -> Article:
    article = Article(url=page.url, requested_url=page.url, date_downloaded=page.date_downloaded)
    article.images = [figure.image for figure in images]
    article.blocks = in_order(kept, images, players)
    article.warnings = list(body.warnings)
    article.confidence = body.confidence if kept else None
    article.provenance |= {"article_body": body.origin} if kept else {}
    article.provenance |= {"confidence": "inferred"} if article.confidence is not None else {}
    article.provenance |= {"images": "dom"} if images else {}
    return article


def _merge(*sources: Fields) -> Fields:
    names = dict.fromkeys(name for source in sources for name in source)
    return {name: [c for source in sources for c in source.get(name, ())] for name in names}


def _fill(article: Article, fields: Fields) -> None:
    article.warnings += [c.value for c in fields.pop("warnings", [])]
    for name, candidates in fields.items():
        if chosen := best(candidates):
            setattr(article, name, chosen.value)
            article.provenance[name] = chosen.origin
