"""Decide whether a short text is a credit, by the names in it and what surrounds it."""

from __future__ import annotations

import re
from functools import lru_cache

from crawler.normalize.agencies import find_agency, small_words
from crawler.normalize.credits.bare_label import without_bare_label
from crawler.normalize.credits.credit_parser import ParsedCredit, parse_credit
from crawler.normalize.credits.credit_parts import ARTICLE
from crawler.normalize.credits.entity_types import REPORTER, EntityType, entity_type, strip_boilerplate
from crawler.normalize.credits.label import (
    closing_label_at,
    has_label,
    opening_label_at,
    strip_label,
    supplier_label_at,
)
from crawler.normalize.credits.organizations import is_organization
from crawler.normalize.credits.punctuation import SIGN, unwrap
from crawler.normalize.credits.words import words
from crawler.normalize.dateline_places import is_place

_SIGNED = re.compile(r"/[a-z]{2,4}\.$")
"""The initials of an editor."""
_PARTICLES = ("から", "より", "で", "が", "を", "は", "に")
"""What follows a place, a tool or a subject, "本社ヘリから撮影", and never a name."""
_OF_HOUSE = re.compile(
    r"(?!(?:A|An|The|This|That|His|Her|One|Another|First|Last)\s)"
    r"(?:[A-Z][\w.&'’-]*\s){1,3}[Pp](?:hoto|icture)s? by (?=[A-Z])"
)
"""The organization before an opener, "Express photo by", "Staff photo by"."""
_ARCHIVES = ("archiv", "arkiv", "archief", "arquivo", "arxiu", "архив", "архів", "file", "pool", "handout", "privat")
_LONGEST = 160
_LONGEST_CJK = 24
_ENDS = frozenset('.!?…。！？"”»')


@lru_cache(maxsize=5_000)
def stands_for_credit(text: str) -> bool:
    """Return whether a text is a word that stands for a credit, "Supplied", "Handout", "zVg"."""
    return (
        text.strip(" .()[]").casefold() in words().placeholders
        or text.strip(" ()[]").casefold() in words().placeholders
    )


def is_credit(text: str, before: str, bare: bool = False) -> bool:
    """Return whether a text in brackets, after a divider or at the end of a caption is a credit.

    ``before``: the text before it; ``bare``: whether it has neither brackets nor a divider.

    >>> is_credit("Adel Hana/Associated Press", "x"), is_credit("left", "x"), is_credit("CDU", "x")
    (True, False, False)
    """
    if len(text) > _LONGEST or text.casefold().strip(" .") in words().lookalikes:
        return False
    if stands_for_credit(text):
        return True
    if house := _OF_HOUSE.match(text):
        return reads_as_names(text[house.end() :], lenient=False)
    stripped, _ = strip_label(text)
    if not bare and has_label(text):
        return reads_as_names(stripped, lenient=True) and not is_description(text)
    if closer := closing_label_at(text):
        return reads_as_names(text[:-closer], lenient=True) and not text[:-closer].endswith(_PARTICLES)
    if SIGN.search(text):
        return reads_as_names(SIGN.sub(" ", text), lenient=True)
    if REPORTER.search(text) and entity_type(strip_boilerplate(text)) is EntityType.PERSON:
        return True
    stripped = without_bare_label(stripped)
    chain = _chain(stripped)
    if chain.known:
        return _is_sound(chain, stripped, before)
    if bare:
        return _joined(stripped, chain) and _has_plain_organization(stripped)
    return _joined(stripped, chain) or (before[-1:] in _ENDS and _named(stripped, chain))


def is_description(text: str) -> bool:
    """Return whether a label without a colon is followed by a lower-case word instead of a name, "photo taken in May".

    >>> is_description("fot. ilustracyjne"), is_description("fot. Anna Nowak"), is_description("photo by dpa")
    (True, False, False)
    """
    bare = unwrap(text)
    rest = bare[opening_label_at(bare) :].strip()
    if rest == bare or stands_for_credit(rest):
        return False
    return rest.casefold() in words().noise or (rest[:1].islower() and not _may_be_small(rest.split()[0]))


def _has_plain_organization(text: str) -> bool:
    """Return whether a slash separates a person from an organization that is one by its words or its domain."""
    parts = [part.strip() for part in text.split("/")]
    return (
        len(parts) == 2
        and any(is_organization(p) for p in parts)
        and any(entity_type(p) is EntityType.PERSON for p in parts)
    )


def _named(text: str, chain: ParsedCredit) -> bool:
    """Return whether a text after a sentence is only names: of people, or of organizations, "(Christie's)"."""
    names = [*chain.creators, *chain.organizations]
    if not names or chain.parts != len(names) + chain.places or chain.parts > 3:
        return False
    if " " not in text and not _is_house(text):
        return False
    return reads_as_names(text, lenient=False, strict=True)


def _is_house(word: str) -> bool:
    """Return whether one word may be the name of an organization: capitalized, and not a place."""
    return word[0].isupper() and word[1:] != word[1:].upper() and len(word) > 3 and not is_place(word)


def _is_sound(chain: ParsedCredit, text: str, before: str) -> bool:
    """Return whether names with a known agency contain nothing that a credit would not have."""
    if not reads_as_names(text, lenient=False) or chain.unknown > chain.known or len(chain.creators) > 3:
        return False
    return not _spells_out(text, before)


def _joined(text: str, chain: ParsedCredit) -> bool:
    """Return whether a slash or brackets separate a person from an organization, or from a word such as "Archiv".

    "Tomer Appelbaum/Haaretz", "Roman Warschauer (hr)", "Jane Doe/Archiv".
    """
    if not ("/" in text or text.endswith(")")) or not chain.creators or chain.parts > 4:
        return False
    if not chain.organizations and not text.rpartition("/")[2].strip().casefold().startswith(_ARCHIVES):
        return False
    lookalike = any(name.casefold() in words().lookalikes for name in chain.organizations)
    return not lookalike and reads_as_names(text, lenient=False)


def _spells_out(text: str, before: str) -> bool:
    """Return whether a bracket abbreviates the words before it, "World Health Organization (WHO)"."""
    if not text.isupper() or len(text) > 6 or not text.isalpha():
        return False
    initials = "".join(w[0] for w in before.split()[-2 * len(text) :] if w[0].isupper())
    return initials.endswith(text)


@lru_cache(maxsize=5_000)
def _chain(text: str) -> ParsedCredit:
    return parse_credit(text)


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
    lower = sum(t[0].islower() and not _may_be_small(t) for t in tokens)
    if not text.isascii() and sum(c > "\u3040" for c in text) > _LONGEST_CJK:
        return False
    if length := supplier_label_at(text):
        given = ARTICLE.sub("", text[length:])
        private = not words().private.isdisjoint(given.casefold().strip(".").split())
        return len(tokens) <= 14 and (private or not given[:1].islower())
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


def _may_be_small(token: str) -> bool:
    """Return whether a word may be lower-case in a name or between names."""
    plain = token.strip(",.;:()[]")
    if plain.casefold() in words().joiners or plain in small_words() or plain in words().noise:
        return True
    return "." in token.strip(".") or "@" in token or token[1:] != token[1:].lower() or _is_agency(plain)


def _is_agency(word: str) -> bool:
    """Whether a word written small is an agency's name and nothing else, "reuters"."""
    agency = find_agency(word)
    return agency is not None and agency.kind in ("agency", "stock") and agency.canonical not in words().weak
