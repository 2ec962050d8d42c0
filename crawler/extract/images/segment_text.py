"""The text of segments: joined, without repetitions."""

from __future__ import annotations

from collections.abc import Iterable

from crawler.extract.images.segments import Segment
from crawler.normalize.credits.words import words
from crawler.normalize.word_tables import squash

_SENTENCE = 15


def join(segments: Iterable[Segment], apart: bool = False) -> str | None:
    """Return the text of segments with collapsed white space, without what is repeated for another screen size.

    ``apart``: separate all segments, not only those that begin a line, by a bar if there is no punctuation.
    """
    said: list[str] = []
    text = ""
    for segment in segments:
        own = squash(segment.text)
        if _is_repeated(own, segment, said):
            continue
        if said and len(said[-1]) > _SENTENCE and own.startswith(said[-1]):
            said.clear()
            text = ""
        said.append(own)
        between = " | " if apart and not _are_parted(text, segment.text) else " " if segment.gap or apart else ""
        text += f"{between}{segment.text}"
    return " ".join(text.split()) or None


def _are_parted(before: str, after: str) -> bool:
    """Return whether two texts need no separator: the first is empty or leads to the second, "Photo:", "by"."""
    before, after = before.strip(), after.strip()
    if not before or not before[-1].isalnum() or not after[:1].isalnum():
        return True
    first, last = after.split(None, 1)[0].casefold(), before.rsplit(None, 1)[-1].casefold()
    return last in words().joiners or first in words().joiners or before.casefold() in words().labels


def _is_repeated(own: str, segment: Segment, said: list[str]) -> bool:
    if len(own) > _SENTENCE:
        return any(own in other for other in said)
    in_line = segment.says == "caption" and not segment.gap and segment.element.tag != "span"
    return not in_line and own in said


def repeats(text: str, hints: frozenset[str]) -> bool:
    """Return whether a text repeats the alternative text or a caption in the metadata, or its beginning."""
    own = squash(text)
    return len(own) >= 5 and any(hint.startswith(own) or (len(hint) > 20 and own.startswith(hint)) for hint in hints)
