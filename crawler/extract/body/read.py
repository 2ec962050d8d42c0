"""Extract the body of an article from its page."""

from __future__ import annotations

from lxml.html import HtmlElement

from crawler.extract.body.assemble import Assembly
from crawler.extract.body.boilerplate import without_boilerplate
from crawler.extract.body.confidence import confidence
from crawler.extract.body.content import Body
from crawler.extract.body.embedded_body import embedded_body
from crawler.extract.body.endmatter import without_endmatter, without_last_heading
from crawler.extract.body.group_vote import group_vote
from crawler.extract.body.hidden import hidden_places
from crawler.extract.body.model import NEVER, log_odds
from crawler.extract.body.others import without_cards, without_other_articles
from crawler.extract.body.pull_quotes import without_pull_quotes
from crawler.extract.body.side_sections import without_side_sections
from crawler.extract.body.tags import FURNITURE, HEADINGS
from crawler.extract.body.text_block import TextBlock, Walk
from crawler.extract.body.threshold import find_threshold
from crawler.extract.body.walk import walk
from crawler.extract.document.page import Page
from crawler.normalize.word_tables import squash

_LONG = 25
"""Minimum length of a repeated text to be a duplicate, in characters; a shorter one may repeat by accident."""

_CASEFOLDED = 3
"""How much longer a text may be casefolded, at most."""
_PARAGRAPH = 150
"""Minimum length of a paragraph of the article, in characters."""
_PROSE = 500
"""Minimum length of the paragraphs of an article in a ``noscript``; a message about scripts is shorter."""


def read_body(page: Page, within: list[HtmlElement] | None = None) -> Body:
    """Return the text of the article in blocks, and the positions of the page's media. Never raises.

    ``within`` lists the elements that contain the text and nothing else, if they are known from a site rule.
    """
    if within:
        return _body_within(page, set(within))
    found, kept, sure = _visible_body(page, FURNITURE)
    if not kept and _opened_noscript(page):
        found, kept, sure = _visible_body(page, FURNITURE)
    if not kept and _swallowed(page):
        found, kept, sure = _visible_body(page, frozenset())
    assembly = Assembly(found.text_blocks, kept)
    media = assembly.media(found.media)
    stored = embedded_body(page, found.text_blocks, kept)
    if stored is None:
        return Body(assembly.pieces, media, "dom", [], found.text_blocks, kept, sure)
    stored.media[:0] = [spot for spot in media if kept and not spot.after]
    return stored


def _body_within(page: Page, holders: set[HtmlElement]) -> Body:
    found = walk(page.root, frozenset(), page.tagged)
    places = [i for i, block in enumerate(found.text_blocks) if _is_in(block.element, holders)]
    kept = [i for i in places if i != headline_of(found.text_blocks, page.data.titles)]
    assembly = Assembly(found.text_blocks, kept)
    return Body(assembly.pieces, assembly.media(found.media), "rule", [], found.text_blocks, kept)


def _is_in(element: HtmlElement, holders: set[HtmlElement]) -> bool:
    return element in holders or any(above in holders for above in element.iterancestors())


def _visible_body(page: Page, furniture: frozenset[str]) -> tuple[Walk, list[int], float | None]:
    """Return the walk over the visible elements, the indices of the article's blocks, and the confidence in them."""
    found = walk(page.root, furniture, page.tagged)
    headline = headline_of(found.text_blocks, page.data.titles)
    odds = log_odds(found.text_blocks, headline)
    kept = choose(found.text_blocks, odds, headline)
    return found, kept, confidence(found.text_blocks, odds, kept, headline)


def _opened_noscript(page: Page) -> bool:
    """Turn each ``noscript`` that contains an article into a ``div``; return whether there is one.

    Some sites put the article into one, for a script to show. An unclosed one has swallowed the rest of the page.
    """
    found = [e for e in page.root.iter("noscript") if _prose(e) > _PROSE]
    for element in found:
        element.tag = "div"
    return bool(found)


def _prose(element: HtmlElement) -> int:
    """Return the length of the paragraphs in an element, in characters."""
    return sum(len(text) for p in element.iterdescendants("p") for text in p.itertext())


def _swallowed(page: Page) -> bool:
    """Return whether an unclosed menu may have swallowed the article: it contains paragraphs."""
    return any(next(e.iterdescendants("p"), None) is not None for e in page.root.iter(*FURNITURE))


def headline_of(text_blocks: list[TextBlock], titles: list[str]) -> int:
    """Return the index of the heading that matches a title, else of the first ``h1``; -1 if there is none."""
    said = [squash(t) for t in titles]
    first = -1
    for place, block in enumerate(text_blocks):
        if block.tag in HEADINGS:
            own = squash(block.text)
            if len(own) > 5 and any(own in t for t in said):
                return place
            if first < 0 and block.tag == "h1":
                first = place
    return first


def choose(text_blocks: list[TextBlock], odds: list[float], headline: int) -> list[int]:
    """Return the indices of the blocks to keep: the likely ones, without duplicates and without the headline."""
    contending = [place for place, x in enumerate(odds) if x > NEVER]
    least = find_threshold(
        [odds[place] for place in contending], [len(text_blocks[place].text) for place in contending]
    )
    likely = [place for place in contending if odds[place] >= least and place != headline]
    hidden = hidden_places(text_blocks, likely)
    likely = _distinct(text_blocks, [place for place in likely if place not in hidden])
    alike = _distinct(text_blocks, sorted(group_vote(text_blocks, set(likely), odds)))
    own = without_cards(text_blocks, _without_headline(text_blocks, alike, headline), headline)
    own = without_other_articles(text_blocks, own, headline)
    own = without_boilerplate(text_blocks, without_endmatter(text_blocks, own))
    own = without_side_sections(text_blocks, without_pull_quotes(text_blocks, own), odds)
    return without_last_heading(text_blocks, own)


def _without_headline(text_blocks: list[TextBlock], places: list[int], headline: int) -> list[int]:
    """Drop the repeated headline if it precedes the text or is a heading."""
    if headline < 0:
        return places
    said = squash(text_blocks[headline].text)
    first = next((i for i, place in enumerate(places) if len(text_blocks[place].text) > _PARAGRAPH), len(places))
    again = {
        p
        for i, p in enumerate(places)
        if (i < first or text_blocks[p].tag in HEADINGS)
        and len(text_blocks[p].text) * _CASEFOLDED >= len(said)
        and squash(text_blocks[p].text) == said
    }
    return [place for place in places if place != headline and place not in again]


def _distinct(text_blocks: list[TextBlock], places: list[int]) -> list[int]:
    """Drop repetitions of long texts."""
    seen: set[str] = set()
    kept = []
    for place in places:
        text = text_blocks[place].text
        if len(text) <= _LONG or text not in seen:
            kept.append(place)
            seen.add(text)
    return kept
