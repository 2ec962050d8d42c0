"""Labels before bylines, composed of words about writing and a final word for "by"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crawler.normalize.name_types import is_outlet
from crawler.normalize.word_tables import Openings, any_of, table

_WORDS = table("bylines")
_SIGNS = ",;:()[]\"'“”|·"
_MAX_LABEL = 6
_SOURCE = re.compile(rf"\W{{0,3}}{any_of(_WORDS['source'])}\s*(?:[:：]\s*|\s(?=\S))", re.I)
_MAY_BE_SOURCE = Openings(_WORDS["source"])
_DIVIDED = re.compile(r"[,;|/·、，／；\n]| - ")
_EASTERN = re.compile(r"[\u3040-\u9fff가-힣]")
_MAX_SOURCE = 30


def strip_label(text: str) -> str:
    """Return a part of a byline without the label before it; empty if it is only a label.

    >>> strip_label("Übersetzt von Rolf Hilde"), strip_label("A Post By:"), strip_label("Ludwig von Berg")
    ('Rolf Hilde', '', 'Ludwig von Berg')
    """
    words = text.split()
    for place, word in enumerate(words[:_MAX_LABEL]):
        bare = word.casefold().strip(_SIGNS)
        if place and bare in _WORDS["by"]:
            return " ".join(words[place + 1 :])
        if bare not in _WORDS["label_word"] and bare not in _WORDS["more"]:
            break
    return text


def opens_more(line: str) -> bool:
    """Return whether a line is the heading of other stories by a writer, or a link to them.

    >>> opens_more("More Stories By Ada"), opens_more("Search for this author in:"), opens_more("Ada Sund")
    (True, True, False)
    """
    words = line.split()
    return len(words) > 1 and words[0].casefold() in _WORDS["more"]


def match_source(text: str) -> re.Match[str] | None:
    """Match the label that opens a line about who supplied a story."""
    return _SOURCE.match(text) if _MAY_BE_SOURCE.match(text) else None


def sources(text: str) -> Iterator[str]:
    """Yield the outlets named after such a label, as written: "来源：中国新闻网".

    >>> list(sources("中国新闻网")), list(sources("Lesotho Times")), list(sources("the police"))
    (['中国新闻网'], ['Lesotho Times'], [])
    """
    for part in _DIVIDED.split(text):
        name = " ".join(part.split())
        is_named = _EASTERN.search(name) or (name[:1].isupper() and is_outlet(name))
        if is_named and 1 < len(name) <= _MAX_SOURCE and not any(map(str.isdigit, name)):
            yield name
