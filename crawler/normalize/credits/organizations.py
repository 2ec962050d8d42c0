"""Recognize organizations that are not in the table of agencies, by words, form and places in their names."""

from __future__ import annotations

import re

from crawler.normalize.credits.words import words

_DOMAIN = re.compile(r"(?i)^(?:www\.)?[\w-]+(?:\.[\w-]+)*\.[a-z]{2,6}$")
_TOKEN = re.compile(r"[^\s,;()]+")
_QUOTES = " \t.,;:'\"‘’“”«»@-–—*"
_LEAST = 7
"""Fewest letters of a compound, "Tierschutzverein"."""
_PARTICLE = r"(?:Mc|Mac|De|Di|Da|Du|La|Le|Lo|Van|Von|Fitz|St|San|Del|Al|El|Ben|Abu|O|D)[A-Z]"
_HUMPED = re.compile(rf"^(?!{_PARTICLE})[A-Z][a-z]+[A-Z]")
"""A capital within a word, "SkyView"; names of people have one only after a particle, "McDonald"."""


def is_organization(part: str) -> bool:
    """Return whether a part is an organization by its words, its form or its domain.

    >>> [is_organization(p) for p in ("Tierschutzverein Halle", "SkyView Drones", "example.org", "Messe Genf")]
    [True, True, True, True]
    >>> [is_organization(p) for p in ("Connie Park", "Jack London", "Paris Hilton", "Ewan McGregor", "Max Hausmann")]
    [False, False, False, False, False]
    """
    table, folded = words(), part.casefold().strip(_QUOTES)
    if f"{folded} ".startswith(table.articles) or _DOMAIN.match(part):
        return True
    tokens = _TOKEN.findall(folded)
    if len(tokens) == 2 and tokens[1] in table.surnames and not _may_open(tokens[0]):
        return False
    return any(map(_is_word_of_organization, tokens)) or _has_form(part) or _has_place(part)


def _may_open(token: str) -> bool:
    """Return whether a word before one that is also a family name speaks for an organization, "Stuttgart Marketing"."""
    table = words()
    return token in table.organizations or (token in table.places and token not in table.first_names)


def _is_word_of_organization(token: str) -> bool:
    table = words()
    if token in table.organizations or token.rstrip(".") in table.organizations or token.startswith(table.stems):
        return True
    if len(token) >= _LEAST and token.endswith(table.suffixes):
        return True
    return "-" in token and any(half in table.organizations for half in token.split("-"))


def _has_form(part: str) -> bool:
    """Return whether one of several words has a capital in the middle."""
    found = part.split()
    if len(found) < 2 or part.isupper() or found[0].casefold() in words().first_names:
        return False
    return any(map(_HUMPED.match, found))


def _has_place(part: str) -> bool:
    """Return whether one of two words is a place and the other is no first name: "Messe Berlin", "Südtirol Wein"."""
    found = part.casefold().split()
    if len(found) != 2 or not part[0].isupper() or found[0] in words().first_names:
        return False
    if found[0] in words().places and found[0] not in words().place_surnames:
        return True
    return found[1] in words().places and found[1] not in words().place_surnames
