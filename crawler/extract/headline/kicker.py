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
_LONGEST = 1.5
"""How much longer a kicker may be than the headline behind it."""
_GAP = 4
_FEW = 3
"""How many times longer a headline is than words that open its heading and are none of it."""


def split_heading(element: HtmlElement, said: list[str]) -> tuple[str, str]:
    """Kicker and headline of a heading; ``said``: the headlines that the page names in its data.

    A kicker opens the heading as an element of its own: its class says so, or a colon or line divides it from the rest,
    or the data name the rest alone, or both with a sign between them. What they name as one without a sign is one.
    """
    whole = inline_text(element)
    known = {squash(t): t for t in sorted(said, key=said.count)}
    if len(own := fold(element.text or "")) > _MIN_HEADLINE and squash(own) in known:
        return "", own
    tails = (fold(child.tail or "") for child in element)
    if alone := next((t for t in tails if len(t) > _MIN_HEADLINE and squash(t) in known), None):
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
        if _divides(child, start, rest, bare, said):
            return start.rstrip(_MARKS), bare
    return "", _without_opening(whole, said) if len(element) else whole


def _without_opening(whole: str, said: list[str]) -> str:
    """A heading of several elements without a few words that open it and that the data do not have."""
    for text in said:
        opening = whole[: len(whole) - len(text)]
        is_short = (
            opening.endswith(" ") and len(opening) * _FEW < len(text) and not any(s in opening for s in _MARKS[1:])
        )
        if is_short and squash(whole[len(opening) :]) == squash(text):
            return whole[len(opening) :]
    return whole


def _divides(child: HtmlElement, start: str, rest: str, bare: str, said: list[str]) -> bool:
    """Whether an element that opens a heading is its kicker."""
    if is_kicker(child):
        return True
    if len(start) >= len(bare) * _LONGEST or not _is_first(child):
        return False
    is_followed = _following(child) is not None and not (child.tail or "").strip().strip(_MARKS)
    signs = any(text.startswith(start.rstrip(_MARKS)) and text.endswith(bare) for text in said)
    is_joined = any(squash(text) == squash(start + bare) for text in said) and not signs
    has_colon = start.rstrip().endswith(":") or rest.lstrip().startswith((":", "|"))
    return is_followed and not is_joined and (has_colon or (signs and _has_sign(start, bare, said)))


def _has_sign(start: str, rest: str, said: list[str]) -> bool:
    """Whether the data name kicker and headline with a sign between them."""
    head = start.rstrip(_MARKS)
    both = (text for text in said if text.startswith(head) and text.endswith(rest))
    between = (text[len(head) : len(text) - len(rest)] for text in both)
    return any(0 < len(gap) <= _GAP and any(sign in gap for sign in ":|–—-") for gap in between)


def _is_first(child: HtmlElement) -> bool:
    """Whether nothing stands before an element in what it stands in."""
    parent = child.getparent()
    return parent is not None and not (parent.text or "").strip() and child.getprevious() is None


def _following(child: HtmlElement) -> HtmlElement | None:
    """The element of words behind an element."""
    return next((e for e in child.itersiblings("*") if inline_text(e).strip(_MARKS)), None)


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
