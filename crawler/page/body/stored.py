"""The article's text as structured data, for pages that do not hold it in their elements."""

from __future__ import annotations

import re
from dataclasses import dataclass

from crawler.items import Block
from crawler.page.page import Page

_LITTLE = 600
"""Characters of text on the page from which on the page itself is believed."""
_MORE = 2
"""How many times more text structured data must hold to be believed over the page."""
_TAG = re.compile(r"<[^<>]{1,500}>")
_BREAK = re.compile(r"(?:</p>|<br\s*/?>|\n)\s*", re.I)


@dataclass(slots=True)
class Stored:
    """Blocks and where they came from."""

    blocks: list[Block]
    origin: str


def stored_body(page: Page, characters: int) -> Stored | None:
    """The ``articleBody`` of JSON-LD, where the page shows little text and this holds much more."""
    if characters >= _LITTLE:
        return None
    text = page.data.article.get("articleBody")
    if not isinstance(text, str) or len(text) <= characters * _MORE or len(text) < 100:
        return None
    return Stored([Block("paragraph", text=p) for p in _paragraphs(text)], "json-ld")


def _paragraphs(text: str) -> list[str]:
    parts = (_TAG.sub(" ", part) for part in _BREAK.split(text))
    return [folded for part in parts if (folded := " ".join(part.split()))]
