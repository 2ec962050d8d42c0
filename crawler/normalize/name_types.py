"""Classify a short text as the name of a person, an outlet, a desk or a job title."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise
from operator import methodcaller

from crawler.normalize.agencies import canonical
from crawler.normalize.word_tables import table

_WORDS = table("bylines")
_OF_NAMES = re.compile(r"(?:[^\W\d_]|[ .'’´`\-‐·・()])+")
_DOMAIN = re.compile(r"\w\.[a-z]{2,6}$|\b\w[\w-]*\.[a-z]{2,10}\b(?=\s)", re.I)
_bare = methodcaller("strip", ",;:()[]\"'“”")
_COMPOUNDS = tuple(
    f"{stem}{ending}"
    for stem in ("redakteur", "redaktor", "korrespondent", "reporter", "journalist", "autor", "kolumnist")
    for ending in ("", "in")
)
"""Ends of German compounds: "Wirtschaftsredakteurin"."""
_MAX_WORDS = 6
_MAX_CHARS = 60


def words(text: str) -> list[str]:
    """Return the words of a text in lower case, without punctuation at their ends."""
    return [*filter(None, map(_bare, text.casefold().split()))]


@lru_cache(4096)
def is_role(word: str) -> bool:
    """Return whether a word in lower case is a role, also as the last part of a compound.

    >>> is_role("editor"), is_role("daily-redakteurin"), is_role("wirtschaftskorrespondent"), is_role("anna-lena")
    (True, True, True, False)
    """
    return word in _WORDS["role"] or word.rpartition("-")[2] in _WORDS["role"] or word.endswith(_COMPOUNDS)


def is_title(text: str) -> bool:
    """Return whether a text is a role or job title ("Chief Political Correspondent")."""
    return any(map(is_role, words(text)))


def is_desk(text: str) -> bool:
    """Return whether a text names a desk, a newsroom or nobody ("Staff", "Redaktion")."""
    return _is_desk(words(text))


def _is_desk(found: list[str]) -> bool:
    joined = " ".join(found)
    parts = joined.replace("-", " ").split() if "-" in joined else ()
    return joined in _WORDS["staff"] or not (_WORDS["staff"].isdisjoint(found) and _WORDS["staff"].isdisjoint(parts))


def is_outlet(text: str) -> bool:
    """Return whether a text names an outlet or a company ("Lesotho Times", "ntv.com.tr")."""
    return bool(_DOMAIN.search(text)) or not _WORDS["organization"].isdisjoint(words(text))


def is_name(text: str) -> bool:
    """Return whether a text may be a person's name: few words, in a name's case, none of an outlet or a role.

    >>> is_name("Fouzia Van Der Fort"), is_name("viktor hedlund"), is_name("MND Staff"), is_name("홍길동")
    (True, False, False, True)
    """
    return has_shape(text) and all(map(_is_cased, text.split())) and not is_nobody(text) and not _is_phrase(text)


def _is_phrase(text: str) -> bool:
    """Return whether a text opens as a phrase ("Die Juniorwahl"), ends in a particle or has an article amid nouns
    ("Projektleiterin der HSS").
    """
    found = text.split()
    if len(found) < _FEWEST:
        return False
    if found[0].casefold() in _WORDS["phrase_opening"] or found[0] == "des" or found[-1] in _ENDLESS:
        return True
    pairs = pairwise(found)
    return any(word in _WORDS["phrase_inside"] and before[:1].isupper() for before, word in pairs)


_FEWEST = 2
_ENDLESS = frozenset("van von der den de del della di du des vom zu zum zur und of".split())
"""Words that no name ends with."""


_PLAIN = re.compile(r"[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]+(?: [A-ZÀ-ÖØ-Þ]\.?)?(?:[ -][A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]+){1,2}")
_KNOWN = frozenset().union(*_WORDS.values())


def is_plain_name(text: str) -> bool:
    """Return whether a text is two or three capitalized words without a meaning in bylines.

    >>> is_plain_name("Jane Q. Doe"), is_plain_name("Sports Desk"), is_plain_name("Associated Press")
    (True, False, False)
    """
    if _PLAIN.fullmatch(text) is None or not _KNOWN.isdisjoint(found := words(text)):
        return False
    return not any(map(is_role, found)) and canonical(text) is None


def is_nobody(text: str) -> bool:
    """Return whether a text names something other than a person: a desk, an outlet or a role."""
    found = words(text)
    if _is_desk(found) or not _WORDS["organization"].isdisjoint(found) or any(map(is_role, found)):
        return True
    return _DOMAIN.search(text) is not None


def is_full(name: str) -> bool:
    """Return whether a name is more than an account or half a name: several words, or a script without spaces.

    >>> is_full("Jane Doe"), is_full("jdoe"), is_full("Gramnæs"), is_full("홍길동")
    (True, False, False, True)
    """
    return " " in name or name[:1] >= "\u0250"


def is_thing(text: str) -> bool:
    """Return whether a text has a word that never occurs in names ("Key Takeaways", "Premier League")."""
    return not _WORDS["thing"].isdisjoint(words(text))


def is_all_things(text: str) -> bool:
    """Return whether all words of a text are such words; a real name may have one ("Larry Page")."""
    first = next(iter(words(text[:_MAX_CHARS])), "")
    return first in _WORDS["thing"] and _WORDS["thing"].issuperset(words(text))


def has_shape(text: str) -> bool:
    """Return whether a text has the letters and the length of a name."""
    if not 2 <= len(text) <= _MAX_CHARS or not 1 <= len(text.split()) <= _MAX_WORDS:
        return False
    if not text[:2].isalpha() and sum(map(str.isalpha, text)) < 2:
        return False
    return not (others := _OF_NAMES.sub("", text)) or all(unicodedata.category(c) in ("Mn", "Mc", "Cf") for c in others)


def _is_cased(word: str) -> bool:
    first = next((c for c in word if c.isalpha()), "")
    return not first.islower() or word.casefold() in _WORDS["particle"] or any(c.isupper() for c in word)
