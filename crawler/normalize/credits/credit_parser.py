"""Parse a credit into names: who made the picture and who supplied it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from crawler.normalize.agencies import find_agency
from crawler.normalize.credits.credit_parts import classify
from crawler.normalize.credits.entity_types import EntityType
from crawler.normalize.credits.split import split
from crawler.normalize.credits.words import words
from crawler.normalize.names import fold_name

_DATED = re.compile(r"\d{4}")


@dataclass(slots=True)
class ParsedCredit:
    """The names in a credit, and the number of its parts by kind."""

    creators: list[str] = field(default_factory=list)
    organizations: list[str] = field(default_factory=list)
    known: int = 0
    """Parts that are certainly agencies, picture desks or stock agencies."""
    unknown: int = 0
    """Parts that are neither known nor look like a person."""
    places: int = 0
    """Parts that are places."""
    parts: int = 0


def parse_credit(credit: str, from_supplier: bool = False) -> ParsedCredit:
    """Return the names in a credit without label.

    ``from_supplier``: whether its label names a supplier, so that nobody in it is a creator.

    >>> chain = parse_credit("Niall Carson/PA Images via Getty Images")
    >>> chain.creators, chain.organizations
    (['Niall Carson'], ['PA Images', 'Getty Images'])
    """
    return _gather(parts_of(credit, from_supplier))


def parts_of(credit: str, from_supplier: bool = False) -> list[tuple[EntityType, str]]:
    """Return the parts of a credit without label, each with its entity type.

    >>> [(kind.name, text) for kind, text in parts_of("MDR/Haupt")]
    [('AGENCY', 'MDR'), ('PERSON', 'Haupt')]
    """
    text = credit if credit.isascii() else unicodedata.normalize("NFKC", credit)
    return _resolve(_houses_in_capitals([part for piece in split(text) for part in classify(piece, from_supplier)]))


def _houses_in_capitals(found: list[tuple[EntityType, str]]) -> list[tuple[EntityType, str]]:
    """Make a name in capitals an organization next to a person whose name is not, "Ric Muster/PGA TOUR"."""
    people = [text for kind, text in found if kind is EntityType.PERSON]
    if len(people) < 2 or all(map(str.isupper, people)) or not any(map(str.isupper, people)):
        return found
    return [
        (EntityType.ORGANIZATION if kind is EntityType.PERSON and text.isupper() else kind, text)
        for kind, text in found
    ]


def _resolve(found: list[tuple[EntityType, str]]) -> list[tuple[EntityType, str]]:
    """Decide by its neighbours what a single word is, "MDR/Haupt", "Fotolia, lassedesignen" or "Haaretz".

    Next to organizations only, one name is the photographer's, and so is each name in lower case.
    """
    found = _resolve_agencies(found)
    kinds = [kind for kind, _ in found]
    alone = EntityType.PERSON not in kinds and not {
        EntityType.AGENCY,
        EntityType.ACRONYM,
        EntityType.ORGANIZATION,
    }.isdisjoint(kinds)
    found = [part for part in found if not (EntityType.PERSON in kinds and _is_signed(*part))]
    kinds = [kind for kind, _ in found]
    alone = alone and not (len(found) > 2 and any(_is_company(*part) for part in found))
    last = max((i for i, kind in enumerate(kinds) if kind is EntityType.WORD), default=-1)
    return [
        (EntityType.PERSON if alone and (i == last or text[0].islower()) else EntityType.ORGANIZATION, text)
        if kind is EntityType.WORD
        else (kind, text)
        for i, (kind, text) in enumerate(found)
    ]


def _resolve_agencies(found: list[tuple[EntityType, str]]) -> list[tuple[EntityType, str]]:
    """Make "Saltmere Post" an organization next to a person, although "Post" is a family name; drop a bare "PR"."""
    people = [text for kind, text in found if kind is EntityType.PERSON]
    houses = any(kind in (EntityType.AGENCY, EntityType.ORGANIZATION) for kind, _ in found)
    settled = []
    for kind, text in found:
        first, _, last = text.casefold().rpartition(" ")
        if (
            kind is EntityType.PERSON
            and len(people) > 1
            and last in words().organization_surnames
            and first not in words().first_names
        ):
            kind = EntityType.ORGANIZATION
        if not (houses and text == "PR"):
            settled.append((kind, text))
    return settled


def _is_company(kind: EntityType, text: str) -> bool:
    """Whether a part names a company: in a list of several, "Amazon, Ubisoft, Apple", the others are companies too."""
    agency = find_agency(text) if kind is EntityType.AGENCY else None
    return agency is not None and agency.kind == "company"


def _is_signed(kind: EntityType, text: str) -> bool:
    """Return whether a part is the lower-case initials of an editor, "ANTARA FOTO/Jane Doe/nym."."""
    return kind is EntityType.WORD and text.isascii() and text.islower() and len(text.rstrip(".")) <= 4


def _gather(found: list[tuple[EntityType, str]]) -> ParsedCredit:
    chain = ParsedCredit(parts=len(found))
    for kind, text in found:
        if kind is EntityType.PERSON:
            _add(chain.creators, fold_name(_bare_name(text)))
        elif kind in (EntityType.AGENCY, EntityType.ACRONYM, EntityType.ORGANIZATION):
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
        elif kind is EntityType.PLACE:
            chain.places += 1
        elif kind is not EntityType.NOISE:
            chain.unknown += 1
    return chain


def _bare_name(text: str) -> str:
    text = _DATED.sub("", text).strip(" ,")
    return text if text.endswith(("Jr.", "Sr.")) else text.strip(" .,")


def _add(names: list[str], name: str) -> None:
    if name and name not in names:
        names.append(name)
