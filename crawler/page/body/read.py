"""From a page to the body of its article."""

from __future__ import annotations

from crawler.page.body.assemble import Assembly
from crawler.page.body.piece import Body
from crawler.page.body.rules import keep
from crawler.page.body.walk import walk
from crawler.page.page import Page


def read_body(page: Page) -> Body:
    """The article's text in blocks, and where its page shows pictures. Never raises."""
    found = walk(page.root)
    kept = keep(found.runs)
    assembly = Assembly(found.runs, kept)
    return Body(assembly.pieces, assembly.media(found.spots), "dom", [])
