"""Agencies in the last lines of a story: "(dpa)", "Source: AFP", "With files from The Canadian Press"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crawler.normalize.agencies import find_agencies
from crawler.normalize.news_agencies import news_agency
from crawler.normalize.word_tables import Beginnings, any_of, table

_BRACKETED = re.compile(r"[(（\[【]([^()（）\[\]【】]{2,40})[)）\]】]\s*[.。]?\s*$")
_DIVIDED = re.compile(r"\s*[/,;+&·・、]\s*|\s+(?:und|and|et|y|e|en|och|og|i|и|mit|with|avec)\s+")
_LABELLED = re.compile(
    rf"^[\W_]*(?:{any_of(table('agency_footers')['before'])}(?![^\W\d_])|{any_of(table('agency_footers')['label'])}\s*[:：])",
    re.I,
)
_BEGINNINGS = Beginnings(table("agency_footers")["before"] | table("agency_footers")["label"])
_CREDITED = table("agency_footers")["credited"]
_DASHED = re.compile(r"^\s*[—–-]+\s*([^\W\d_][^.!?]{1,30})\s*$")
_SHORT = 200


def agency_footer(text: str, is_text: bool = True) -> list[str]:
    """Return the canonical names of the agencies that a paragraph at the end of a story names as its source.

    ``is_text``: the paragraph belongs to the story; outside it, brackets may contain a picture's credit instead.

    >>> [agency_footer(t) for t in ("Das sagte er am Montag. (dpa/AFP)", "Source: AFP", "She works for Reuters.")]
    [['dpa', 'Agence France-Presse'], ['Agence France-Presse'], []]
    """
    if is_text and (match := _BRACKETED.search(text[-60:])):
        parts = [part for part in _DIVIDED.split(match[1].strip()) if part]
        found = [news_agency(part) or news_agency(part.upper()) for part in parts]
        if any(found) and all(len(part) <= 20 for part in parts):
            return list(dict.fromkeys(name for name in found if name))
    if len(text) > _SHORT:
        return []
    if match := _DASHED.match(text):
        return [name] if (name := news_agency(match[1].strip())) else []
    folded = text.casefold()
    if (_BEGINNINGS.may_open(text) and _LABELLED.match(text)) or any(map(folded.__contains__, _CREDITED)):
        return list(_agencies(text))
    return []


def _agencies(text: str) -> Iterator[str]:
    return (name for name in find_agencies(text) if news_agency(name))
