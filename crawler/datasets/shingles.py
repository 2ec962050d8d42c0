"""Hash the shingles of a text: runs of words, or of characters in scripts without spaces.

Broder, "On the resemblance and containment of documents" (1997).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any
from zlib import crc32

import numpy as np

from crawler.normalize.comparable import comparable

WORDS = 5
"""Number of words in a shingle."""
CHARACTERS = 9
"""Number of characters in a shingle, for text mostly in scripts without spaces."""
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Thai, Lao, Burmese, Khmer, kana and Han."""
_TOKEN = re.compile(rf"[{_UNSPACED}]|[^\W_{_UNSPACED}]+")
_CHARACTER = re.compile(f"[{_UNSPACED}]")
_FACTOR, _MIX = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBF58476D1CE4E5B9)


def tokens(text: str) -> list[str]:
    """Return the words in lower case, and each character of a script without spaces.

    >>> tokens("The Pier opens 東京")
    ['the', 'pier', 'opens', '東', '京']
    """
    return _TOKEN.findall(comparable(text).casefold())


def width_of(words: list[str]) -> int:
    """Return the number of tokens in a shingle of this text."""
    return CHARACTERS if 2 * sum(map(bool, map(_CHARACTER.match, words))) > len(words) else WORDS


def shingles(words: list[str], width: int) -> Any:
    """Return a hash of each run of ``width`` tokens, in reading order: an array of unsigned 64-bit integers."""
    codes = np.fromiter(map(_code, words), np.uint64, len(words))
    count = max(0, len(codes) - width + 1)
    hashes: Any = np.zeros(count, np.uint64)
    with np.errstate(over="ignore"):
        for place in range(width):
            hashes = hashes * _FACTOR + codes[place : place + count]
        hashes = (hashes ^ (hashes >> np.uint64(31))) * _MIX
    return hashes ^ (hashes >> np.uint64(29))


@lru_cache(1 << 17)
def _code(word: str) -> int:
    """Return a hash of a word, cached for frequent words."""
    return crc32(word.encode("utf-8", "replace"))
