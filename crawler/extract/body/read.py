"""From a page to the body of its article."""

from __future__ import annotations

from lxml.html import HtmlElement

from crawler.extract.body.assemble import Assembly
from crawler.extract.body.boilerplate import without_boilerplate
from crawler.extract.body.confidence import confidence
from crawler.extract.body.content import Body
from crawler.extract.body.embedded_body import stored_body
from crawler.extract.body.endmatter import without_endmatter
from crawler.extract.body.group_vote import together
from crawler.extract.body.hidden import hidden_places
from crawler.extract.body.model import NEVER, log_odds
from crawler.extract.body.others import without_cards, without_others
from crawler.extract.body.pull_quotes import without_pulled
from crawler.extract.body.tags import FURNITURE, HEADINGS
from crawler.extract.body.text_block import Run, Walk
from crawler.extract.body.threshold import cut
from crawler.extract.body.walk import walk
from crawler.extract.document.page import Page
from crawler.normalize.word_tables import squash

_LONG = 25
"""Characters from which on a text that is repeated is no accident."""

_PARAGRAPH = 150
"""Characters from which on a run is a paragraph of the text."""


def read_body(page: Page, within: list[HtmlElement] | None = None) -> Body:
    """The article's text in blocks, and where its page shows pictures. Never raises.

    ``within``: elements that are known to hold the text, and nothing else.
    """
    if within:
        return _body_within(page, set(within))
    found, kept, sure = _shown(page, FURNITURE)
    if not kept and _swallowed(page):
        found, kept, sure = _shown(page, frozenset())
    assembly = Assembly(found.runs, kept)
    media = assembly.media(found.spots)
    stored = stored_body(page, found.runs, kept)
    if stored is None:
        return Body(assembly.pieces, media, "dom", [], found.runs, kept, sure)
    stored.media[:0] = [spot for spot in media if kept and not spot.after]
    return stored


def _body_within(page: Page, holders: set[HtmlElement]) -> Body:
    found = walk(page.root, frozenset(), page.tagged)
    places = [i for i, run in enumerate(found.runs) if _is_in(run.element, holders)]
    kept = [i for i in places if i != headline_of(found.runs, page.data.titles)]
    assembly = Assembly(found.runs, kept)
    return Body(assembly.pieces, assembly.media(found.spots), "rule", [], found.runs, kept)


def _is_in(element: HtmlElement, holders: set[HtmlElement]) -> bool:
    return element in holders or any(above in holders for above in element.iterancestors())


def _shown(page: Page, furniture: frozenset[str]) -> tuple[Walk, list[int], float | None]:
    """What the page's elements show, the places of the article's runs in it, and how sure that is."""
    found = walk(page.root, furniture, page.tagged)
    headline = headline_of(found.runs, page.data.titles)
    odds = log_odds(found.runs, headline)
    kept = choose(found.runs, odds, headline)
    return found, kept, confidence(found.runs, odds, kept, headline)


def _swallowed(page: Page) -> bool:
    """Whether a menu that the page forgot to close may hold the article: there are paragraphs in it."""
    return any(next(e.iterdescendants("p"), None) is not None for e in page.root.iter(*FURNITURE))


def headline_of(runs: list[Run], titles: list[str]) -> int:
    """The place of the heading that says what the page's title says, else of the first ``h1``; -1 if there is none."""
    said = [squash(t) for t in titles]
    first = -1
    for place, run in enumerate(runs):
        if run.tag in HEADINGS:
            own = squash(run.text)
            if len(own) > 5 and any(own in t for t in said):
                return place
            if first < 0 and run.tag == "h1":
                first = place
    return first


def choose(runs: list[Run], odds: list[float], headline: int) -> list[int]:
    """The places of the runs to keep: the likely ones, each text once, without the headline."""
    contending = [place for place, x in enumerate(odds) if x > NEVER]
    least = cut([odds[place] for place in contending], [len(runs[place].text) for place in contending])
    likely = [place for place in contending if odds[place] >= least and place != headline]
    hidden = hidden_places(runs, likely)
    likely = _distinct(runs, [place for place in likely if place not in hidden])
    alike = _distinct(runs, sorted(together(runs, set(likely), odds)))
    own = without_cards(runs, _without_headline(runs, alike, headline), headline)
    own = without_others(runs, own, headline)
    return without_pulled(runs, without_boilerplate(runs, without_endmatter(runs, own)))


def _without_headline(runs: list[Run], places: list[int], headline: int) -> list[int]:
    """The places without the headline, where it stands again before the text or as a heading too."""
    if headline < 0:
        return places
    said = squash(runs[headline].text)
    first = next((i for i, place in enumerate(places) if len(runs[place].text) > _PARAGRAPH), len(places))
    again = {p for i, p in enumerate(places) if (i < first or runs[p].tag in HEADINGS) and squash(runs[p].text) == said}
    return [place for place in places if place != headline and place not in again]


def _distinct(runs: list[Run], places: list[int]) -> list[int]:
    """Places of runs, those of a long text only the first time."""
    seen: set[str] = set()
    kept = []
    for place in places:
        text = runs[place].text
        if len(text) <= _LONG or text not in seen:
            kept.append(place)
            seen.add(text)
    return kept
