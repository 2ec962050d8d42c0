"""From a page to the body of its article."""

from __future__ import annotations

import re

from crawler.page.body.assemble import Assembly
from crawler.page.body.model import log_odds
from crawler.page.body.piece import Body
from crawler.page.body.walk import HEADINGS, Run, walk
from crawler.page.page import Page

THRESHOLD = 0.2
"""Log odds from which on a run is the article's."""
_LONG = 25
"""Characters from which on a text that is repeated is no accident."""
_SIGNS = re.compile(r"[\W_]+")


def read_body(page: Page) -> Body:
    """The article's text in blocks, and where its page shows pictures. Never raises."""
    found = walk(page.root)
    headline = headline_of(found.runs, page.data.titles)
    kept = choose(found.runs, log_odds(found.runs, headline), headline)
    assembly = Assembly(found.runs, kept)
    return Body(assembly.pieces, assembly.media(found.spots), "dom", [])


def headline_of(runs: list[Run], titles: list[str]) -> int:
    """The place of the heading that says what the page's title says, else of the first ``h1``; -1 if there is none."""
    said = [_squash(t) for t in titles]
    first = -1
    for place, run in enumerate(runs):
        if run.tag in HEADINGS:
            own = _squash(run.text)
            if len(own) > 5 and any(own in t for t in said):
                return place
            if first < 0 and run.tag == "h1":
                first = place
    return first


def choose(runs: list[Run], odds: list[float], headline: int) -> list[int]:
    """The places of the runs to keep: the likely ones, each text once, without the headline."""
    seen: set[str] = set()
    kept = []
    for place, (run, score) in enumerate(zip(runs, odds, strict=True)):
        if score > THRESHOLD and place != headline and not (len(run.text) > _LONG and run.text in seen):
            kept.append(place)
            seen.add(run.text)
    return kept


def _squash(text: str) -> str:
    return _SIGNS.sub("", text.casefold())
