"""Boilerplate lines among the paragraphs, recognized by their phrases: advertisement labels, links to related
articles, requests to follow or subscribe, copyright notices, button labels.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from crawler.extract.body.boilerplate_phrases import OPENING_SIGNS, SIGNS, phrases
from crawler.extract.body.element_words import prior
from crawler.extract.body.text_block import TextBlock
from crawler.normalize.dates import parse_date
from crawler.normalize.months import is_calendar_word

NONE, LABEL, RELATED, NOTICE = range(4)
LONGEST = 400
"""Maximum length of a boilerplate line, in characters."""
_LONGEST_NOTICE = 1_000
"""Maximum length if the class and id of its container suggest boilerplate."""
_UNLIKELY_NAMES = -0.5
"""Log odds of class and id below which they suggest boilerplate."""
_LONGEST_RELATED = 250
_LONGEST_ALONE = 220
"""Maximum length of a notice without a link, in characters; a longer text may be a sentence with the same beginning."""
_LONGEST_LABEL = 60
_SHORTEST_DATE = 6
"""Length below which digits alone are a number."""
_MOST_LINKS = 12
"""Maximum number of links dropped after a line that announces them."""
_TIME = re.compile(
    r"\d{1,2}[:.h]\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?|uhr|hrs?)?|\d{1,2}[-/.]\d{1,2}(?:[-/.]\d{2,4})?[ ,]*\d{1,2}:\d{2}",
    re.I,
)
_WORD = re.compile(r"[^\W\d_]+")
_DATE_WORDS = frozenset(
    "年 月 日 时 時 分 秒 号 點 点 년 월 일 시 분 초 오전 오후 a p m am pm at on um uhr den der h à "
    "le de del el da di il klo kl th st nd rd г".split()
)
"""Words and characters between the numbers and names of a date."""
_CAPTION = re.compile(r"(?<![a-z])caption(?![a-z])", re.I)
_PICTURE = re.compile(r"video|image|photo|picture|media|figure|gallery|player|wp-caption", re.I)


def opening_kind(text: str, longest: int = LONGEST) -> int:
    """Classify a line by its opening phrase: ``LABEL``, ``RELATED``, ``NOTICE`` or ``NONE``.

    >>> opening_kind("ADVERTISEMENT"), opening_kind("Lesen Sie auch: Der Hafen"), opening_kind("The pier reopens.")
    (1, 2, 0)
    """
    if len(text) > longest:
        return NONE
    known = phrases()
    start = text[:4].casefold().replace("’", "'")  # most texts end here
    if start[:1].isalpha() and not known.beginnings.may_begin(start):
        return NONE
    opening = _opening_of(text)
    if not known.beginnings.may_begin(opening):
        return NONE
    if len(text) <= _LONGEST_LABEL and opening.rstrip(SIGNS) in known.labels:
        return LABEL
    if known.related.match(opening):
        return RELATED if len(text) <= _LONGEST_RELATED else NONE
    return NOTICE if known.notice.match(opening) else NONE


def _opening_of(text: str) -> str:
    """Return the casefolded beginning of a text, without the punctuation before its first word."""
    words = text[: _LONGEST_LABEL + 20].casefold()
    return (words if words[:1].isalpha() else words.lstrip(OPENING_SIGNS)).replace("’", "'")


def without_boilerplate(text_blocks: Sequence[TextBlock], kept: Sequence[int]) -> list[int]:
    """Drop labels, notices and links to related articles, with the links that such a line announces.

    ``kept`` and the result are indices into ``text_blocks``, in order.
    """
    left: list[int] = []
    announced, begun = 0, False
    anywhere = _occurring([text_blocks[place].text for place in kept if _is_short(text_blocks[place])])
    for place in kept:
        block = text_blocks[place]
        announced = announced - 1 if announced and block.links * 10 >= len(block.text) * 8 else 0
        if announced:
            continue
        kind = kind_of(block.text, anywhere) if _is_short(block) else opening_kind(block.text, _LONGEST_NOTICE)
        if kind == LABEL or (kind == RELATED and _announces(block)):
            announced = 0 if _is_advertising(block.text) else _MOST_LINKS
        elif not _is_boilerplate(block, kind) and not _is_caption(block) and not _is_time(block, begun):
            left.append(place)
            begun = begun or len(block.text) > _LONGEST_LABEL
    return left


def _is_short(block: TextBlock) -> bool:
    """Return whether a block may be a notice by a phrase anywhere in it."""
    return block.links > 0 or len(block.text) <= _LONGEST_ALONE


def _is_caption(block: TextBlock) -> bool:
    """Return whether class and id name a caption (the block's or its container's) inside a picture or player."""
    box = block.box
    if not _names_caption(block.names) and not _names_caption(box.names):
        return False
    around = [box, box.parent, box.parent.parent if box.parent else None]
    return any(one is not None and _PICTURE.search(one.names) for one in around)


@lru_cache(20_000)
def _names_caption(names: str) -> bool:
    return _CAPTION.search(names) is not None


def _is_boilerplate(block: TextBlock, kind: int) -> bool:
    """Return whether a line of this kind is boilerplate: it links elsewhere, or is short enough for a notice."""
    return _leads_away(block) if kind == RELATED else kind == NOTICE and _is_notice(block)


def _occurring(texts: Sequence[str]) -> Sequence[str]:
    """Return the phrases that mark a notice anywhere in a line and occur in these texts: on most pages, none."""
    words = "\n".join(text for text in texts if len(text) <= LONGEST).casefold()
    return [phrase for phrase in phrases().anywhere if phrase in words]


def kind_of(text: str, anywhere: Sequence[str] | None = None) -> int:
    """Classify a line as :func:`opening_kind` does, and by the phrases that mark a notice anywhere in it.

    ``anywhere`` lists those of these phrases that may occur in it; all if None.

    >>> kind_of("The Daily. All rights reserved."), kind_of("The pier reopens.")
    (3, 0)
    """
    kind = opening_kind(text, _LONGEST_NOTICE)
    if kind != NONE or len(text) > LONGEST:
        return kind
    anywhere = phrases().anywhere if anywhere is None else anywhere
    words = text.casefold() if anywhere else ""
    return NOTICE if any(phrase in words for phrase in anywhere) else NONE


def _is_advertising(text: str) -> bool:
    """Return whether a label announces an advertisement; no links to articles follow it."""
    return _opening_of(text).rstrip(SIGNS) in phrases().advertising


def _announces(block: TextBlock) -> bool:
    """Return whether nothing but punctuation follows the phrase that announces related articles."""
    return not _after_phrase(block.text).strip(SIGNS)


def _leads_away(block: TextBlock) -> bool:
    """Return whether at least half of the text after the phrase is linked."""
    return block.links * 2 >= len(_after_phrase(block.text))


def _after_phrase(text: str) -> str:
    """Return the text after the phrase that announces related articles."""
    words = text.casefold().replace("’", "'").lstrip(OPENING_SIGNS)
    found = phrases().related.match(words)
    return words[found.end() :] if found else words


def _is_notice(block: TextBlock) -> bool:
    if prior(block.box.names) < _UNLIKELY_NAMES:
        return True
    return len(block.text) <= (LONGEST if block.links else _LONGEST_ALONE)


def _is_time(block: TextBlock, begun: bool) -> bool:
    """Return whether a text is only a time or date, as above the entries of a live blog.

    Not in a list, nor in a table after the text has ``begun``: there it may be data.
    """
    text, tag = block.text, block.tag
    if len(text) > _LONGEST_LABEL or tag in ("li", "th", "dt", "dd") or not any(map(str.isdigit, text)):
        return False
    if (tag == "td" and begun) or (len(text) < _SHORTEST_DATE and text.isdecimal()):
        return False
    if _TIME.fullmatch(text):
        return True
    words = [word for word in _WORD.findall(text) if word.casefold() not in _DATE_WORDS]
    return all(map(is_calendar_word, words)) and parse_date(text) is not None
