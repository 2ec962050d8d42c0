"""Choose the caption and the credit of an image among the texts near it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from crawler.extract.images.attributes import caption_of_attributes, credit_of_attributes
from crawler.extract.images.class_vocabulary import lines
from crawler.extract.images.data_lines import is_data_line
from crawler.extract.images.region import Region
from crawler.extract.images.segment_text import join
from crawler.extract.images.segments import Segment
from crawler.normalize.credits.inline import cut_credit
from crawler.normalize.word_tables import any_of, squash

_LABEL = re.compile(rf"^{any_of(lines('labels.txt'))}(?:\s*[:,]\s+|$)|^(?:show|hide) caption\s+", re.I)

_SHARING = frozenset(map(squash, lines("sharing.txt")))


@dataclass(slots=True)
class CaptionAndCredit:
    """The texts of one image."""

    caption: str | None = None
    """Raw caption; it may include the credit."""
    credit: str | None = None
    """Raw text of the credit elements; it may include a label."""
    elements: list[HtmlElement] = field(default_factory=list)
    """The elements that the texts come from."""
    marked: bool = False
    """Whether the markup identifies them: a figcaption, a class name, the wording of a credit."""

    credited: bool = False
    """Whether the texts near the picture hold a credit."""

    def __bool__(self) -> bool:
        return bool(self.caption or self.credit)


def words_of(element: HtmlElement, region: Region, kinds: Sequence[str]) -> CaptionAndCredit:
    """Return the caption and credit of a picture from the texts near it, or else from its attributes.

    ``kinds``: the kind of each text in the region: ``caption``, ``credit``, or another.
    """
    sorted_: dict[str, list[Segment]] = {"caption": [], "credit": []}
    for text, kind in zip(region.texts, _with_signs(region, kinds), strict=True):
        if kind in sorted_ and squash(text.text) not in _SHARING:
            sorted_[kind].append(text.segment)
    captions, credits = sorted_["caption"], sorted_["credit"]
    elements = [s.element for s in (*captions, *credits)]
    if elements and all(kind in sorted_ or t.outside for t, kind in zip(region.texts, kinds, strict=True)):
        elements.append(region.top)
    marked = bool(credits) or any(s.says == "caption" or s.element.tag == "figcaption" for s in captions)
    words = CaptionAndCredit(without_label(join(captions)), join(credits, apart=True), elements, marked)
    words.credited = bool(words.credit) or (words.caption is not None and cut_credit(words.caption) is not None)
    words.marked = marked or words.credited
    words.caption = words.caption or caption_of_attributes(element)
    words.credit = words.credit or (None if words.credited else credit_of_attributes(element))
    return words


_OPENING = frozenset("([（［【©")
_DIVIDING = frozenset("/|•·")


def _with_signs(region: Region, kinds: Sequence[str]) -> list[str]:
    """Return the kinds; punctuation gets that of the text before it in the same line, or else of the next one."""
    found = list(kinds)
    texts = region.texts
    for place, text in enumerate(texts):
        if any(map(str.isalnum, text.text)):
            continue
        behind = place + 1 < len(texts) and not texts[place + 1].segment.gap
        if text.text.strip()[:1] in _OPENING and behind:
            found[place] = found[place + 1]
        elif text.text.strip()[:1] in _DIVIDING:  # between credits, or nothing
            beside = {*found[max(place - 1, 0) : place], *found[place + 1 : place + 2]}
            found[place] = "credit" if beside == {"credit"} else "neither"
        elif place and not text.segment.gap:
            found[place] = found[place - 1]
    return found


def without_label(text: str | None) -> str | None:
    """Return a caption without a label such as "Caption:"; None if no letters are left, or only data."""
    if not text:
        return None
    label = _LABEL.match(text)
    text = text[label.end() :].strip() if label else text
    return text if any(c.isalpha() for c in text) and not is_data_line(text) else None
