"""The words of a heading, and the kicker that may open it."""

from __future__ import annotations

from itertools import islice

from lxml import etree
from lxml.html import HtmlElement

from crawler.extract.document.class_words import kinds_of
from crawler.normalize.word_tables import fold, squash

_BLOCKS = frozenset(("div", "p", "br", "li", "h2", "h3"))
_UNSEEN = frozenset(("style", "script", "noscript", "template"))
_MAX_CHARS = 600
_MAX_CHILDREN = 6
_MIN_HEADLINE = 10
_MARKS = " :|–—-"


def split_heading(element: HtmlElement, said: list[str]) -> tuple[str, str]:
    """Kicker and headline of a heading; ``said``: the headlines that the page names in its data.

    A kicker opens the heading as an element of its own, whose class says so or without which the rest is a headline
    that the data name. Where they name kicker and headline as one, they are one.
    """
    whole = inline_text(element)
    known = {squash(t): t for t in sorted(said, key=said.count)}
    if len(own := fold(element.text or "")) > _MIN_HEADLINE and squash(own) in known:
        return "", own
    for child in islice(element.iter("*"), 1, _MAX_CHILDREN):
        start = inline_text(child)
        rest = whole.removeprefix(start).lstrip(_MARKS)
        if len(start) > len(whole) / 2 and squash(start) in known:
            return "", start
        if not start or len(rest) < _MIN_HEADLINE or not whole.startswith(start):
            continue
        if (text := known.get(squash(rest))) is not None:
            return start.rstrip(_MARKS), text
        if (text := known.get(squash(whole))) is not None:
            return "", text
        if is_kicker(child):
            return start.rstrip(_MARKS), rest
    return "", whole


def inline_text(element: HtmlElement) -> str:
    """The words of an element as a line is read: children run on, but those that stand as blocks of their own."""
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
    """Whether the class names of an element say that it is a kicker."""
    return "kicker" in kinds_of(element.get("class") or "")
