"""A quick guess of a text's language by its stop words; slower methods are used only if it disagrees."""

from __future__ import annotations

import tomllib
from collections import Counter
from functools import cache
from itertools import chain, repeat
from pathlib import Path

_SAMPLE = 500
_SIGNS = ".,;:!?()[]«»„“”\"'‘’–—-।،؛"
_FEW = 20
"""Minimum number of words of a text to be judged."""
_SHARE = 0.04
"""Minimum share of stop words of its language in a text; English has a third, Turkish a tenth."""
_PLAIN = 0.2
"""Share of stop words that decides for a language, if it is twice that of any other."""

# Tags that count as the same language.
_SAME = {"nb": "no", "nn": "no", "bs": "hr", "sh": "hr", "iw": "he", "in": "id", "fil": "tl", "cmn": "zh"}


def base(tag: str) -> str:
    """Return the base language of a tag.

    >>> base("nb-NO"), base("zh-Hant")
    ('no', 'zh')
    """
    language = tag.partition("-")[0].lower()
    return _SAME.get(language, language)


@cache
def _words() -> tuple[dict[str, tuple[str, ...]], frozenset[str]]:
    """Return the languages of each stop word, and all languages."""
    found: dict[str, tuple[str, ...]] = {}
    with open(Path(__file__).with_name("common_words.toml"), "rb") as file:
        table = tomllib.load(file)
        for language, words in table.items():
            for word in dict.fromkeys(words.split()):
                found[word] = (*found.get(word, ()), language)
    return found, frozenset(table)


def seems_other(tag: str, text: str) -> bool:
    """Return whether the stop words of a text suggest another language than the declared one.

    >>> seems_other("en", "Der Deich wird erhöht, und die Kosten trägt das Land, hat der Kreistag beschlossen. " * 3)
    True
    """
    language, words = base(tag), text[:_SAMPLE].lower().split()
    if len(words) < _FEW or language not in _words()[1]:
        return False
    counts = _counts(words)
    own = counts.get(language, 0)
    return own < _SHARE * len(words) or own * 2 < max(counts.values())


def plainly(text: str) -> str | None:
    """Return the language that the stop words clearly identify; None if there is any doubt.

    >>> plainly("The dike will be raised, and the cost of it is for the state, the council has said in a note. " * 2)
    'en'
    >>> plainly("Diket ska höjas. " * 10), plainly("The dike.")
    (None, None)
    """
    words = text.lower().split()
    counts = sorted(_counts(words).items(), key=lambda found: found[1])
    if len(words) < _FEW or not counts or counts[-1][1] < _PLAIN * len(words):
        return None
    language, own = counts[-1]
    return language if len(counts) == 1 or own >= 2 * counts[-2][1] else None


def _counts(words: list[str]) -> dict[str, int]:
    """Return the number of stop words by language."""
    by_word, bare = _words()[0], [word.strip(_SIGNS) for word in words]
    return Counter(chain.from_iterable(map(by_word.get, bare, repeat(()))))
