"""Classify the names in one part of a credit: those joined by "and" or "for", or not separated at all."""

from __future__ import annotations

import re

from crawler.normalize.agencies import find_agency
from crawler.normalize.credits.entity_types import HAN_NAME, EntityType, entity_type, strip_boilerplate
from crawler.normalize.credits.label import strip_label, supplier_label_at
from crawler.normalize.credits.organizations import is_organization
from crawler.normalize.credits.words import words
from crawler.normalize.names import particles

_FOR = re.compile(r"\s+(?:for|FOR|für|pour|para|per|voor|för|for the|on behalf of|exclusive to|special to)\s+")
_FROM = re.compile(r"\s+(?:from|on|at|auf|bei|von|vom|sur|chez|de|en|på|fra|från|via)\s+")
_AND = re.compile(
    r"\s+(?:and|und|et|e|y|i|og|och|en|ja|&(?!\s*Co\b)|\+|和|と|및|и|та|a)\s+|\s*&(?!\s*Co\b)\s*|\s*＆\s*"
)
ARTICLE = re.compile(r"^\s*(?:the|la|el|los|las|le|les|der|die|das|dem|den|il|lo|gli|os|as|o|a)\s+(?=\S)")
_DESK = re.compile(r"^(\S{2,8}?[社報报网網신문뉴스])\s?(?:记者|記者|通讯员)\s*(\S.*)$")
_PAIR = re.compile(r"^([^\W\d_]+) (?:and|und|et|y|e|og|och|en|ja|i|и|та) ([^\W\d_]+ ([^\W\d_]+))$")
"""Two people who share a family name, "Anna und Peter Sommer"."""
_DEGREES = frozenset("MD MBE OBE CBE KBE QC KC MP MEP II III IV JR SR DDS RN PHD".split())
"""Acronyms after a name that are not organizations."""


def classify(part: str, from_supplier: bool) -> list[tuple[EntityType, str]]:
    """Return the names in one part with their entity types."""
    part, supplies = strip_label(part)
    from_supplier = from_supplier or supplies
    if from_supplier:
        return _as_supplier(part[supplier_label_at(part) :])
    if desk := _DESK.match(part):
        reporter = [(EntityType.PERSON, desk[2])] if HAN_NAME.match(desk[2]) else classify(desk[2], from_supplier)
        return [(entity_type(desk[1]), desk[1]), *reporter]
    if part.casefold().startswith(words().roles_by):
        return []
    part = strip_boilerplate(part)
    kind = entity_type(part)
    if pair := _pair(part):
        return pair
    if kind in (EntityType.PERSON, EntityType.UNKNOWN, EntityType.ORGANIZATION):
        if (taken := _FROM.split(part))[1:] and entity_type(taken[-1]) is EntityType.AGENCY:
            return [found for p in taken for found in classify(p, from_supplier)]
        for cut in (_FOR, _AND):
            pieces = cut.split(part)
            if (
                len(pieces) > 1
                and all(entity_type(p) not in (EntityType.UNKNOWN, EntityType.NOISE) for p in pieces)
                and (entity_type(pieces[0]) in (EntityType.PERSON, EntityType.AGENCY, EntityType.PLACE))
            ):
                found = [found for p in pieces for found in classify(p, from_supplier)]
                return _clients(found) if cut is _FOR else found
    return _peel(part) if kind in (EntityType.UNKNOWN, EntityType.PERSON, EntityType.ORGANIZATION) else [(kind, part)]


def _clients(found: list[tuple[EntityType, str]]) -> list[tuple[EntityType, str]]:
    """Return names in which the client is an organization, even if it looks like a person, "for Taste of Home"."""
    return [
        found[0],
        *((EntityType.ORGANIZATION if kind is EntityType.PERSON else kind, text) for kind, text in found[1:]),
    ]


def _pair(part: str) -> list[tuple[EntityType, str]]:
    """Return two people who share a family name; nothing if a part is something else."""
    found = _PAIR.match(part)
    names = [f"{found[1]} {found[3]}", found[2]] if found else []
    return [(EntityType.PERSON, n) for n in names] if all(entity_type(n) is EntityType.PERSON for n in names) else []


def _as_supplier(part: str) -> list[tuple[EntityType, str]]:
    """Return the supplier of a picture if it is an organization; a person is left out."""
    if _AND.search(part) and not is_organization(part):
        return []
    bare = strip_boilerplate(ARTICLE.sub("", part)).strip("'\"‘’“”«»")
    kind = entity_type(part.strip()) if part.startswith("The ") else entity_type(bare)
    if kind is EntityType.UNKNOWN and bare != part.strip():
        kind = EntityType.ORGANIZATION
    return (
        []
        if kind in (EntityType.PERSON, EntityType.UNKNOWN)
        else [(kind, part.strip() if part.startswith("The ") else bare)]
    )


def _peel(part: str) -> list[tuple[EntityType, str]]:
    """Separate an agency from a name without a divider, "Lionel Bonaventure AFP"."""
    tokens = part.split()
    for count in range(min(3, len(tokens) - 1), 0, -1):
        for agency, rest in ((tokens[:count], tokens[count:]), (tokens[-count:], tokens[:-count])):
            name, other = " ".join(agency), " ".join(rest)
            if find_agency(name) and name not in words().weak and entity_type(other) is EntityType.PERSON:
                pair = [(EntityType.AGENCY, name), (EntityType.PERSON, other)]
                return pair if part.startswith(name) else pair[::-1]
    return _peel_unknown(part, tokens) or [(entity_type(part), part)]


def _peel_unknown(part: str, tokens: list[str]) -> list[tuple[EntityType, str]]:
    """Separate an unknown organization from the person before it, "Thilo Roth TSP", "Daniel Moreau Université Lyon"."""
    person = " ".join(tokens[:-1])
    last = tokens[-1]
    is_acronym = last.isupper() and last.isalpha() and 2 <= len(last) <= 5 and last not in _DEGREES
    if is_acronym and not part.isupper() and entity_type(person) is EntityType.PERSON:
        return [(EntityType.PERSON, person), (EntityType.ACRONYM, last)]
    person, house = " ".join(tokens[:2]), " ".join(tokens[2:])
    if (
        len(tokens) < 4
        or tokens[0].casefold() not in words().first_names
        or not all(t[0].isupper() and t.casefold() not in particles() for t in tokens[:3])
    ):
        return []
    if entity_type(person) is not EntityType.PERSON:
        return []
    return [(EntityType.PERSON, person), (EntityType.ORGANIZATION, house)] if is_organization(tokens[2]) else []
