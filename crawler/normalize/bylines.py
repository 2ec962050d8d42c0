"""Bylines told apart: who, for which agency, in what role."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from crawler.items import Author
from crawler.normalize.months import is_calendar_word
from crawler.normalize.nativenames import native_names
from crawler.normalize.people import has_shape, is_name, is_nobody, is_plain_name, is_title
from crawler.normalize.wires import wire
from crawler.normalize.words import any_of, fold, squash, table

_WORDS = table("bylines")
_MAX_CHARS = 600
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,4}")
_HANDLE = re.compile(r"(?<!\w)@\w{2,30}|https?://\S+|www\.\S+")
_LEAD = re.compile(rf"^\W*{any_of(_WORDS['lead'])}(?:\s*[:：/／|]\s*|\s+|$)", re.I)
_STOP = re.compile(rf"(?:^|(?<=[\s|·•,(]))(?:{any_of(_WORDS['stop'])}(?!\w)|\d).*", re.I | re.S)
_JOINED = any_of(w for w in _WORDS["and"] if len(w) > 1 or not w.isalpha())
_SPLIT = re.compile(rf"\s*[,;|/·•、，／；\n]\s*|\s+[–—-]+\s+|\s+({_JOINED})\s+", re.I)
_LETTER_AND = re.compile(rf"\s+{any_of(w for w in _WORDS['and'] if len(w) == 1 and w.isalpha())}\s+", re.I)
_LEADING_AND = re.compile(rf"^{_JOINED}\s+", re.I)
_PLACE = re.compile(rf"\s+{any_of(_WORDS['in'])}\s+(?=[^\W\d_])(?![a-zà-ÿа-я])[^,;|]{{2,40}}$")
_BRACKETS = re.compile(r"[(\[（［【<]([^()\[\]（）］】<>]{0,60})[)\]）］】>]")


@dataclass(frozen=True)
class Byline:
    """A byline told apart."""

    authors: list[Author] = field(default_factory=list)
    """People, each once."""
    organizations: list[str] = field(default_factory=list)
    """Agencies by their canonical names."""
    text: str = ""
    """The byline verbatim, white space folded."""
    is_marked: bool = False
    """Whether it opens with a word that opens bylines."""

    def joined(self, other: Byline) -> Byline:
        """This byline and another one printed beside it."""
        known = {squash(a.name) for a in self.authors}
        authors = [*self.authors, *(a for a in other.authors if squash(a.name) not in known)]
        organizations = list(dict.fromkeys([*self.organizations, *other.organizations]))
        text = self.text if len(authors) == len(self.authors) else f"{self.text}, {other.text}"
        return Byline(authors, organizations, text, self.is_marked)


def read_byline(text: str, is_person: bool = False) -> Byline:
    """Tell a byline apart. ``is_person``: the page has said that this is a person's name.

    >>> [a.name for a in read_byline("By Jane Doe and John Smith, Staff Writers").authors]
    ['Jane Doe', 'John Smith']
    >>> read_byline("Yonhap with the Korea JoongAng Daily").organizations
    ['Yonhap']
    """
    whole = fold(text)
    if is_person and is_plain_name(whole):
        return Byline([Author(whole)], [], whole)
    emails = _EMAIL.findall(whole[:_MAX_CHARS])
    plain = _HANDLE.sub(" ", _EMAIL.sub(" ", text[:_MAX_CHARS]))
    body, is_marked = _strip_lead(plain)
    if (agency := wire(fold(body))) is not None:
        return Byline([], [agency], whole, is_marked)
    authors: list[Author] = []
    organizations: list[str] = []
    for piece in _pieces(_strip_time(body)):
        _read_piece(piece, is_person, authors, organizations)
    if not is_person and any(" " in a.name for a in authors):
        authors = [a for a in authors if " " in a.name or not a.name.isascii()]
    _give_emails(authors, emails)
    return Byline(authors, organizations, whole, is_marked)


def opens_byline(text: str) -> bool:
    """Whether a line opens with a word that opens bylines.

    >>> opens_byline("By Jane Doe"), opens_byline("Bystanders said")
    (True, False)
    """
    return bool(_LEAD.match(text[:40]))


def looks_like_byline(text: str) -> bool:
    """Whether a paragraph of the text is nothing but a byline: marked as one, or an agency, or who works with whom.

    >>> looks_like_byline("with the Korea JoongAng Daily"), looks_like_byline("Yonhap")
    (True, True)
    >>> looks_like_byline("By Monday, John Smith and his team had left the town with the last of the goods.")
    False
    """
    line = fold(text)
    if not 2 <= len(line) <= 120 or (line[-1] in ".!?。！？…:" and not _EMAIL.search(line)):
        return False
    byline = read_byline(line)
    if byline.organizations and not byline.authors:
        return len(line.split()) <= 8
    if re.match(r"(?:with|mit|avec|con) (?:the |)\w", line, re.I):
        return len(line.split()) <= 7 and all(w[0].isupper() for w in line.split()[2:])
    is_native = line.rstrip(")] ").endswith(tuple(_WORDS["after"])) or line.startswith(tuple(_WORDS["before"]))
    return (
        bool(byline.authors) and (byline.is_marked or is_native or bool(_EMAIL.search(line))) and _is_full(line, byline)
    )


def _is_full(line: str, byline: Byline) -> bool:
    """Whether names make up most of the line: a sentence about people has more to say."""
    named = sum(len(squash(a.name)) + len(squash(a.job_title or "")) for a in byline.authors)
    rest = len(squash(_EMAIL.sub("", line))) - named
    return rest <= 12 or rest <= named / 2


def _strip_lead(text: str) -> tuple[str, bool]:
    is_marked = False
    text = text.strip()
    while text and (match := _LEAD.match(text)):
        rest = text[match.end() :].strip()
        text, is_marked = rest, True
    return text, is_marked


def _strip_time(text: str) -> str:
    head = _STOP.sub("", text, count=1).rstrip(" ,;|·•-–—")
    kept = head.split(" ")
    while kept and is_calendar_word(kept[-1]):
        kept.pop()
    return " ".join(kept)


def _pieces(text: str) -> list[str]:
    inner = [m.group(1) for m in _BRACKETS.finditer(text)]
    pieces = [p for p in _SPLIT.split(_BRACKETS.sub(" ", text)) if p and p.casefold() not in _WORDS["and"]]
    split = [part for piece in pieces for part in _split_letter(piece)]
    agencies = [i for i in inner if wire(i.strip()) is not None]
    return [p for p in (_bare(fold(s)) for s in split + agencies) if p]


def _bare(piece: str) -> str:
    piece = piece.strip(" :*\"“”'‘").lstrip(".")
    return piece if len(piece.rsplit(" ", 1)[-1]) <= 3 else piece.rstrip(".")


def _split_letter(piece: str) -> list[str]:
    parts = _LETTER_AND.split(piece)
    return parts if len(parts) > 1 and all(len(p.split()) > 1 for p in parts) else [piece]


def _read_piece(piece: str, is_person: bool, authors: list[Author], organizations: list[str]) -> None:
    agency = _agency(piece)
    if agency is None and authors and _belongs(piece, authors[-1]):
        return
    piece = _LEADING_AND.sub("", _strip_lead(piece)[0])
    if (agency := agency or _agency(piece)) is not None:
        if agency not in organizations:
            organizations.append(agency)
        return
    for name in native_names(piece) or [_strip_titles(_PLACE.sub("", piece) if " " in piece else piece)]:
        known = {squash(a.name) for a in authors}
        if is_calendar_word(name.split()[-1] if name else ""):
            continue
        is_good = is_name(name) or (is_person and has_shape(name) and not is_nobody(name))
        if is_good and squash(name) not in known:
            authors.append(Author(name))


def _agency(piece: str) -> str | None:
    """The agency that a piece names, be it with its place or its desk: "AFP in Paris", "Redazione ANSA"."""
    bare = " ".join(w for w in piece.split() if w.casefold() not in _WORDS["staff"] | _WORDS["role"])
    return wire(piece) or wire(_PLACE.sub("", piece)) or (wire(bare) if bare else None)


def _belongs(piece: str, author: Author) -> bool:
    """Whether the piece is a job title, a degree or a generation of the author before it."""
    key = piece.casefold()
    if key in _WORDS["generation"]:
        author.name += f", {piece}" if "," in author.name else f" {piece}"
        return True
    if is_title(piece) and not is_name(_strip_titles(piece)):
        author.job_title = author.job_title or piece
        return True
    return key in _WORDS["credential"] or (len(key) <= 7 and piece.isupper() and " " not in piece and piece.isascii())


def _strip_titles(piece: str) -> str:
    """The piece without roles at its ends: "Reporter Jane Doe" and "Jane Doe Staff Writer" are Jane Doe."""
    kept = piece.split()
    roles = _WORDS["beside"]
    while len(kept) > 2 and kept[-1].casefold() in roles:
        kept.pop()
    while len(kept) > 2 and (kept[0].casefold() in roles or _opens_role(kept)):
        kept.pop(0)
    while len(kept) > 2 and kept[-1].casefold().strip(".") in _WORDS["credential"] and kept[-1].isupper():
        kept.pop()
    return " ".join(kept)


def _opens_role(words: list[str]) -> bool:
    return words[0].casefold() in _WORDS["role"] and words[1].casefold() in _WORDS["beside"]


def _give_emails(authors: list[Author], emails: list[str]) -> None:
    for email in emails:
        local = squash(email.split("@")[0])
        near = [a for a in authors if any(len(w) > 2 and squash(w) in local for w in a.name.split())]
        owner = near[0] if near else (authors[0] if len(authors) == 1 else None)
        if owner is not None and owner.email is None:
            owner.email = email
