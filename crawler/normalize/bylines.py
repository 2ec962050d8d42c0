"""Parse bylines into people, agencies and roles."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from crawler.normalize.byline_parts import pieces, read_piece, strip_lead
from crawler.normalize.dateline_places import is_place
from crawler.normalize.labels import match_source, sources
from crawler.normalize.months import is_calendar_word
from crawler.normalize.name_types import is_full, is_plain_name, words
from crawler.normalize.news_agencies import news_agency
from crawler.normalize.word_tables import any_of, fold, squash, table
from crawler.record.items import Author

_WORDS = table("bylines")
_SIGNATURE = re.compile(r"[^\W\d_]{1,5}")
"""With which desks sign, several beside each other: "srf/hosb;kesm"; a name of these letters begins with a capital."""
_MAX_CHARS = 600
ADDRESS = re.compile(r"@|://|www\.")
EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,4}")
_HANDLE = re.compile(r"(?<!\w)@\w{2,30}|https?://\S+|www\.\S+")
_IN_BRACKETS = re.compile(r"^\s*[(（【［\[]([^()（）【】［］\[\]]{2,60})[)）】］\]]\s*$")
_EMOJI = re.compile("[\u2190-\u21ff\u2300-\u23ff\u2600-\u27bf\u2b00-\u2bff\ufe0f\u200d\U0001f000-\U0001faff]")
_PHOTOGRAPHER = re.compile(
    rf"\s*(?:[,;|/&]|(?<=[\s)]){any_of(_WORDS['and'])}(?=\s))\s*[^,;|/()&]{{3,40}}\s\({any_of(_WORDS['photos'])}\)",
    re.I,
)
"""Who made the pictures beside who wrote, "Jane Doe (text) and John Smith (photos)"."""
_PHOTOS = re.compile(rf"\({any_of(_WORDS['photos'])}\)", re.I)
"""How it ends: most brackets hold something else."""
_FAMILY_FIRST = re.compile(r"([^\W\d_][\w'’-]+), ([^\W\d_][\w'’-]+(?: [^\W\d_]\.?)?)")
_KNOWN_WORDS = _WORDS["credential"] | _WORDS["generation"] | _WORDS["staff"] | _WORDS["role"] | _WORDS["organization"]
_STOP = re.compile(rf"(?:^|(?<=[\s|·•,(]))(?:{any_of(_WORDS['stop'])}(?!\w)|\d).*", re.I | re.S)


@dataclass(frozen=True)
class Byline:
    """A parsed byline."""

    authors: list[Author] = field(default_factory=list)
    """People, without duplicates."""
    organizations: list[str] = field(default_factory=list)
    """Canonical names of agencies."""
    text: str = ""
    """The byline as written, with white space collapsed."""
    is_marked: bool = False
    """Whether it begins with a byline phrase such as "By"."""

    def joined(self, other: Byline) -> Byline:
        """Return this byline merged with another one printed next to it."""
        known = {squash(a.name) for a in self.authors}
        authors = [*self.authors, *(a for a in other.authors if squash(a.name) not in known)]
        organizations = list(dict.fromkeys([*self.organizations, *other.organizations]))
        text = self.text if len(authors) == len(self.authors) else f"{self.text}, {other.text}"
        return Byline(authors, organizations, text, self.is_marked)


def read_byline(text: str, is_person: bool = False) -> Byline:
    """Parse a byline. ``is_person``: the page marks the text as a person's name.

    >>> [a.name for a in read_byline("By Jane Doe and John Smith, Staff Writers").authors]
    ['Jane Doe', 'John Smith']
    >>> read_byline("Yonhap with the Korea JoongAng Daily").organizations
    ['Yonhap']
    """
    whole = fold(text)
    if is_person and is_plain_name(whole):
        return Byline([Author(whole)], [], whole)
    emails, plain = [], text[:_MAX_CHARS]
    if not plain.isascii():
        plain = _EMOJI.sub(" ", plain)
    if ADDRESS.search(plain):
        emails = EMAIL.findall(whole[:_MAX_CHARS])
        plain = _HANDLE.sub(" ", EMAIL.sub(" ", plain))
    plain = _IN_BRACKETS.sub(r"\1", without_photographer(plain))
    if (source := match_source(plain)) is not None:
        return Byline([], _agencies(plain[source.end() :]), whole)
    if is_person:
        plain = _given_first(plain)
    body, is_marked = strip_lead(plain)
    if (agency := news_agency(fold(body))) is not None:
        return Byline([], [agency], whole, is_marked)
    authors: list[Author] = []
    organizations: list[str] = []
    found = _without_places(pieces(strip_time(body)))
    for piece in found:
        read_piece(piece, is_person and (len(found) == 1 or not _SIGNATURE.fullmatch(piece)), authors, organizations)
    if not is_person and any(" " in a.name for a in authors):
        authors = [a for a in authors if is_full(a.name)]
    _give_emails(authors, emails)
    return Byline(authors, organizations, whole, is_marked)


def _agencies(text: str) -> list[str]:
    """Return the sources named after a source label: agencies by canonical name, other outlets as written."""
    agencies = [agency for piece in pieces(strip_time(text)) if (agency := news_agency(piece))]
    return list(dict.fromkeys(agencies or sources(text)))


def _given_first(text: str) -> str:
    """Reverse a single name with its family name first ("Birch, Tom"); leave two names, or one with a degree."""
    match = _FAMILY_FIRST.fullmatch(text.strip())
    if match is None or any(_KNOWN_WORDS.intersection(words(part)) or is_place(part) for part in match.groups()):
        return text
    return f"{match[2]} {match[1]}" if not any(map(news_agency, match.groups())) else text


def _without_places(found: list[str]) -> list[str]:
    """Return the parts without places next to names ("Jane Doe, Nairobi"), and without the part after a place."""
    kept: list[str] = []
    for piece in found:
        if kept and is_place(piece):
            continue
        kept.append(piece)
    is_after = len(found) > 2 and len(kept) > 1 and is_place(found[-2]) and kept[-1] is found[-1]
    return kept[:-1] if is_after else kept


def without_photographer(text: str) -> str:
    """Return a byline without those who took the pictures, "Jane Doe (text) and John Smith (photos)"."""
    return _PHOTOGRAPHER.sub("", text) if _PHOTOS.search(text) else text


def strip_time(text: str) -> str:
    """Return a byline without the rest of its line: times, reading time, button labels.

    >>> strip_time("Jane Doe · The Daily · Posted: Aug 08, 2024 4:00 AM EDT")
    'Jane Doe · The Daily'
    """
    head = _STOP.sub("", text, count=1).rstrip(" ,;|·•-–—")
    kept = head.split(" ")
    while kept and (is_calendar_word(kept[-1]) or (head != text and kept[-1] in _WORDS["dangling"])):
        kept.pop()
    return " ".join(kept)


def _give_emails(authors: list[Author], emails: list[str]) -> None:
    for email in emails:
        local = squash(email.split("@")[0])
        near = [a for a in authors if any(len(w) > 2 and squash(w) in local for w in a.name.split())]
        owner = near[0] if near else (authors[0] if len(authors) == 1 else None)
        if owner is not None and owner.email is None:
            owner.email = email
