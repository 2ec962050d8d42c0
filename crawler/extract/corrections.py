"""Corrections and editor's notes, in the text of an article, next to it, and in its data."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any

from crawler.extract.candidates import Candidate
from crawler.extract.document.page import Page
from crawler.normalize.dates import parse_date
from crawler.normalize.word_tables import Beginnings, any_of, fold, table
from crawler.record.items import Correction

_NOTE = re.compile(
    any_of(table("notices")["correction"])
    + r"(?:\s*[(（][^)）]{1,40}[)）]|[ ,]+[^:：\])】]{1,40})?\s*[:：\n—–\]】)）-]"
)
_BEGINNINGS = Beginnings(table("notices")["correction"])
_MARKS = re.compile(r"[\W_]*")
_MAX_CHARS = 1200
_HEAD = 200
"""Number of opening characters in which a correction is labelled as such."""


def is_correction(text: str) -> bool:
    """Return whether a paragraph is a correction or an editor's note.

    >>> is_correction("Correction (May 3): the name was wrong."), is_correction("Corrections officers went on strike")
    (True, False)
    >>> is_correction("An earlier version of this article misspelled the name of the pier.")
    True
    """
    if len(text) > _MAX_CHARS:
        return False
    if _opens_note(text):
        return True
    head = text[:_HEAD].casefold()
    phrases, longest, unspaced = _phrases()
    said = head.split()
    if not longest.isdisjoint(said) and any(phrase in head for word in longest & {*said} for phrase in phrases[word]):
        return True
    return not head.isascii() and any(phrase in head for phrase in unspaced)


def find_corrections(texts: Sequence[str]) -> list[int]:
    """Return the indices of the paragraphs that are corrections or notes; one search rules out most pages."""
    heads = [text[:_HEAD] for text in texts]
    said = "\n".join(heads).casefold()
    by_word, longest, unspaced = _phrases()
    phrases = [phrase for word in longest.intersection(said.split()) for phrase in by_word[word]]
    phrases += () if said.isascii() else unspaced
    if any(phrase in said for phrase in phrases):
        return [i for i, text in enumerate(texts) if is_correction(text)]
    return [i for i, text in enumerate(texts) if _BEGINNINGS.may_open(text) and _opens_note(text)]


def _opens_note(text: str) -> bool:
    """Return whether a paragraph opens with a label of corrections or notes, followed by a punctuation mark."""
    if len(text) > _MAX_CHARS:
        return False
    head = text[:_HEAD].casefold()
    start = _MARKS.match(head).end()  # type: ignore[union-attr]
    return _BEGINNINGS.may_open(head[start : start + 4]) and _NOTE.match(head, start) is not None


@cache
def _phrases() -> tuple[dict[str, list[str]], frozenset[str], list[str]]:
    """Return the phrases by their longest word, these words, and the phrases of scripts without spaces."""
    by_word: dict[str, list[str]] = {}
    for phrase in table("notices")["corrected"]:
        by_word.setdefault(max(phrase.split(), key=len), []).append(phrase)
    return by_word, frozenset(by_word), [phrase for phrase in table("notices")["corrected"] if " " not in phrase]


def read_corrections(
    page: Page, texts: Iterable[str], context: Sequence[str] = (), language: str | None = None
) -> list[Candidate]:
    """Return the notes in the body and its context, with the date at their beginning; else those of JSON-LD.

    ``texts`` are the notes already found in the body, ``context`` the texts around it. https://schema.org/correction
    """
    notes = dict.fromkeys((*texts, *(context[i] for i in find_corrections(context))))
    shown = [Correction(text, parse_date(text[:80], language)) for text in notes]
    return [Candidate(shown, "dom"), Candidate(list(_structured_notes(page.data.article.get("correction"))), "json-ld")]


def _structured_notes(value: Any) -> Iterator[Correction]:
    for note in value[:20] if isinstance(value, list) else [value]:
        text = note.get("text") or note.get("description") if isinstance(note, dict) else note
        if isinstance(text, str) and fold(text):
            date = note.get("datePublished") if isinstance(note, dict) else None
            yield Correction(fold(text), parse_date(date) if isinstance(date, str) else None)
