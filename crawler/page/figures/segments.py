"""The text of a picture's box in pieces, each with what its element says of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from lxml.html import HtmlElement

from crawler.page.figures.vocabulary import kinds

Says = Literal["caption", "credit", "plain", "silent"]
_SKIPPED = frozenset(
    "script style svg button select input template iframe object video audio form nav time noscript".split()
)
_INLINE = frozenset("a abbr b bdi em font i mark q s span strong sub sup u wbr small cite".split())
_UNITS = frozenset("span em i small cite strong footer".split())
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_CREDIT_TAGS = frozenset(("cite", "small", "footer"))
_SPACE = re.compile(r"\s+")
_PROMPT = re.compile(r"\W*\d{1,3}\s*(?:/|of|von|de|av|van|sur|из)\s*\d{1,3}\W*", re.I)
_LABEL = re.compile(
    r"^\s*(?:image caption|open image in gallery|bildunterschrift|legende|légende|caption|image source|bildbeschreibung|"
    r"bildtext|photo caption|image|view image in fullscreen|hide caption|toggle caption|enlarge this image|"
    r"(?:bild|foto) vergrößern|descripción de la imagen|pie de foto)\s*:?\s*$",
    re.I,
)
LONGEST = 2_000
"""Characters beyond which a box is no picture's box."""


@dataclass(slots=True)
class Segment:
    """A run of text of one element."""

    text: str
    """The text, its white space as it stands."""
    says: Says
    """What the element says that it is."""
    element: HtmlElement
    """The element that bears it."""
    gap: bool
    """Whether a line or block begins before it."""


class NotABox(Exception):
    """The element holds more than a picture and its words: a heading, another picture, a text."""


def segments_of(
    element: HtmlElement, stops: Iterable[HtmlElement] | None = None, says: Says = "plain"
) -> list[Segment]:
    """The segments of an element. Raises `NotABox` on headings, on an element of ``stops``, and on long texts."""
    found: list[Segment] = []
    _walk(element, says, frozenset(stops or ()), found, True)
    return found


def says_of(element: HtmlElement, says: Says) -> Says:
    """What an element says of its text, where it stands in an element that says ``says``."""
    found = kinds(element)
    if "silent" in found and "caption" not in found and "credit" not in found:
        return "silent"
    if element.tag == "figcaption":
        return "credit" if "credit" in found and "caption" not in found else "caption"
    if "credit" in found:
        return "credit"
    if "caption" in found:
        return "caption"
    if element.tag in _CREDIT_TAGS and says == "caption":
        return "credit"
    return says


def _walk(element: HtmlElement, says: Says, stops: frozenset[HtmlElement], found: list[Segment], gap: bool) -> None:
    tag = element.tag
    if not isinstance(tag, str) or tag in _SKIPPED:
        return
    if tag in HEADINGS or element in stops or len(found) > 60:
        raise NotABox
    says = says_of(element, says)
    gap = tag not in _INLINE
    _add(element.text, says, element, gap, found)
    for child in element:
        _walk(child, says, stops, found, gap)
        _add(child.tail, says, element, child.tag not in _INLINE, found)


def _add(text: str | None, says: Says, element: HtmlElement, gap: bool, found: list[Segment]) -> None:
    if not text or not text.strip():
        if text and found and not found[-1].text.endswith(" "):
            found[-1].text += " "
        return
    if len(text) > LONGEST:
        raise NotABox
    last = found[-1] if found else None
    if last is not None and last.says == says and not gap and _one_unit(last.element, element):
        last.text += text
    elif not _PROMPT.fullmatch(text) and not _LABEL.match(text):
        found.append(Segment(text, says, element, gap))


def _one_unit(one: HtmlElement, other: HtmlElement) -> bool:
    return one is other or not (one.tag in _UNITS or other.tag in _UNITS)


def join(segments: Iterable[Segment]) -> str | None:
    """The text of segments with its white space folded."""
    text = "".join(f" {s.text}" if s.gap else s.text for s in segments)
    return _SPACE.sub(" ", text).strip() or None
