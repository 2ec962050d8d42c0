"""Names of people: recognize them, and normalize their case."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise

# A word of a name: letters of any script with marks, apostrophes, hyphens and full stops inside ("O'Brien", "K.C.").
_WORD = re.compile(r"^[^\W\d_](?:[^\W\d_]|[\u0300-\u036f\u0900-\u109f\u1780-\u17ff'’.\-‑])*$")
_INITIALS = re.compile(r"^(?:[^\W\d_]\.-?){1,4}$")
_HANGUL = re.compile(r"^[가-힣]{2,4}$")
_HAN = re.compile(r"^[\u3400-\u9fff々]{2,4}$")
_JAPANESE = re.compile(r"^[\u3400-\u9fff々ヶ\u3040-\u30ff]{1,6}[ 　][\u3400-\u9fff々\u3040-\u30ff]{1,6}$")
_KATAKANA = re.compile(r"^[\u30a1-\u30fc]+[・=＝][\u30a1-\u30fc・=＝]+$")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff가-힣]")
_CASELESS = re.compile(r"[\u0590-\u08ff\u0900-\u109f\u10d0-\u10ff\u1200-\u139f\u1780-\u17ff]")
_PART = re.compile(r"[^\W_]+")
_LONGEST = 5


@cache
def _table() -> dict[str, frozenset[str]]:
    table = tomllib.loads(files(__package__).joinpath("names.toml").read_text("utf-8"))
    return {key: frozenset(words.split()) for key, words in table.items()}


def particles() -> frozenset[str]:
    """Return the particles of names: "von", "de", "al"."""
    return _table()["particles"]


@cache
def given_names() -> frozenset[str]:
    """Return widely given first names, in lower case."""
    text = files(__package__).joinpath("credits", "given_names.txt").read_text("utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.casefold().split())


def is_given_name(word: str) -> bool:
    """Return whether a word, or its first part before a hyphen, is a widely given first name.

    >>> is_given_name("Anna"), is_given_name("Jean-Luc"), is_given_name("Berlin")
    (True, True, False)
    """
    return word.partition("-")[0].casefold() in given_names()


@lru_cache(maxsize=20_000)
def is_person(text: str) -> bool:
    """Return whether a text is the full name of one person; a single word is enough only in CJK scripts.

    >>> [is_person(t) for t in ("Jane Doe", "LUDOVIC MARIN", "K.C. Alfred", "Nikolai von Bismarck", "김혜진", "张三")]
    [True, True, True, True, True, True]
    >>> [is_person(t) for t in ("Jane", "VS Tristach", "left to right", "The White House", "Boeing 737", "뉴스")]
    [False, False, False, False, False, False]
    """
    if _CJK.search(text):
        return _is_cjk_person(text)
    words = text.split()
    if not 2 <= len(words) <= _LONGEST + 2 or len(text) > 60:
        return False
    particles = _table()["particles"]
    named = [w for w in words if w.casefold() not in particles or w[0].isupper()]
    if not 2 <= len(named) <= _LONGEST or words[-1] in _table()["articles"] or words[0] == "The":
        return False
    return all(_is_name_word(w) for w in named) and not _mixes_acronym(named)


def _is_name_word(word: str) -> bool:
    if not _WORD.match(word) or (word.endswith(".") and len(word) > 4 and not _INITIALS.match(word)):
        return False
    return word[0].isupper() or bool(_CASELESS.match(word)) or word[:2] in ("d'", "d’", "l'", "l’", "al-", "al", "el")


def _mixes_acronym(words: list[str]) -> bool:
    """Return whether a name contains an acronym: "VS Tristach" and "NYT Wirecutter", but not "Jack GUEZ" or "Li XU"."""
    capitals = [w for w in words if len(w) > 1 and w.isupper() and not _INITIALS.match(w)]
    if not capitals or len(capitals) == len(words):
        return len(capitals) == len(words) and all(len(w) <= 3 and not _has_vowel(w) for w in words)
    if words[0] in capitals and 3 <= len(words[0]) <= 4 and words[-1] not in capitals:
        return True
    return any(
        not _has_vowel(w) and w not in ("JJ", "AJ", "CJ", "DJ", "JD", "JP", "JT", "KC", "PJ", "RJ", "TJ", "BJ")
        for w in capitals
    )


def _has_vowel(word: str) -> bool:
    return not word.isascii() or any(c in "AEIOUYaeiouy" for c in word)


def _is_cjk_person(text: str) -> bool:
    text = text.strip()
    surnames = _table()
    if _HANGUL.match(text):
        return (text[0] in surnames["hangul"] and len(text) == 3) or (text[:2] in surnames["hangul"] and len(text) == 4)
    if _HAN.match(text):
        return (text[0] in surnames["han"] and len(text) <= 3) or text[:2] in surnames["japanese"]
    return bool(_JAPANESE.match(text) or _KATAKANA.match(text))


def fold_name(name: str) -> str:
    """Normalize the case of a name in capitals; initials and particles are kept as in running text.

    >>> [fold_name(n) for n in ("LUDOVIC MARIN", "Jack GUEZ", "JEAN-CLAUDE O'BRIEN", "JJ Abrams", "ANNA VAN DER BERG")]
    ['Ludovic Marin', 'Jack Guez', "Jean-Claude O'Brien", 'JJ Abrams', 'Anna van der Berg']
    """
    if name.istitle() or not any(a.isupper() and b.isupper() for a, b in pairwise(name)):
        return name
    return " ".join(_fold_word(w, name.isupper()) for w in name.split())


def _fold_word(word: str, shouted: bool) -> str:
    if not word.isupper() or len(word) < 2 or _INITIALS.match(word) or "." in word:
        return word
    if len(word) == 2 and not (_has_vowel(word) and word not in ("AJ", "DJ")):
        return word
    if shouted and word.casefold() in _table()["particles"]:
        return word.lower()
    folded = _PART.sub(lambda m: m[0][0] + m[0][1:].lower(), word)
    return "Mc" + folded[2].upper() + folded[3:] if folded.startswith("Mc") and len(folded) > 4 else folded
