"""A comparable form of a text, independent of typography and of lines that change by themselves."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

from crawler.normalize.word_tables import any_of, fold, table

_LONGEST = 80
"""Maximum length of a line with only a time or a view count, in characters."""
_FEW = 2
"""Maximum number of other words beside a time or count ("5 *minutes* ago"); with more it is prose or a heading."""
_SEVERAL = 7
"""The same for a modification date ("updated *on Thursday April 2nd at 10:32 am London*")."""
_DIGIT = re.compile(r"\d")
_WHEN = re.compile(r"\d{1,2} ?[:.h時시] ?\d\d|(?<!\d)(?:19|20)\d\d(?!\d)|\d ?(?:[ap]\.?m|uhr|h)\b|\d[./-]\d", re.I)
_WORD = re.compile(r"[^\W\d_]+")
_UNSPACED = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{3}")
_ENDS = re.compile(r"[.!?。！？।؟…]['\"”’»)\]]*$")
_OF_WORKS = frozenset(("released", "release date"))
"""Words for modification that also apply to the books and films that an article lists."""
_TYPED = {
    **dict.fromkeys("‘’‚‛′´`ʼ＇", "'"),
    **dict.fromkeys("“”„‟«»″＂", '"'),
    **dict.fromkeys("‐‑‒–—―−﹣－", "-"),
    **dict.fromkeys("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff", ""),
}
_SIGN = re.compile(f"[{''.join(_TYPED)}]")


def comparable(text: str) -> str:
    """Return the lines of a text in a form that is independent of typography.

    White space, quotation marks, dashes and invisible characters are normalized. Lines are dropped that only state when
    the text was last changed, how long ago that was, or how many people have read it.

    >>> comparable("The  pier “opens”.\\n\\nUpdated at 10:32\\n\\n1,234 views")
    'The pier "opens".'
    """
    lines = (_folded(line) for line in text.split("\n"))
    return "\n".join(line for line in lines if line and not is_volatile(line))


def _folded(line: str) -> str:
    if not line.isascii():
        line = _typed(line)
        if not unicodedata.is_normalized("NFKC", line):
            line = _typed(unicodedata.normalize("NFKC", line))
    return fold(line)


def _typed(line: str) -> str:
    """Return a line with the signs of a keyboard; a search for the others costs a fifth of a translation table."""
    return _SIGN.sub(lambda match: _TYPED[match[0]], line)


def is_volatile(line: str) -> bool:
    """Return whether a line states only a relative time, a modification date or a count.

    >>> [is_volatile(line) for line in ("3 minutes ago", "Two people died 3 hours ago.", "Final score: 3-2")]
    [True, False, False]
    """
    if len(line) > _LONGEST or not _DIGIT.search(line) or not _may_be_volatile(line):
        return False
    changed, passing, is_sentence = _changed().search(line), _passing().search(line), bool(_ENDS.search(line))
    if changed and (passing or _WHEN.search(line)) and not (is_sentence and changed.start()):
        return _other_words(line, changed) <= _SEVERAL
    return passing is not None and not is_sentence and _other_words(line, passing) <= _FEW


def _may_be_volatile(line: str) -> bool:
    """Return whether a line may have one of the words; its own words rule out most lines without a search."""
    return not line.isascii() or not _beginnings().isdisjoint(_WORD.findall(line.lower()))


@cache
def _beginnings() -> frozenset[str]:
    """Return the first word of each phrase; ``re.IGNORECASE`` takes a dotless i for an i."""
    phrases = (*_words_of_change(), *_words_of_passing())
    return frozenset(found[0].replace("ı", "i") for phrase in phrases if (found := _WORD.search(phrase)))


def _other_words(line: str, found: re.Match[str]) -> int:
    rest = f"{line[: found.start()]} {line[found.end() :]}"
    return len(_WORD.findall(rest)) + 2 * len(_UNSPACED.findall(rest))


def _words_of_change() -> set[str]:
    labels = table("date_labels")
    return {*labels["changed"], *labels["published"], *table("volatile")["state"]} - _OF_WORKS


def _words_of_passing() -> set[str]:
    volatile = table("volatile")
    return {*volatile["ago"], *volatile["counts"], *volatile["reading"]}


@cache
def _changed() -> re.Pattern[str]:
    return _pattern(_words_of_change())


@cache
def _passing() -> re.Pattern[str]:
    return _pattern(_words_of_passing())


def _pattern(words: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern for whole words; in scripts without spaces, for the words anywhere."""
    spaced = [word for word in words if word[0] < "\u0e00"]
    others = [word for word in words if word[0] >= "\u0e00"]
    return re.compile(rf"(?<![^\W\d_]){any_of(spaced)}(?![^\W\d_])|{any_of(others)}", re.IGNORECASE)
