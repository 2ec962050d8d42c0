"""News agencies, picture agencies and stock libraries: canonical names for the forms in credits and datelines."""

from __future__ import annotations

import csv
import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from crawler.normalize.word_tables import squash

_SITE = re.compile(r"(?i)^(?:https?://)?(?:www\.)?([\w-]+)\.(?:com|net|org|de|co\.uk|fr|it|es|ru)$")
_WORD = re.compile(r"[^\s/|,;:()\[\]{}<>（）［］【】〔〕《》「」『』＝=·・。、，：；]+")
_LONGEST = 5
_LOOSE = 4
"""Minimum length of a name that is recognized in any case, in squashed characters: "PA" is an agency, "pa" is not."""


@dataclass(frozen=True, slots=True)
class Agency:
    """A row of ``agencies.csv``."""

    canonical: str
    kind: str
    """agency, stock, broadcaster, publisher, platform, institution, company or ai."""
    language: str
    country: str


@cache
def _tables() -> tuple[dict[str, Agency], dict[str, Agency]]:
    """Return the agencies by exact name, and by squashed name where that is long enough."""
    exact: dict[str, Agency] = {}
    loose: dict[str, Agency] = {}
    table = files(__package__).joinpath("agencies.csv").read_text("utf-8")
    for row in csv.DictReader(table.splitlines()):
        agency = Agency(row["canonical"], row["kind"], row["language"], row["country"])
        for name in (row["canonical"], *filter(None, row["variants"].split("|"))):
            plain = unicodedata.normalize("NFKC", name)
            exact.setdefault(plain, agency)
            if len(squashed := squash(plain)) >= _LOOSE or (squashed and not squashed.isascii()):
                loose.setdefault(squashed, agency)
    return exact, loose


@lru_cache(maxsize=20_000)
def find_agency(name: str) -> Agency | None:
    """Return the agency with this name; a short name must match the table's case. None if it is unknown.

    >>> find_agency("dpa-Bildfunk").canonical, find_agency("pa")
    ('dpa', None)
    """
    exact, loose = _tables()
    name = unicodedata.normalize("NFKC", name).strip(" .,;:-–—")
    if not name:
        return None
    if found := exact.get(name) or loose.get(squash(name)):
        return found
    site = _SITE.match(name)
    return loose.get(squash(site[1])) if site else None


def canonical(name: str) -> str | None:
    """Return the canonical name of an agency; None if it is unknown.

    >>> canonical("ＡＰ"), canonical("Agence France Presse"), canonical("Jane Doe")
    ('Associated Press', 'Agence France-Presse', None)
    """
    agency = find_agency(name)
    return agency.canonical if agency else None


@cache
def small_words() -> frozenset[str]:
    """Return the lower-case words in names of agencies: "picture alliance", "dpa", "imago images"."""
    return frozenset(word for name in _tables()[0] for word in name.split() if word[0].islower())


def find_agencies(text: str) -> list[str]:
    """Return the canonical names of the agencies in a text, in order of appearance.

    >>> find_agencies("SEOUL (Yonhap) with Agence France-Presse")
    ['Yonhap', 'Agence France-Presse']
    """
    words = _WORD.findall(text)
    found: list[str] = []
    at = 0
    while at < len(words):
        for length in range(min(_LONGEST, len(words) - at), 0, -1):
            name = canonical(" ".join(words[at : at + length]))
            if name:
                found += [] if name in found else [name]
                break
        else:
            length = 1
        at += length
    return found
