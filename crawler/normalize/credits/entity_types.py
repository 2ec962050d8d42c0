"""Classify one part of a credit: an agency, another organization, a person, a place, or noise."""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache

from crawler.normalize.agencies import find_agency
from crawler.normalize.credits.label import closing_label_at
from crawler.normalize.credits.organizations import is_organization
from crawler.normalize.credits.words import words
from crawler.normalize.names import is_person

CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff가-힣]")
_DATE = re.compile(
    r"^[\d\s./:,-]*$|^(?:[A-Z][a-z]{2,8}\.? )?\d{1,2}(?:st|nd|rd|th)?,?(?: [A-Z][a-z]{2,8})?,? ?(?:\d{4})?$"
)
_NUMBER = re.compile(rf"{_DATE.pattern}|^#\w*\d+$")
"""A date, or a file number, "Adobe Stock #2291"."""
_YEAR = re.compile(r"^(?:19|20)\d\d(?:[-–/]\d\d(?:\d\d)?)?$")
REPORTER = re.compile(
    r"\s*(?:선임\s?|사진\s?|인턴\s?|객원\s?)?(?:기자|작가|특파원|記者|记者|カメラマン|摄影师|特派員|氏|さん)$"
)
_TAKEN = re.compile(r"^(?:翻[攝摄拍]自|[截取摘]自|[擷截]取自|[圖图]取自|来自|來自)\s*(?=\S)")
"""Words for "taken from" before a source, "翻攝自臉書"."""
_DESK = re.compile(r"^(?:本报|本報|本社|本紙|本刊)?(?:记者|記者|通讯员|特派員|摄影师)\s*")
_QUOTES = " \t.,;:'\"‘’“”«»@-–—*†"
HAN_NAME = re.compile(r"^[\u3400-\u9fff]{2,3}$")
_SERGEANT = r"(?:(?:Staff|Tech\.?|Technical|Master|Senior Master|Chief Master) )?(?:Sgt\b\.?|Sergeant)"
_CLASS = r"(?: (?:1st|2nd|3rd|First) Class)?"
_RANK = re.compile(
    rf"(?:(?:Senior )?Airman{_CLASS}|{_SERGEANT}|Spc\.|Pfc\.|(?:Lance )?Cpl\.|Petty Officer{_CLASS}"
    rf"|Mass Communication Specialist(?: Seaman)?{_CLASS})\s+(?=[A-Z])"
)
"""The rank of a photographer in an armed force."""

_BY = re.compile(r"^(?:por|par|by|door|przez|oleh)\s+(?=[A-ZÀ-Þ])")


class EntityType(Enum):
    """The type of one part of a credit."""

    AGENCY = "a name in the table of agencies"
    ORGANIZATION = "an organization by its words"
    ACRONYM = "an acronym"
    PERSON = "a person's full name"
    WORD = "a single word"
    NOISE = "noise"
    PLACE = "a place"
    UNKNOWN = "none of these"


@lru_cache(maxsize=20_000)
def strip_boilerplate(part: str) -> str:
    """Return a part without noise at its ends, such as "Archiv", "Screenshot" or a reporter's title.

    >>> [strip_boilerplate(text) for text in ("Screenshots Instagram", "김혜진 기자", "dpa Archivbild")]
    ['Instagram', '김혜진', 'dpa']
    """
    part = part.strip(_QUOTES) if not part.endswith(("Jr.", "Sr.")) else part
    previous = None
    while part != previous and not find_agency(part) and not _DATE.match(part):
        previous = part
        part = _BY.sub("", _RANK.sub("", part))
        if CJK.search(part):
            part = _without_closer(REPORTER.sub("", _DESK.sub("", _TAKEN.sub("", part))))
        tokens = part.split()
        is_noise = tokens and (tokens[-1].casefold() in words().noise or _NUMBER.match(tokens[-1]))
        if len(tokens) > 1 and ((is_noise and _closes(tokens)) or tokens[-1].startswith("@")):
            part = " ".join(tokens[:-1])
        elif len(tokens) > 1 and (
            (tokens[0].casefold() in words().noise and tokens[0][0].isalpha()) or _YEAR.match(tokens[0])
        ):
            part = " ".join(tokens[1:])
    return part


def _closes(tokens: list[str]) -> bool:
    """Return whether the last word is noise: "dpa Archiv" is "dpa", but "Rescue Photo" is a name."""
    rest = " ".join(tokens[:-1])
    return bool(find_agency(rest)) or is_person(rest) or tokens[-1].casefold() not in words().organizations


def _without_closer(part: str) -> str:
    length = closing_label_at(part)
    return part[:-length].rstrip(" ・:：") if 0 < length < len(part) and CJK.match(part[-1]) else part


@lru_cache(maxsize=20_000)
def entity_type(part: str) -> EntityType:
    """Return the type of a part without noise at its ends.

    >>> [entity_type(p).name for p in ("dpa", "Mashreq University", "MSB", "Jane Doe", "Haupt", "File")]
    ['AGENCY', 'ORGANIZATION', 'ACRONYM', 'PERSON', 'WORD', 'NOISE']
    """
    folded = part.casefold().strip(_QUOTES)
    if not folded:
        return EntityType.NOISE
    if find_agency(part):
        return EntityType.AGENCY
    if folded in words().noise or folded in words().placeholders or _DATE.match(part):
        return EntityType.NOISE
    if folded in words().places or _without_year(folded) in words().places:
        return EntityType.PLACE
    if not words().private.isdisjoint(folded.split()):
        return EntityType.NOISE
    if CJK.search(part):
        return _entity_type_of_cjk(part)
    if is_organization(part):
        return EntityType.ORGANIZATION
    if is_person(part):
        return EntityType.ORGANIZATION if _opens_with_agency(part) else EntityType.PERSON
    return _entity_type_of_words(part)


def _opens_with_agency(part: str) -> bool:
    """Return whether a name begins with a company: "Google Flights" is not a person, "Forum Doe" may be one."""
    first = part.split()[0]
    agency = find_agency(first)
    if agency is None or first in words().weak:
        return False
    return agency.kind in ("company", "platform") or (first.isupper() and part.isupper())


def _without_year(folded: str) -> str:
    head, _, last = folded.rpartition(" ")
    return head if _YEAR.match(last) else folded


def _entity_type_of_words(part: str) -> EntityType:
    """Return the type of words that look neither like a name nor like an organization; "jane doe" is still a person."""
    tokens = part.split()
    if len(tokens) > 1:
        if len(tokens) == 2 and tokens[0].casefold() in words().first_names and tokens[1].isalpha():
            return EntityType.PERSON
        if _has_small_middle(tokens):
            return EntityType.PERSON
        capital = sum(t[0].isupper() or not t[0].isalpha() for t in tokens)
        return EntityType.ORGANIZATION if capital * 2 > len(tokens) and len(tokens) <= 7 else EntityType.UNKNOWN
    if (part.isupper() and len(part) <= 6) or (any(c.isdigit() for c in part) and part[0].isupper()):
        return EntityType.ACRONYM
    if len(part) <= 4 and part[0].isupper() and sum(map(str.isupper, part)) > 1:  # "BfN"
        return EntityType.ACRONYM
    return EntityType.WORD if part[0].isalpha() and len(part) <= 30 else EntityType.UNKNOWN


def _has_small_middle(tokens: list[str]) -> bool:
    """ "Shin hyun Kyung": the second half of a first name, written small."""
    if len(tokens) != 3 or not all(map(str.isalpha, tokens)) or tokens[1].casefold() in words().joiners:
        return False
    return tokens[0].istitle() and tokens[2].istitle() and tokens[1].islower() and len(tokens[1]) <= 5


def _entity_type_of_cjk(part: str) -> EntityType:
    if part.endswith(words().endings) and not (
        len(part) <= 3 and " " not in part and is_person(part) and part[-1] in "시구사청당"
    ):
        return EntityType.ORGANIZATION
    return EntityType.PERSON if is_person(part) else EntityType.ORGANIZATION if len(part) <= 24 else EntityType.UNKNOWN
