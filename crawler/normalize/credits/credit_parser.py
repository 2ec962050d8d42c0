"""A credit as a chain of names: who made the picture, who supplied it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from crawler.normalize.agencies import find_agency
from crawler.normalize.credits.entity_types import Kind, kind_of, strip_noise
from crawler.normalize.credits.label import giver_at, strip_label
from crawler.normalize.credits.organizations import is_organization
from crawler.normalize.credits.split import split
from crawler.normalize.credits.words import words
from crawler.normalize.names import fold_name

_FOR = re.compile(r"\s+(?:for|FOR|für|pour|para|per|voor|för|for the|on behalf of|exclusive to|special to)\s+")
_FROM = re.compile(r"\s+(?:from|on|at|auf|bei|sur|chez|en|på|via)\s+")
_AND = re.compile(r"\s+(?:and|und|et|e|y|i|og|och|en|ja|&|\+|和|と|및|и|та|a)\s+|\s*&\s*|\s*＆\s*")
ARTICLE = re.compile(r"^\s*(?:the|la|el|los|las|le|les|der|die|das|dem|den|il|lo|gli|os|as|o|a)\s+(?=\S)")
_DESK = re.compile(r"^(\S{2,8}?[社報报网網신문뉴스])\s?(?:记者|記者|通讯员)\s*(\S.*)$")
_PAIR = re.compile(r"^([^\W\d_]+) (?:and|und|et|y|e|og|och|en|ja|i|и|та) ([^\W\d_]+ ([^\W\d_]+))$")
"""Two people of one family name, "Anna und Peter Sommer"."""
_DATED = re.compile(r"\d{4}")


@dataclass(slots=True)
class Chain:
    """What the parts of a credit are."""

    creators: list[str] = field(default_factory=list)
    organizations: list[str] = field(default_factory=list)
    known: int = 0
    """Parts that are agencies, picture desks or stock houses beyond doubt."""
    unknown: int = 0
    """Parts that are neither known nor written as a person."""
    places: int = 0
    """Parts that are places."""
    parts: int = 0


def read_chain(credit: str, given: bool = False) -> Chain:
    """The names of a bare credit. ``given``: its label names a giver, so that nobody in it is its maker.

    >>> chain = read_chain("Niall Carson/PA Images via Getty Images")
    >>> chain.creators, chain.organizations
    (['Niall Carson'], ['PA Images', 'Getty Images'])
    """
    return _gather(parts_of(credit, given))


def parts_of(credit: str, given: bool = False) -> list[tuple[Kind, str]]:
    """The parts of a bare credit, each with what it is.

    >>> [(kind.name, text) for kind, text in parts_of("MDR/Haupt")]
    [('AGENCY', 'MDR'), ('PERSON', 'Haupt')]
    """
    text = credit if credit.isascii() else unicodedata.normalize("NFKC", credit)
    return _settle([part for piece in split(text) for part in _classify(piece, given)])


def _classify(part: str, given: bool) -> list[tuple[Kind, str]]:
    """The names within one part, with their kinds."""
    part, gives = strip_label(part)
    given = given or gives
    if given:
        return _given(part[giver_at(part) :])
    if desk := _DESK.match(part):
        return [(kind_of(desk[1]), desk[1]), *_classify(desk[2], given)]
    if part.casefold().startswith(words().roles_by):
        return []
    part = strip_noise(part)
    kind = kind_of(part)
    if pair := _pair(part):
        return pair
    if kind in (Kind.PERSON, Kind.UNKNOWN, Kind.ORGANIZATION):
        if (taken := _FROM.split(part))[1:] and kind_of(taken[-1]) is Kind.AGENCY:
            return [found for p in taken for found in _classify(p, given)]
        for cut in (_FOR, _AND):
            pieces = cut.split(part)
            if (
                len(pieces) > 1
                and all(kind_of(p) not in (Kind.UNKNOWN, Kind.NOISE) for p in pieces)
                and (kind_of(pieces[0]) in (Kind.PERSON, Kind.AGENCY, Kind.PLACE))
            ):
                found = [found for p in pieces for found in _classify(p, given)]
                return _clients(found) if cut is _FOR else found
    return _peel(part) if kind in (Kind.UNKNOWN, Kind.PERSON, Kind.ORGANIZATION) else [(kind, part)]


def _clients(found: list[tuple[Kind, str]]) -> list[tuple[Kind, str]]:
    """Whom a picture was made for is an organisation, though it be written as a person, "for Taste of Home"."""
    return [found[0], *((Kind.ORGANIZATION if kind is Kind.PERSON else kind, text) for kind, text in found[1:])]


def _pair(part: str) -> list[tuple[Kind, str]]:
    """Two people who share the family name that is printed once."""
    found = _PAIR.match(part)
    names = [f"{found[1]} {found[3]}", found[2]] if found else []
    return [(Kind.PERSON, n) for n in names] if all(kind_of(n) is Kind.PERSON for n in names) else []


def _given(part: str) -> list[tuple[Kind, str]]:
    """What gave a picture: an organisation, or nobody who is named here."""
    if _AND.search(part) and not is_organization(part):
        return []
    bare = strip_noise(ARTICLE.sub("", part)).strip("'\"‘’“”«»")
    kind = kind_of(part.strip()) if part.startswith("The ") else kind_of(bare)
    if kind is Kind.UNKNOWN and bare != part.strip():
        kind = Kind.ORGANIZATION
    return [] if kind in (Kind.PERSON, Kind.UNKNOWN) else [(kind, part.strip() if part.startswith("The ") else bare)]


def _peel(part: str) -> list[tuple[Kind, str]]:
    """An agency at the start or the end of a part without a divider, "Lionel Bonaventure AFP"."""
    tokens = part.split()
    for count in range(1, min(4, len(tokens))):
        for agency, rest in ((tokens[:count], tokens[count:]), (tokens[-count:], tokens[:-count])):
            name, other = " ".join(agency), " ".join(rest)
            if find_agency(name) and name not in words().weak and kind_of(other) is Kind.PERSON:
                pair = [(Kind.AGENCY, name), (Kind.PERSON, other)]
                return pair if part.startswith(name) else pair[::-1]
    return [(kind_of(part), part)]


def _settle(found: list[tuple[Kind, str]]) -> list[tuple[Kind, str]]:
    """What a single word is, "MDR/Haupt", "Fotolia, lassedesignen" or "Haaretz", is decided by its neighbours.

    Beside organisations alone, one name is their photographer's, and so is each that has no capital.
    """
    found = _settle_houses(found)
    kinds = [kind for kind, _ in found]
    alone = Kind.PERSON not in kinds and not {Kind.AGENCY, Kind.ACRONYM, Kind.ORGANIZATION}.isdisjoint(kinds)
    found = [part for part in found if not (Kind.PERSON in kinds and _is_signed(*part))]
    kinds = [kind for kind, _ in found]
    last = max((i for i, kind in enumerate(kinds) if kind is Kind.WORD), default=-1)
    return [
        (Kind.PERSON if alone and (i == last or text[0].islower()) else Kind.ORGANIZATION, text)
        if kind is Kind.WORD
        else (kind, text)
        for i, (kind, text) in enumerate(found)
    ]


def _settle_houses(found: list[tuple[Kind, str]]) -> list[tuple[Kind, str]]:
    """A person before a house whose last word is a family name too, "Mina Tate/Saltmere Post"; "PR" beside a house."""
    people = [text for kind, text in found if kind is Kind.PERSON]
    houses = any(kind in (Kind.AGENCY, Kind.ORGANIZATION) for kind, _ in found)
    settled = []
    for kind, text in found:
        first, _, last = text.casefold().rpartition(" ")
        if kind is Kind.PERSON and len(people) > 1 and last in words().houses and first not in words().given:
            kind = Kind.ORGANIZATION
        if not (houses and text == "PR"):
            settled.append((kind, text))
    return settled


def _is_signed(kind: Kind, text: str) -> bool:
    """Whether a part is the small initials of an editor, "ANTARA FOTO/Jane Doe/nym."."""
    return kind is Kind.WORD and text.isascii() and text.islower() and len(text.rstrip(".")) <= 4


def _gather(found: list[tuple[Kind, str]]) -> Chain:
    chain = Chain(parts=len(found))
    for kind, text in found:
        if kind is Kind.PERSON:
            _add(chain.creators, fold_name(_bare_name(text)))
        elif kind in (Kind.AGENCY, Kind.ACRONYM, Kind.ORGANIZATION):
            agency = find_agency(text)
            _add(chain.organizations, agency.canonical if agency else text.strip(" .,'\"‘’“”"))
            strong = (
                agency
                and agency.kind != "company"
                and agency.canonical not in words().weak
                and text not in words().weak
            )
            chain.known += bool(strong)
            chain.unknown += not agency
        elif kind is Kind.PLACE:
            chain.places += 1
        elif kind is not Kind.NOISE:
            chain.unknown += 1
    return chain


def _bare_name(text: str) -> str:
    text = _DATED.sub("", text).strip(" ,")
    return text if text.endswith(("Jr.", "Sr.")) else text.strip(" .,")


def _add(names: list[str], name: str) -> None:
    if name and name not in names:
        names.append(name)
