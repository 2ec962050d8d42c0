"""Decide whether a text may be names and not a sentence."""

from __future__ import annotations

import re

from crawler.normalize.agencies import find_agency, small_words
from crawler.normalize.credits.credit_parts import ARTICLE
from crawler.normalize.credits.label import supplier_label_at
from crawler.normalize.credits.words import words

_SIGNED = re.compile(r"/[a-z]{2,4}\.$")
"""The initials of an editor."""
_LONGEST = 160
_LONGEST_CJK = 24


def reads_as_names(text: str, lenient: bool, strict: bool = False) -> bool:
    """Return whether a text may be names and not a sentence.

    ``lenient``: allow more lower-case words, as after a label; ``strict``: allow none.

    >>> reads_as_names("Jane Doe for The Example", False), reads_as_names("volunteers mend old devices", True)
    (True, False)
    """
    text = text.strip()
    if not text or len(text) > _LONGEST or not any(c.isalpha() for c in text):
        return False
    tokens = text.replace("/", " ").split()
    lower = sum(t[0].islower() and not may_be_small(t) for t in tokens)
    if not text.isascii() and sum(c > "\u3040" for c in text) > _LONGEST_CJK:
        return False
    if length := supplier_label_at(text):
        supplier = ARTICLE.sub("", text[length:])
        private = not words().private.isdisjoint(supplier.casefold().strip(".").split())
        return len(tokens) <= 14 and (private or not supplier[:1].islower())
    if lenient and _is_slashed_chain(text):
        return True
    allowed = 0 if strict else max(2, len(tokens) // 3) if lenient else len(tokens) // 4
    if lower and text.endswith((".", "!", "?")) and len(tokens) > 5 and not _SIGNED.search(text):
        return False
    return lower <= allowed


def _is_slashed_chain(text: str) -> bool:
    """Return whether a text is user names before an agency, "amedeo / kasarp studio / Shutterstock"."""
    parts = [part.split() for part in text.split("/")]
    return len(parts) > 2 and all(len(p) <= 3 for p in parts) and find_agency(" ".join(parts[-1])) is not None


def may_be_small(token: str) -> bool:
    """Return whether a word may be lower-case in a name or between names."""
    plain = token.strip(",.;:()[]")
    if plain.casefold() in words().joiners or plain in small_words() or plain in words().noise:
        return True
    return "." in token.strip(".") or "@" in token or token[1:] != token[1:].lower() or _is_agency(plain)


def _is_agency(word: str) -> bool:
    """Whether a word written small is an agency's name and nothing else, "reuters"."""
    agency = find_agency(word)
    return agency is not None and agency.kind in ("agency", "stock") and agency.canonical not in words().weak
