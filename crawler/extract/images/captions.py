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
from crawler.extract.images.text_form import is_label
from crawler.normalize.credits import looks_like_credit, read_credit
from crawler.normalize.credits.inline import cut_credit
from crawler.normalize.credits.label import has_label
from crawler.normalize.credits.punctuation import SIGN
from crawler.normalize.word_tables import any_of, fold, squash

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
    attributed: bool = False
    """Whether an attribute holds the caption or the credit."""

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
    captions, credits = sorted_["caption"] or _subjects(sorted_["credit"]), sorted_["credit"]
    credits = [segment for segment in credits if segment not in captions] if captions else credits
    elements = [s.element for s in (*captions, *credits)]
    if elements and all(kind in sorted_ or t.outside for t, kind in zip(region.texts, kinds, strict=True)):
        elements.append(region.top)
    marked = bool(credits) or any(s.says == "caption" or s.element.tag == "figcaption" for s in captions)
    words = CaptionAndCredit(without_label(join(captions)), join(credits, apart=True), elements, marked)
    words.credited = bool(words.credit) or (words.caption is not None and cut_credit(words.caption) is not None)
    words.marked = marked or words.credited
    return _with_attributes(words, element)


def _subjects(credits: list[Segment]) -> list[Segment]:
    """Return the text that names who is in the picture, if there are several credits and another one is complete.

    "Jane Doe" before "Foto: Max Muster/dpa"; but the photographer before "AFP", and what is marked as a credit.
    """
    if len(credits) < 2:
        return []
    found = [s for s in credits if s.says != "credit" and not is_label(_plain(s)) and not looks_like_credit(_plain(s))]
    if len(found) != 1:
        return []
    rest = " ".join(_plain(segment) for segment in credits if segment is not found[0])
    return found if looks_like_credit(rest) and (SIGN.match(rest) is None) and _is_complete(rest) else []


def _is_complete(credit: str) -> bool:
    return has_label(credit) or bool(read_credit(None, credit).creators)


def _plain(segment: Segment) -> str:
    return fold(segment.text)


def _with_attributes(words: CaptionAndCredit, element: HtmlElement) -> CaptionAndCredit:
    """Add the caption and the credit in the attributes of a picture where the texts near it hold none."""
    caption = None if words.caption else caption_of_attributes(element)
    credit = None if words.credit or words.credited else credit_of_attributes(element)
    words.attributed = bool(caption or credit)
    words.caption, words.credit = words.caption or caption, words.credit or credit
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
