"""Datelines: the place, date and agency that a wire story opens with."""

from __future__ import annotations

import re

from crawler.normalize.months import month_number
from crawler.normalize.wires import wire
from crawler.normalize.words import fold

Split = tuple[str | None, list[str], str]

_MAX_CHARS = 130
_WORD = r"[^\W\d_][\w.'’\-]*"
_PLACE = rf"{_WORD}(?:[ ,/]+{_WORD}){{0,7}}"
_DASH = r"\s*(?:\.\s*[-–—]+|--+|[—–―]|(?<=\s)-(?=\s)|(?<=\))\s*[-:=](?=\s))\s*"
_DAY = rf"(?:\d{{1,2}}[. ]*{_WORD}\.?|{_WORD}\.? \d{{1,2}})"
_OPENING = re.compile(
    rf"^(?P<head>(?P<place>{_PLACE})?[ ,.]*(?P<date>{_DAY})?(?:,? (?:19|20)\d\d)?[ ,.]*"
    rf"(?P<agency>[(/\[][^()/\[\]]{{2,50}}[)/\]])?){_DASH}(?=\S)"
)
_KOREAN = re.compile(
    r"^(?P<head>[\[(（【]\s*(?P<place>[^()=\[\]]{1,20})\s*[=＝]\s*(?P<agency>[^()\[\]]{2,20})[\])）】])\s*"
    r"(?P<who>[^=＝]{0,40}[=＝])?\s*"
)
_CHINESE = re.compile(
    r"^(?P<head>[（(【]?(?P<agency>[一-鿿]{2,5}社)?(?P<place>[一-鿿]{2,6})?(?:\d{1,2}月)?\d{1,2}日[电電]"
    r"(?:[（(][^（）()]{0,40}[)）])?[)）】]?)\s*"
)
_BRACKETED = re.compile(r"^(?P<head>[【［\[](?P<agency>[^】］\]]{2,30})[】］\]])\s*[-－—]?\s*")
_RUSSIAN = re.compile(
    rf"^(?P<head>(?P<place>[А-ЯЁІЇ][\w -]{{2,25}})[.,] \d{{1,2}} {_WORD}\.?\s*[/.—-]+\s*"
    r"(?P<agency>[А-ЯA-ZЁ][\w.\- ]{1,25}?)[/.])\s*[-–—.]*\s*"
)


def split_dateline(text: str) -> Split:
    """Dateline, agencies and the rest of the first paragraph of a story; ``(None, [], text)`` where there is none.

    >>> split_dateline("WASHINGTON — The president said on Monday that he would go.")
    ('WASHINGTON', [], 'The president said on Monday that he would go.')
    >>> split_dateline("Trump — the president — said so.")[0]
    """
    start = text[: _MAX_CHARS * 2].lstrip()
    for pattern in (_KOREAN, _CHINESE, _RUSSIAN, _BRACKETED, _OPENING):
        match = pattern.match(start[:_MAX_CHARS])
        if match is not None and (found := _judge(match)) is not None:
            rest = text.lstrip()[match.end() :].lstrip()
            return (fold(match.group("head")).strip(" -–—.,"), found, rest) if rest else (None, [], text)
    return None, [], text


def _judge(match: re.Match[str]) -> list[str] | None:
    """The agencies of what looks like a dateline; ``None`` where it is none."""
    named = (match.group("agency") or "").strip("()/[] ")
    agencies = _agencies(named)
    if agencies:
        return agencies
    if match.re is _CHINESE:
        return [] if match.group("place") or named else None
    if match.re is not _OPENING or named:
        return [] if match.re is _KOREAN and named else None
    place = (match.group("place") or "").strip(" ,.")
    if wire(place) is not None:
        return [str(wire(place))]
    return [] if _is_shouted(place, bool(match.group("date"))) else None


def _agencies(named: str) -> list[str]:
    parts = [p.strip() for p in re.split(r"[/,·・]|\s[-–]\s| and | und ", named) if p.strip()]
    found = [wire(p) or wire(p.split("=")[-1]) or wire(p.split(" ")[-1]) for p in [named, *parts] if p]
    return list(dict.fromkeys(a for a in found if a))


def _is_shouted(place: str, is_dated: bool) -> bool:
    """Whether a place is printed as datelines print it: its first word in capitals, none in lower case but small ones."""
    words = [w for w in re.split(r"[ ,/]+", place) if w]
    if not words or len(words[0].strip(".")) < 3 or not words[0].replace(".", "").replace("-", "").isupper():
        return False
    shouted = [w for w in words if w.isupper() and len(w) > 1]
    others = [w for w in words if not w.isupper() and month_number(w) is None]
    return len(words) <= 6 and len(shouted) >= 1 and all(w[0].isupper() or len(w) <= 3 for w in others)
