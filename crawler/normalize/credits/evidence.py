"""Decide whether a short text is a credit, by the names in it and what surrounds it."""

from __future__ import annotations

import re
from functools import lru_cache

from crawler.normalize.agencies import find_agency
from crawler.normalize.credits.bare_label import without_bare_label
from crawler.normalize.credits.credit_parser import ParsedCredit, parse_credit
from crawler.normalize.credits.entity_types import REPORTER, EntityType, entity_type, strip_boilerplate
from crawler.normalize.credits.label import (
    closing_label_at,
    has_label,
    opening_label_at,
    strip_label,
)
from crawler.normalize.credits.organizations import is_organization
from crawler.normalize.credits.punctuation import SIGN, unwrap
from crawler.normalize.credits.reads_as_names import may_be_small, reads_as_names
from crawler.normalize.credits.split import split
from crawler.normalize.credits.words import words
from crawler.normalize.dateline_places import is_place

_PARTICLES = ("から", "より", "で", "が", "を", "は", "に")
"""What follows a place, a tool or a subject, "本社ヘリから撮影", and never a name."""
_OF_HOUSE = re.compile(
    r"(?!(?:A|An|The|This|That|His|Her|One|Another|First|Last)\s)"
    r"(?:[A-Z][\w.&'’-]*\s){1,3}[Pp](?:hoto|icture)s? by (?=[A-Z])"
)
"""The organization before an opener, "Express photo by", "Staff photo by"."""
_ARCHIVES = ("archiv", "arkiv", "archief", "arquivo", "arxiu", "архив", "архів", "file", "pool", "handout", "privat")
_LONGEST = 160
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
    if not bare and is_handle_of_stock(text):
        return True
    named = without_bare_label(stripped)
    if not bare and named != stripped and is_chain_of_names(named):
        return True
    stripped = named
    chain = _chain(stripped)
    if chain.known:
        return _is_sound(chain, stripped, before)
    if bare:
        return _joined(stripped, chain) and _has_plain_organization(stripped)
    return _joined(stripped, chain) or (before[-1:] in _ENDS and _named(stripped, chain))


def is_chain_of_names(text: str) -> bool:
    """Return whether a text consists of the names of people and known agencies, in a script that has capitals."""
    if not any(map(str.isupper, text)):
        return False
    chain = _chain(text.rstrip("."))
    names = len(chain.creators) + len(chain.organizations)
    return 0 < names == chain.parts and not chain.unknown and reads_as_names(text, lenient=False, strict=True)


def is_handle_of_stock(text: str) -> bool:
    """Return whether a text is a user name, often lower-case, and a stock agency, "soniabonet | Getty Images"."""
    if text.count(" ") > 5 or not any(map(text.__contains__, ("/", "|", " - ", " – "))):
        return False
    parts = split(text)
    kinds = [agency.kind for agency in map(find_agency, parts) if agency]
    return len(parts) == 2 and kinds == ["stock"] and not any(" " in p for p in parts if not find_agency(p))


def is_description(text: str) -> bool:
    """Return whether a label without a colon is followed by a lower-case word instead of a name, "photo taken in May".

    >>> is_description("fot. ilustracyjne"), is_description("fot. Anna Nowak"), is_description("photo by dpa")
    (True, False, False)
    """
    bare = unwrap(text)
    rest = bare[opening_label_at(bare) :].strip()
    if rest == bare or stands_for_credit(rest):
        return False
    return rest.casefold() in words().noise or (rest[:1].islower() and not may_be_small(rest.split()[0]))


def _has_plain_organization(text: str) -> bool:
    """Return whether a slash separates a person from an organization: by the table, its words or its domain."""
    parts = [part.strip() for part in text.split("/")]
    return (
        len(parts) == 2
        and any(is_organization(p) or find_agency(p) for p in parts)
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
    return not spells_out(text, before)


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


def spells_out(text: str, before: str) -> bool:
    """Return whether a bracket abbreviates the words before it, "World Health Organization (WHO)"."""
    if not text.isupper() or len(text) > 6 or not text.isalpha():
        return False
    initials = "".join(w[0] for w in before.split()[-2 * len(text) :] if w[0].isupper())
    return initials.endswith(text)


@lru_cache(maxsize=5_000)
def _chain(text: str) -> ParsedCredit:
    return parse_credit(text)
