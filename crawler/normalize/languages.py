"""What language a text is in, at a glance by its small words; costly methods are asked only where these disagree."""

from __future__ import annotations

import tomllib
from collections import Counter
from functools import cache
from itertools import chain, repeat
from pathlib import Path

_SAMPLE = 500
_SIGNS = ".,;:!?()[]«»„“”\"'‘’–—-।،؛"
_FEW = 20
"""Words from which on a text can be judged."""
_SHARE = 0.04
"""Share of a text that the small words of its language have at least; English has a third, Turkish a tenth."""
_PLAIN = 0.2
"""Share from which on a language is plain, if that is twice as much as of any other."""

# Tags for what is one language, or as good as one, to whoever reads a text.
_SAME = {"nb": "no", "nn": "no", "bs": "hr", "sh": "hr", "iw": "he", "in": "id", "fil": "tl", "cmn": "zh"}


def base(tag: str) -> str:
    """The language of a tag.

    >>> base("nb-NO"), base("zh-Hant")
    ('no', 'zh')
    """
    language = tag.partition("-")[0].lower()
    return _SAME.get(language, language)


@cache
def _words() -> tuple[dict[str, tuple[str, ...]], frozenset[str]]:
    """The languages of each word, and all languages."""
    found: dict[str, tuple[str, ...]] = {}
    with open(Path(__file__).with_name("common_words.toml"), "rb") as file:
        table = tomllib.load(file)
        for language, words in table.items():
            for word in dict.fromkeys(words.split()):
                found[word] = (*found.get(word, ()), language)
    return found, frozenset(table)


def seems_other(tag: str, text: str) -> bool:
    """Whether the small words of a text are rather another language's than the declared one's.

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
    """The language whose small words leave no doubt that a text is in it; ``None`` where that takes a closer look.

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
    """How many of the words are small words of each language."""
    by_word, bare = _words()[0], [word.strip(_SIGNS) for word in words]
    return Counter(chain.from_iterable(map(by_word.get, bare, repeat(()))))
