"""The schema.org type of a page, and whether it is an article at all."""

from __future__ import annotations

from crawler.extract.body import Body
from crawler.extract.candidates import Candidate
from crawler.extract.document.jsonld import types
from crawler.extract.document.page import Page
from crawler.extract.page_type.declared import DeclaredType, read_declared_type
from crawler.extract.page_type.evidence import evidence
from crawler.extract.page_type.not_articles import CHALLENGE, CONSENT, ERROR, LIST, SEARCH
from crawler.extract.page_type.paywall import is_cut
from crawler.extract.page_type.phrases import count, phrases
from crawler.extract.page_type.text_distribution import WOVEN, TextDistribution, has_long_stretch, text_distribution
from crawler.extract.page_type.weigh import weigh

_SURE = 1500
"""Minimum size of an uninterrupted text that only an article has."""
_SHORT = 600
_SCRAP = 500
_BRIEF = 250
_LITTLE = 150
_SHELL = 400
"""Maximum size of a page that shows only its name and a menu."""
_ALL = 0.9
_FEW, _SOME, _MANY = 5, 8, 15

_RATHER = "type: rather {} than an article"
_OTHER = {
    "forum": ("DiscussionForumPosting", _RATHER.format("a thread of a forum")),
    "product": ("Product", _RATHER.format("the page of a product")),
    "documentation": ("TechArticle", _RATHER.format("documentation")),
    "service": ("Service", _RATHER.format("the page of a service")),
    "collection": ("CollectionPage", _RATHER.format("a list of others")),
    "listing": ("CollectionPage", _RATHER.format("a list of others")),
}
"""Type and warning for each page type that the features suggest."""
_FRAMES = "article_body: none, the page consists of frames"
_RENDER = "article_body: none, the page needs rendering by a browser"
_NONE = "article_body: none found"
_CUT = "article_body: cut short, the rest is not free"


def read_page_type(
    page: Page, body: Body, is_free: bool | None, is_dated: bool = False, is_signed: bool = False
) -> list[tuple[str, Candidate]]:
    """Return the type of a page that is not an article, or not a complete one.

    The result has candidates for ``type``, ``warnings`` and ``is_accessible_for_free``, as pairs with the field's name.
    ``is_free`` comes from the page's data; ``is_dated`` and ``is_signed``: whether date and author were found.
    """
    if body.origin != "dom":
        return []
    kind = warning = ""
    shape = None
    if not has_long_stretch(body.text_blocks, body.kept, _SURE):
        shape = text_distribution(body.text_blocks, body.kept)
        kind, warning = _kind(page, shape, read_declared_type(page))
    if not kind and not warning and not _is_news(page):
        shape = shape or text_distribution(body.text_blocks, body.kept)
        kind, warning = _weighed(page, body, shape, is_dated, is_signed)
    if not warning and is_cut(body.text_blocks, body.kept, is_free):
        paid = [("is_accessible_for_free", Candidate(False, "dom"))] if is_free is None else []
        return [*paid, ("warnings", Candidate(_CUT, "inferred"))]
    found = {"type": kind, "warnings": warning}
    return [(name, Candidate(value, "inferred")) for name, value in found.items() if value]


def _is_news(page: Page) -> bool:
    """Return whether the data declare a news article; other pages hardly ever do."""
    return any(t.endswith("NewsArticle") for t in types(page.data.article))


def _weighed(page: Page, body: Body, shape: TextDistribution, is_dated: bool, is_signed: bool) -> tuple[str, str]:
    """Return type and warning by all features together; empty strings for an article."""
    if shape.text >= shape.shown * _ALL:  # nearly all visible text is the article
        return "", ""
    kind, _ = weigh(evidence(page, body, shape, is_dated, is_signed))
    return _OTHER.get(kind, ("", ""))


def _kind(page: Page, shape: TextDistribution, declared: DeclaredType) -> tuple[str, str]:
    """Return type and warning of a page without a long text; empty strings if it is an article nevertheless."""
    none = "" if declared.article else "WebPage"
    if shape.text < _LITTLE and next(page.root.iter("frameset"), None) is not None:
        return none, _FRAMES
    if not declared.article:
        if declared.error and shape.stretch < _SHORT:
            return none, ERROR
        if declared.challenge and shape.shown < _SURE:
            return none, CHALLENGE
        if declared.consent and _asks_consent(page, shape):
            return none, CONSENT
    if shape.text < _LITTLE and _is_shell(page, shape):
        return none, _RENDER
    if _is_list(shape, declared):
        is_search = declared.listing == "SearchResultsPage"
        return ("SearchResultsPage", SEARCH) if is_search else ("CollectionPage", LIST)
    return "", "" if shape.text else _NONE


def _is_list(shape: TextDistribution, declared: DeclaredType) -> bool:
    if declared.article:
        return declared.declared and shape.teasers >= _MANY and shape.stretch < _SCRAP
    if declared.listing or declared.front:
        return (shape.teasers >= _FEW and shape.stretch < _SHORT) or shape.woven * WOVEN > shape.text > _SCRAP
    scraps = shape.stretches > _FEW or (shape.linked > shape.text and (shape.stretches > 2 or shape.text < _BRIEF))
    enough = _SOME if declared.section else _MANY
    return scraps and shape.stretch < _SCRAP and shape.teasers >= enough and not declared.perhaps


def _is_shell(page: Page, shape: TextDistribution) -> bool:
    """Return whether a script fills the page: it has one, and almost nothing else or an empty container."""
    if not page.tagged["script"]:
        return False
    mounts = phrases("mounts")
    empty = any((e.get("id") or "").casefold() in mounts and not len(e) for e in page.root.iter("div", "app-root"))
    return shape.shown < _SHELL or empty


def _asks_consent(page: Page, shape: TextDistribution) -> bool:
    texts = " ".join(page.root.itertext("p", "span", "div", "button", "li", "h1", "h2", "a"))[:8_000]
    return shape.shown < 6_000 and count("consent_text", texts) >= 3
