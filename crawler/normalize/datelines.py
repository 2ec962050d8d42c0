"""Datelines: the place, date and agency at the beginning of an agency story."""

from __future__ import annotations

import re

from crawler.normalize.dateline_places import is_place, opening_place
from crawler.normalize.months import month_number
from crawler.normalize.news_agencies import news_agency
from crawler.normalize.word_tables import fold, table

DatelineSplit = tuple[str | None, list[str], str]

_MAX_CHARS = 130
_WORD = r"[^\W\d_][\w\u0300-\u036f\u0900-\u0dff.'’\-]*"
_PLACE = rf"{_WORD}(?:[ ,/]+{_WORD}){{0,7}}"
_DASH = r"\s*(?:\.\s*[-–—]+|--+|[—–―|]|(?<=\s)-(?=\s)|(?<=\))\s*(?:[-:=](?=\s)|।))\s*"
_PLAIN_DAY = rf"(?:\d{{1,2}}[. ]*{_WORD}\.?|{_WORD}\.? \d{{1,2}})"
_DAY = (
    rf"(?:\d{{1,2}}[. ]*{_WORD}\.?(?: {_WORD})?|{_WORD}\.? \d{{1,2}}\.?(?:, {_WORD})?"
    r"|\d{1,2}\.\d{1,2}\.(?:\d{4})?)"
)
_YEAR = r"(?:19|20)\d\d\.?|২০\d\d"
_OPENING = re.compile(
    rf"^(?P<head>(?:{_DAY}, )?(?P<place>{_PLACE})?[ ,.،]*(?:(?:{_YEAR}) )?(?P<date>{_DAY})?(?:,? (?:{_YEAR}))?[ ,.]*"
    rf"(?:[-–—|]\s+)?(?P<agency>\([^()]{{2,50}}\)|/[^/]{{2,30}}/|\[[^\[\]]{{2,50}}\]"
    rf"|(?<=\| )[A-Z]{{2,8}}(?= \|))?){_DASH}(?=\S)"
)
_UNCASED = re.compile(  # scripts without capitals need no dash after the bracket
    rf"^(?P<head>(?P<place>[\u0600-\u06ff\u0900-\u0dff][^()\d,،]{{1,30}}),? (?P<date>{_DAY})[ ,]*"
    r"(?P<agency>\([^()]{2,30}\)))\s+(?=\S)"
)
_KOREAN = re.compile(
    r"^(?P<head>[\[(（【]\s*(?P<place>[^()=\[\]]{1,20})\s*[=＝]\s*(?P<agency>[^()\[\]]{2,20})[\])）】])\s*"
    r"(?P<who>[^=＝]{0,40}[=＝])?\s*"
)
_CHINESE = re.compile(
    r"^(?P<head>[（(【]?(?P<agency>[一-鿿]{2,5}(?:社|网|網))?(?P<place>[一-鿿]{2,10})?(?:\d{1,2}月)?\d{1,2}日[电電]"
    r"(?:\s*[（(][^（）()]{0,40}[)）])?[)）】]?)\s*"
)
_REPORTED = re.compile(  # "〔記者王小明／台北報導〕", "本报讯（记者 王小明）"
    r"^(?P<head>[〔【（(\[]?[记記]者[一-鿿、 ]{2,20}[／/][一-鿿]{2,8}[报報][导導道][〕】）)\]]?"
    r"|本[报報刊台][一-鿿]{0,4}[讯訊]\s*[（(][记記]者[^）)]{2,20}[）)])\s*"
)
_BRACKETED = re.compile(r"^(?P<head>[【［\[](?P<agency>[^】］\]]{2,30})[】］\]])\s*[-－—]?\s*")
_RUSSIAN = re.compile(
    rf"^(?P<head>(?P<place>[А-ЯЁІЇA-Z][\w -]{{2,25}})[.,] {_PLAIN_DAY}\.?\s*[/.—-]+\s*"
    r"(?P<agency>[А-ЯA-ZЁ][\w.\- ]{1,25}?)(?:/|(?=\.\s)|(?=\s[-–—])))\s*[-–—.]*\s*"
)


_ABBREVIATED = re.compile(r"\b[A-Z]\.$")


def split_dateline(text: str) -> DatelineSplit:
    """Return the dateline, its agencies and the rest of the first paragraph; ``(None, [], text)`` without dateline.

    >>> split_dateline("WASHINGTON — The president said on Monday that he would go.")
    ('WASHINGTON', [], 'The president said on Monday that he would go.')
    >>> split_dateline("Trump — the president — said so.")[0]
    """
    start = text[: _MAX_CHARS * 2].lstrip()
    for pattern in (_KOREAN, _CHINESE, _REPORTED, _RUSSIAN, _BRACKETED, _OPENING, _UNCASED):
        match = pattern.match(start[:_MAX_CHARS])
        if match is not None and (found := _judge(match)) is not None:
            rest = text.lstrip()[match.end() :].lstrip()
            return _with_place(_head(match.group("head")), found, rest) if rest else (None, [], text)
    if (opening := opening_place(start)) is not None:
        return opening[0], [], text.lstrip()[opening[1] :]
    return None, [], text


def _head(text: str) -> str:
    """Return a dateline without surrounding punctuation, but with the full stop of an abbreviation ("D.C.")."""
    head = fold(text).strip(" -–—,|")
    return head if _ABBREVIATED.search(head) else head.strip(" -–—.,")


def _with_place(head: str, agencies: list[str], rest: str) -> DatelineSplit:
    """Extend a dateline whose place follows the agency: "(ANSA) - ROMA, 27 APR -"."""
    if head.endswith(")") and head.startswith("("):
        second = _OPENING.match(rest[:_MAX_CHARS])
        if second is not None and not second.group("agency") and _judge(second) == []:
            place = _head(second.group("head"))
            return f"{head} - {place}", agencies, rest[second.end() :].lstrip()
    return head, agencies, rest


def _judge(match: re.Match[str]) -> list[str] | None:
    """Return the agencies of a possible dateline; None if it is not one."""
    groups = match.groupdict()
    named = (groups.get("agency") or "").strip("()/[] ")
    agencies = _agencies(named)
    if agencies:
        return agencies
    if match.re is _REPORTED:
        return []
    if match.re is _CHINESE:
        return [] if match.group("place") or named else None
    place = (groups.get("place") or "").strip(" ,.")
    if match.re is not _OPENING or named:
        return [] if named and (match.re is _KOREAN or is_place(place)) else None
    if news_agency(place) is not None:
        return [str(news_agency(place))]
    is_sentence = not match.string[match.end() : match.end() + 1].islower()
    return [] if is_sentence and _is_shouted(place) else None


def _agencies(named: str) -> list[str]:
    parts = [p.strip() for p in re.split(r"[/,·・]|\s[-–]\s| and | und ", named)]
    found = [whole] if (whole := news_agency(named)) else map(_agency, parts)
    return list(dict.fromkeys(agency for agency in found if agency))


def _agency(named: str) -> str | None:
    """Return the agency in a name, alone or after a place: "서울=연합뉴스", "ワシントン共同"."""
    ends = [named[i:] for i in range(1, len(named) - 1)] if not named.isascii() and len(named) < 12 else []
    return next(
        filter(None, map(news_agency, (named, named.split("=")[-1], named.split(" ")[-1], named.upper(), *ends))), None
    )


def _is_shouted(place: str) -> bool:
    """Return whether a place is in dateline style: its first word in capitals, no lower-case words but particles."""
    words = [w for w in re.split(r"[ ,/]+", place) if w]
    if (
        not words
        or place.casefold() in table("notices")["flag"]
        or len(words[0].strip(".")) < 3
        or not words[0].replace(".", "").replace("-", "").isupper()
    ):
        return False
    shouted = [w for w in words if w.isupper() and len(w) > 1]
    others = [w for w in words if not w.isupper() and month_number(w) is None]
    return len(words) <= 6 and len(shouted) >= 1 and all(w[0].isupper() or len(w) <= 3 for w in others)
