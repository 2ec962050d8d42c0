"""Features for the page type: declarations, the form of the URL, the elements and text blocks."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from functools import cache, lru_cache
from math import log1p
from pathlib import Path

from crawler.extract.body import Body
from crawler.extract.document.jsonld import types
from crawler.extract.document.page import Page
from crawler.extract.page_type.text_distribution import TextDistribution
from crawler.normalize.urls import split

KINDS = ("forum", "product", "documentation", "service", "collection", "listing", "article")
_PHRASE_LISTS = ("buy", "offer", "thread", "manual", "filter")
_PRICE = re.compile(r"[$€£¥₹₩]\s?\d|\d\s?(?:€|£|zł|kr\b|руб|₽|USD|EUR|TL\b|lei\b|Kč|Ft\b)")
_PART = re.compile(r"[a-z]+|\d+")
_POST = re.compile(
    r"(?:^|[\s_-])(?:post|message|msg|reply|answer|comment|topic|thread)(?:s|[\s_-]|$)|postbody|cooked", re.I
)
_CARD = re.compile(r"product|card|tile|grid|item", re.I)
_SIDE = re.compile(r"sidebar|toc|sidenav|docs|menu|breadcrumb", re.I)
_SYSTEM = re.compile(
    r"(?P<forum>vbulletin|phpbb|discourse|xenforo|mybb|invision|flarum|nodebb|smf\b|bbpress)"
    r"|(?P<product>shopify|woocommerce|magento|prestashop|bigcommerce|product-template|single-product|template-product)"
    r"|(?P<documentation>mkdocs|sphinx|docusaurus|gitbook|read ?the ?docs|vitepress|mintlify|mdbook|doxygen|mediawiki)"
    r"|(?P<collection>template-collection|tax-product_cat|post-type-archive|category-page|archive\b|\bblog\b)"
    r"|(?P<article>single-post|postid-|type-article|node-type-article|\bpost-template|article-page)",
    re.I,
)
_TYPES = {
    "forum": {"DiscussionForumPosting", "QAPage", "Question", "Comment"},
    "product": {"Product", "ProductGroup", "IndividualProduct", "Vehicle", "Book", "MobileApplication"},
    "service": {"Service", "LocalBusiness", "ProfessionalService", "SoftwareApplication", "Course", "Attorney"},
    "documentation": {"TechArticle", "APIReference", "HowTo", "FAQPage"},
    "collection": {"CollectionPage", "ItemList", "OfferCatalog", "SearchResultsPage"},
    "page": {"WebPage", "WebSite", "Organization", "Corporation"},
    "article": {"NewsArticle", "BlogPosting", "Article", "Review", "ReportageNewsArticle", "Recipe"},
}  # fmt: skip
_DATED = ("article:published_time", "og:article:published_time", "datepublished", "parsely-pub-date", "pubdate", "date")
_MAX_PHRASES = 8
_SHORT, _LONG, _PROSE, _PARAGRAPH = 40, 100, 80, 150
_UNSURE = 0.92

Evidence = dict[str, float]


def evidence(page: Page, body: Body, shape: TextDistribution, is_dated: bool, is_signed: bool) -> Evidence:
    """Return features from 0 to about 3 by name; the flags state whether a date and an author were found."""
    found = {f"type:{k}": 1.0 for k in _TYPES if not _TYPES[k].isdisjoint(_declared(page))}
    og_type = (page.data.first("og:type") or "").lower()
    found |= {f"og:{k}": 1.0 for k in ("article", "product", "website", "profile", "blog") if og_type.endswith(k)}
    found |= {
        "dated": float(any(name in page.data.meta for name in _DATED)),
        "signed": float("author" in page.data.article or "author" in page.data.meta),
    }
    found |= {"has_date": float(is_dated), "has_author": float(is_signed), "has_both": float(is_dated and is_signed)}
    found |= _url_features(page.url)
    found |= {f"system:{k}": 1.0 for k in {m.lastgroup for m in _SYSTEM.finditer(_system(page))} if k}
    found |= _element_features(page)
    found |= _block_features(body, shape)
    return found


def _declared(page: Page) -> set[str]:
    return {t for node in page.data.json_ld[:60] for t in types(node)}


def _system(page: Page) -> str:
    body = page.root.find("body")
    classes = body.get("class") or "" if body is not None else ""
    return f"{page.data.first('generator') or ''} {page.root.get('class') or ''} {classes} {page.root.get('id') or ''}"[
        :2000
    ]


def _url_features(url: str) -> Evidence:
    parts = split(url)
    path = [part for part in parts.path.casefold().split("/") if part]
    last = path[-1] if path else ""
    words = {w for part in path[:-1] for w in _PART.findall(part)}
    hosts = set(_PART.findall((parts.hostname or "").casefold()))
    found = {f"path:{k}": 1.0 for k in KINDS if not words.isdisjoint(page_words(k))}
    found |= {f"last:{k}": 1.0 for k in KINDS if not page_words(k).isdisjoint(_PART.findall(last)[:2])}
    found |= {f"host:{k}": 1.0 for k in KINDS if not hosts.isdisjoint(page_words(k))}
    found |= {
        "front": float(not path),
        "depth": min(len(path), 6) / 3,
        "hyphens": min(last.count("-"), 8) / 4,
        "numbered": float(bool(re.search(r"\d{4,}", last))),
        "dated_path": float(bool(re.search(r"/(?:19|20)\d\d/", parts.path))),
    }
    return found


def _element_features(page: Page) -> Evidence:
    counts: Counter[str] = Counter()
    phrases: Counter[str] = Counter()
    for element in page.root.iter("form", "button", "input", "select", "pre", "code", "table", "time", "h2", "h3", "a"):
        counts[str(element.tag)] += 1
        if element.tag in ("a", "button", "input"):
            text = (element.text or element.get("value") or element.get("aria-label") or "").strip().casefold()
            if 1 < len(text) <= _SHORT and (kind := _phrases().get(text)):
                phrases[kind] += 1
    found = {f"n:{tag}": log1p(n) / 2 for tag, n in counts.items()}
    return found | {f"says:{kind}": log1p(min(n, _MAX_PHRASES)) for kind, n in phrases.items()}


def _block_features(body: Body, shape: TextDistribution) -> Evidence:
    kept = set(body.kept)
    names: Counter[str] = Counter()
    phrases: Counter[str] = Counter()
    prices = prose = questions = long = items = headings = 0
    for place, block in enumerate(body.text_blocks):
        text = block.text
        if len(text) <= _SHORT and (kind := _phrases().get(text.casefold().strip(" :."))):
            phrases[kind] += 1
        prices += _PRICE.search(text) is not None if len(text) < _LONG else 0
        prose += len(text) > _PROSE and not block.links * 2 > len(text)
        questions += place in kept and text.endswith(("?", "？"))
        if place in kept:
            long += len(text) if len(text) > _PARAGRAPH else 0
            items += block.tag in ("li", "dd", "td")
            headings += block.tag in ("h1", "h2", "h3", "h4")
        for kind in _named(f"{block.names} {block.box.names}"):
            names[kind] += 1
    text_blocks = max(1, len(body.text_blocks))
    found = {f"said:{kind}": log1p(min(n, _MAX_PHRASES)) for kind, n in phrases.items()}
    found |= {f"named:{kind}": n / text_blocks * 2 for kind, n in names.items()}
    return found | {
        "confidence": body.confidence or 0.0,
        "unsure": float((body.confidence or 0.0) < _UNSURE),
        "long": long / max(1, sum(len(body.text_blocks[place].text) for place in kept)),
        "items": items / max(1, len(kept)),
        "headings": headings / max(1, len(kept)),
        "blocks": log1p(len(kept)) / 3,
        "prices": log1p(prices) / 2,
        "prose": log1p(prose) / 2,
        "questions": log1p(questions) / 2,
        "text": log1p(shape.text / 500) / 2,
        "stretch": log1p(shape.stretch / 500) / 2,
        "kept": shape.text / max(1, shape.shown),
        "teasers": log1p(shape.teasers) / 3,
        "linked": shape.linked / max(1, shape.shown),
        "woven": min(1.0, shape.woven / max(1, shape.text)),
        "shown": log1p(shape.shown / 1000) / 3,
    }


@lru_cache(4_000)
def _named(names: str) -> tuple[str, ...]:
    found = (("post", _POST), ("card", _CARD), ("side", _SIDE))
    return tuple(kind for kind, pattern in found if pattern.search(names))


@cache
def page_words(kind: str) -> frozenset[str]:
    """Return the words of one page type, from ``page_words.toml``."""
    return frozenset(_tables()[kind])


@cache
def _phrases() -> dict[str, str]:
    return {text: kind for kind in _PHRASE_LISTS for text in _tables()[kind]}


@cache
def _tables() -> dict[str, list[str]]:
    return dict(tomllib.loads(Path(__file__).with_name("page_words.toml").read_text("utf-8")))
