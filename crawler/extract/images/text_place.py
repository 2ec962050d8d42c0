"""Features of a text by its place near a picture: tags, class names, links, distance."""

from __future__ import annotations

from itertools import islice
from math import log1p

from lxml.html import HtmlElement

from crawler.extract.images.class_vocabulary import Kinds
from crawler.extract.images.region import NearText

_SMALL = frozenset("small cite em i".split())
_SMALL_ABOVE = _SMALL | {"figcaption"}
_BOLD = frozenset("strong b h1 h2 h3 h4 h5 h6".split())
_LEVELS = 6
_ABOVE = 5
"""Number of ancestors of a text that are examined."""


def place_of(text: NearText, kinds: Kinds, body: set[HtmlElement]) -> dict[str, float]:
    """Return features by name, most of them 0 or 1. ``body``: the elements of the article text."""
    element = text.segment.element
    path = [element, *islice(element.iterancestors(), _ABOVE)]
    tags = [one.tag for one in path]
    return {
        **_distance_of(text),
        **_tags_of(tags),
        **_link_of(path, tags),
        **_marks_of(text, path, tags, kinds),
        "own_line": text.segment.gap,
        "body": not body.isdisjoint(path[:4]),
    }


def _distance_of(text: NearText) -> dict[str, float]:
    return {
        "next": text.order == 1,
        "second": text.order == 2,
        "later": text.order > 2,
        "far": log1p(abs(text.order)),
        "ahead": text.order < 0,
        "level": min(text.level, _LEVELS),
        "outside": text.outside,
    }


def _tags_of(tags: list[str]) -> dict[str, float]:
    """Return features of the tags of a text's element and those around it."""
    tag, above = tags[0], tags[1] if len(tags) > 1 else ""
    return {
        "figure": "figure" in tags,
        "p": tag == "p",
        "div": tag == "div",
        "span": tag == "span",
        "small": tag in _SMALL or above in _SMALL_ABOVE,
        "bold": tag in _BOLD or above in _BOLD,
    }


def _link_of(path: list[HtmlElement], tags: list[str]) -> dict[str, float]:
    """Return whether a text is in a link, and whether that leads to another page."""
    link = (path[tags.index("a")].get("href") or "") if "a" in tags else ""
    return {"link": "a" in tags, "link_away": bool(link) and not link.startswith(("#", "javascript:"))}


def _marks_of(text: NearText, path: list[HtmlElement], tags: list[str], kinds: Kinds) -> dict[str, float]:
    """Return what the tags and class names around a text say that it is."""
    says, own = text.segment.says, kinds[path[0]]
    figcaption = text.shared or "figcaption" in tags
    return {
        "figcaption": figcaption,
        "says_caption": says == "caption" and not figcaption,
        "says_credit": says == "credit",
        "silent": says == "silent",
        "own_caption": "caption" in own,
        "own_credit": "credit" in own,
        "own_weak_credit": "weak_credit" in own,
        "pictured": any("picture" in kinds[element] for element in path),
    }


def sign_of(text: NearText) -> str:
    """Return tags and class names of a text's element, which the texts of other pictures may share."""
    element = text.segment.element
    names = element.get("class") or element.get("data-testid") or ""
    above = element.getparent()
    return f"{element.tag}.{names}<{'' if above is None else above.tag}{text.level if not names else ''}"
