"""The kicker inside a heading, and the headline after it."""

from __future__ import annotations

from itertools import islice

from lxml import etree
from lxml.html import HtmlElement

from crawler.extract.document.class_words import kinds_of
from crawler.extract.headline.title_parts import candidate_spans
from crawler.normalize.word_tables import fold, squash

_BLOCKS = frozenset(("div", "p", "br", "li", "h2", "h3"))
_UNSEEN = frozenset(("style", "script", "noscript", "template"))
_MAX_CHARS = 600
_MAX_CHILDREN = 6
_MIN_HEADLINE = 10
_MARKS = " :|–—-"
_LONGEST = 1.5
"""Maximum length of a kicker, relative to the headline after it."""
_GAP = 4
_FEW = 3
"""Minimum length of a headline, relative to words before it that do not belong to it."""


def split_heading(element: HtmlElement, named: list[str], is_parted: bool = False) -> tuple[str, str]:
    """Return the kicker and headline of a heading; ``named`` are the headlines in the page's data.

    ``is_parted``: take its first element as a kicker whatever it says.

    A kicker is the first element of the heading, and one of these holds: its class says so; a colon or line separates
    it; the data have the rest alone, or both with a separator between them. What the data join without one is one
    headline.
    """
    whole = inline_text(element)
    known = {squash(t): t for t in sorted(named, key=named.count)}
    if len(own := fold(element.text or "")) > _MIN_HEADLINE and squash(own) in known:
        return "", own
    if alone := _alone(element, named):
        return "", alone
    for child in islice(element.iter("*"), 1, _MAX_CHILDREN):
        start = inline_text(child)
        if len(start) > len(whole) / 2 and squash(start) in known:
            return "", start
        rest = whole.removeprefix(start)
        bare = rest.lstrip(_MARKS)
        if not start or len(bare) < _MIN_HEADLINE or not whole.startswith(start):
            continue
        if (text := known.get(squash(bare))) is not None:
            return start.rstrip(_MARKS), text
        if (is_parted and len(start) < len(bare) * _LONGEST) or _is_kicker_element(child, start, rest, bare, named):
            return start.rstrip(_MARKS), bare
    return "", _without_opening(whole, named) if len(element) else whole


def _alone(element: HtmlElement, named: list[str]) -> str | None:
    """Return the text after a child of a heading if the data have it, as after the name of a sponsor."""
    tails = [t for child in element if len(t := fold(child.tail or "")) > _MIN_HEADLINE]
    keys = {squash(span) for text in named for span in (text, *candidate_spans(text))} if tails else ()
    return next((t for t in tails if squash(t) in keys), None)


def _without_opening(whole: str, named: list[str]) -> str:
    """Return the text of a heading without a few opening words that the data do not have."""
    for text in named:
        opening = whole[: len(whole) - len(text)]
        is_short = (
            opening.endswith(" ") and len(opening) * _FEW < len(text) and not any(s in opening for s in _MARKS[1:])
        )
        if is_short and squash(whole[len(opening) :]) == squash(text):
            return whole[len(opening) :]
    return whole


def _is_kicker_element(child: HtmlElement, start: str, rest: str, bare: str, named: list[str]) -> bool:
    """Return whether the first element of a heading is its kicker."""
    if is_kicker(child):
        return True
    if len(start) >= len(bare) * _LONGEST or not _is_first(child):
        return False
    is_followed = _following(child) is not None and not (child.tail or "").strip().strip(_MARKS)
    signs = any(text.startswith(start.rstrip(_MARKS)) and text.endswith(bare) for text in named)
    is_joined = any(squash(text) == squash(start + bare) for text in named) and not signs
    has_colon = start.rstrip().endswith(":") or rest.lstrip().startswith((":", "|"))
    return is_followed and not is_joined and (has_colon or (signs and _has_separator(start, bare, named)))


def _has_separator(start: str, rest: str, named: list[str]) -> bool:
    """Return whether the data have kicker and headline with a separator between them."""
    head = start.rstrip(_MARKS)
    both = (text for text in named if text.startswith(head) and text.endswith(rest))
    between = (text[len(head) : len(text) - len(rest)] for text in both)
    return any(0 < len(gap) <= _GAP and any(sign in gap for sign in ":|–—-") for gap in between)


def _is_first(child: HtmlElement) -> bool:
    """Return whether an element is the first content of its parent."""
    parent = child.getparent()
    return parent is not None and not (parent.text or "").strip() and child.getprevious() is None


def _following(child: HtmlElement) -> HtmlElement | None:
    """Return the next element with text after an element."""
    return next((e for e in child.itersiblings("*") if inline_text(e).strip(_MARKS)), None)


def inline_text(element: HtmlElement) -> str:
    """Return the text of an element as it reads: inline children are joined, block children separated by a space."""
    if not len(element):
        return fold(element.text or "")[:_MAX_CHARS]
    parts: list[str] = []
    for event, node in etree.iterwalk(element, events=("start", "end")):
        space = " " if node.tag in _BLOCKS else ""
        if event == "start":
            parts += [space, node.text if node.tag not in _UNSEEN and node.text else ""]
        elif node is not element:
            parts += [space, node.tail or ""]
    return fold("".join(parts))[:_MAX_CHARS]


def is_kicker(element: HtmlElement) -> bool:
    """Return whether the class names of an element name a kicker."""
    return "kicker" in kinds_of(element.get("class") or "")
