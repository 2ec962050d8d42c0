"""How well a text matches the titles of a page."""

from __future__ import annotations

import html
import re
from typing import NamedTuple

from crawler.extract.document.page import Page
from crawler.extract.document.structured import MAX_TITLE
from crawler.extract.headline.title_parts import candidate_spans, longest_part, single_parts
from crawler.normalize.word_tables import fold, squash

PART, _OTHER, _LAST = 0.9, 0.7, 0.2
"""Score of a text that is the longest part of a title, another part, or the last, which is usually the site."""
_MIN_KEY = 12
"""Fewest letters and digits of a part of a title that is compared."""
_WORD = re.compile(r"\w+")

_Key = tuple[str, frozenset[str]]
"""A text without punctuation, and its words."""


class Title(NamedTuple):
    text: str
    whole: _Key
    parts: dict[str, float]
    """Scores of parts, by the part without punctuation."""


def titles_of(page: Page) -> list[Title]:
    """Return the titles in the structured data and elements of a page, with their parts."""
    named = page.data.article.get("headline")
    texts = (named if isinstance(named, str) and len(named) <= MAX_TITLE else "", *page.data.titles)
    return [_titled(html.unescape(t)) for t in dict.fromkeys(texts) if t]


def _titled(text: str) -> Title:
    whole, *rest = candidate_spans(text) or (text,)
    singles = single_parts(fold(text)) if rest else [""]
    longest, last = max((part for part in singles if part in rest), key=len, default=""), singles[-1]
    found: dict[str, float] = {}
    for run in rest:
        if len(key := squash(run)) > _MIN_KEY:
            weight = PART if longest in run else _LAST if run == last else _OTHER
            found[key] = max(weight, found.get(key, 0.0))
    return Title(text, _key(whole), found)


def _key(text: str) -> _Key:
    return squash(text), frozenset(_WORD.findall(text.casefold()))


def share_of(text: str, titles: list[Title]) -> float:
    """Return how well a text matches a title, from 0 to 1: by length if one contains the other, else by words."""
    own = _key(text)
    return max((max(_likeness(own, t.whole), t.parts.get(own[0], 0.0)) for t in titles), default=0.0)


def has_word_of(text: str, title: Title) -> bool:
    """Return whether a heading shares a word with the longest part of a title."""
    return _likeness(_key(text), _key(longest_part(title.text))) > 0


def _likeness(one: _Key, other: _Key) -> float:
    own, words = one
    if len(own) > 3 and (own in other[0] or other[0] in own):
        return min(len(own), len(other[0])) / max(len(own), len(other[0]))
    return 2 * len(words & other[1]) / max(1, len(words) + len(other[1]))
