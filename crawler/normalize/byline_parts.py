"""Split a byline into parts and classify each part."""

from __future__ import annotations

import re

from crawler.normalize.cjk_names import native_names
from crawler.normalize.labels import strip_label
from crawler.normalize.months import is_calendar_word
from crawler.normalize.name_types import has_shape, is_all_things, is_name, is_nobody, is_plain_name, is_title
from crawler.normalize.news_agencies import news_agency
from crawler.normalize.roles import strip_titles
from crawler.normalize.word_tables import any_of, fold, squash, table
from crawler.record.items import Author

_WORDS = table("bylines")
_DESKS = _WORDS["staff"] | _WORDS["role"]
_LEAD = re.compile(rf"^\W*{any_of(_WORDS['lead'])}(?:\s*[:：/／|]\s*|\s+|$)", re.I)
_FIRST = re.compile(r"[^\s:：/／|]+")
_LEADS = frozenset(first[0] for word in _WORDS["lead"] if (first := _FIRST.match(word)))
"""The first words of leads; a set lookup avoids the regex for most lines."""
_AND = [w for w in _WORDS["and"] if len(w) > 1 or not w.isalpha()]
# Capitalized only if they are not first names as well: "Dan" is one, and "dan" is Indonesian for "and".
_CAPITAL = [w.capitalize() for w in _AND if w not in _WORDS["first_name"]]
_JOINED = f"(?-i:{any_of([*_AND, *(w.upper() for w in _AND), *_CAPITAL])})"
_SPLIT = re.compile(rf"\s*[,;|/·•、，／；\n]\s*|\s+[–—-]+\s+|\s+({_JOINED})\s+", re.I)
_LETTER_AND = re.compile(rf"\s+{any_of(w for w in _WORDS['and'] if len(w) == 1 and w.isalpha())}\s+", re.I)
_LEADING_AND = re.compile(rf"^{_JOINED}\s+", re.I)
_PLACE = re.compile(rf"\s+{any_of(_WORDS['in'])}\s+(?=[^\W\d_])(?![a-zà-ÿа-я])[^,;|]{{2,40}}$")
_OPEN = re.compile(r"[(\[（［【<]")
"""An unclosed bracket; the content of closed ones has been removed before."""
_BRACKETS = re.compile(r"[(\[（［【<]([^()\[\]（）］】<>]{0,60})[)\]）］】>]")


def match_lead(text: str) -> re.Match[str] | None:
    """Match the phrase that opens a byline, with the punctuation before it."""
    if text[:1].isalnum() and ((first := _FIRST.match(text)) is None or first[0].casefold() not in _LEADS):
        return None
    return _LEAD.match(text)


def strip_lead(text: str) -> tuple[str, bool]:
    """Return a byline without its opening phrase, and whether it had one."""
    is_marked = False
    text = text.strip()
    while text and (match := match_lead(text)):
        rest = text[match.end() :].strip()
        if (
            rest
            and " " not in rest
            and match.group().strip().casefold() in _WORDS["first_name"]
            and not news_agency(rest)
        ):
            break
        text, is_marked = rest, True
    return text, is_marked


def pieces(text: str) -> list[str]:
    """Split a byline at commas, bars, dashes and conjunctions; agencies in brackets come last."""
    inner = [m.group(1) for m in _BRACKETS.finditer(text)]
    lines = _BRACKETS.sub(" ", text).split("\n")
    split = [part for line in lines for part in ([line] if _is_role(line) else _SPLIT.split(line))]
    pieces = [p for p in split if p and p.casefold() not in _WORDS["and"]]
    split = [part for piece in pieces for part in _split_letter(piece)]
    agencies = [i for i in inner if news_agency(i.strip()) is not None]
    return [p for p in (_bare(fold(s)) for s in split + agencies) if p]


def _is_role(line: str) -> bool:
    """Return whether a whole line is a job title with "and" in it ("Head of Marketing and Strategy")."""
    first, joined, _ = line.partition(" and ")
    return bool(joined) and "," not in line and is_title(first) and not is_name(strip_titles(first.strip()))


def _bare(piece: str) -> str:
    piece = _OPEN.split(piece, maxsplit=1)[0].strip(")]）］】>").strip(" :*\"“”'‘").lstrip(".")
    return piece if len(piece.rpartition(" ")[2]) <= 3 else piece.rstrip(".")


def _split_letter(piece: str) -> list[str]:
    parts = _LETTER_AND.split(piece)
    return parts if len(parts) > 1 and all(len(p.split()) > 1 for p in parts) else [piece]


def read_piece(piece: str, is_person: bool, authors: list[Author], organizations: list[str]) -> None:
    """Add the person or agency in a part to the lists, or add its text to the person before it."""
    if is_plain_name(piece) and not is_calendar_word(piece.rpartition(" ")[2]):  # true of most parts
        if squash(piece) not in {squash(a.name) for a in authors}:
            authors.append(Author(piece))
        return
    agency = _agency(piece)
    if agency is None and authors and _belongs(piece, authors[-1]):
        return
    piece = strip_label(_LEADING_AND.sub("", strip_lead(piece)[0]))
    if (agency := agency or _agency(piece)) is not None:
        if agency not in organizations:
            organizations.append(agency)
        return
    for name in native_names(piece) or [strip_titles(_PLACE.sub("", piece) if " " in piece else piece)]:
        known = {squash(a.name) for a in authors}
        if is_calendar_word(name.split()[-1] if name else ""):
            continue
        is_good = is_name(name) or (is_person and has_shape(name) and not is_nobody(name))
        if is_good and squash(name) not in known and not is_all_things(name):
            authors.append(Author(name))


def _agency(piece: str) -> str | None:
    """Return the agency in a part, also with its place or desk: "AFP in Paris", "Redazione ANSA"."""
    bare = " ".join(w for w in piece.split() if w.casefold() not in _DESKS)
    return news_agency(piece) or news_agency(_PLACE.sub("", piece)) or (news_agency(bare) if bare else None)


def _belongs(piece: str, author: Author) -> bool:
    """Return whether a part is the job title, degree or generation of the author before it."""
    key = piece.casefold()
    if key in _WORDS["generation"]:
        author.name += f", {piece}" if "," in author.name else f" {piece}"
        return True
    if is_title(piece) and not is_name(strip_titles(piece)):
        author.job_title = author.job_title or piece
        return True
    return key in _WORDS["credential"] or (len(key) <= 7 and piece.isupper() and " " not in piece and piece.isascii())
