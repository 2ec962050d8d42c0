"""Features of a text block on its own: small integers, independent of language."""

from __future__ import annotations

import re
from bisect import bisect_right

from crawler.extract.body.boilerplate import opening_kind
from crawler.extract.body.tags import HEADINGS
from crawler.extract.body.text_block import TextBlock

TAGS = {
    tag: place + 1
    for place, tag in enumerate("p div li td blockquote pre figcaption span a section dd article font body".split())
} | dict.fromkeys(HEADINGS, 15)
LENGTHS = (8, 16, 30, 50, 80, 130, 220, 400)
DENSITIES = (0.001, 0.1, 0.3, 0.6, 0.9)
COUNTS = (1, 2, 4)
LOCAL_FEATURES = (
    "tag_length tag_density length_density length_end tag_end sentences_length commas_length first_length "
    "digits_length marks opening_length"
).split()
"""Names of the features, in order."""

_MAY_BE_DENSE = bytes((0xE0, *range(0xE3, 0xEE)))
"""The first bytes, in UTF-8, of what ``_DENSE`` finds: most texts have none, and a look for them is faster."""
_DENSE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")
# A class of characters comes first, so that the search is for one: of two ways each character was tried for both.
_SENTENCE = re.compile(r"""[.!?؟।…。！？](?:(?<=[。！？])|[\s"”»’)])""")
_COMMAS = ",;，、،；"
_DIGIT = re.compile(r"\d")
_ASCII_DIGIT = re.compile("[0-9]")
"""``_DIGIT`` for ASCII, three times as fast."""
_ENDS = {**dict.fromkeys(".!?…。！？؟।\"”»’')’」』", 2), ":": 1, "：": 1}
_QUOTES = '“"«„‘–—-'
_BULLETS = "•►▶→»›>"


def size(text: str) -> int:
    """Return the length of a text, counting each Chinese, Japanese, Korean or Thai character twice."""
    if text.isascii():
        return len(text)
    data = text.encode("utf-8", "surrogatepass")
    is_dense = len(data.translate(None, _MAY_BE_DENSE)) < len(data)
    return len(text) + (len(_DENSE.findall(text)) if is_dense else 0)


def length_of(size: int) -> int:
    """Return the bucket of a size, 0 to 8."""
    return bisect_right(LENGTHS, size)


def end_of(text: str) -> int:
    """Return how a text ends: 2 for the end of a sentence, 1 for a colon, else 0."""
    return _ENDS.get(text[-1], 0)


def density(block: TextBlock) -> int:
    """Return the bucket of the share of linked characters, 0 to 5."""
    return bisect_right(DENSITIES, block.links / len(block.text)) if block.links else 0


def local_features(block: TextBlock) -> tuple[int, ...]:
    """Return the features of a block, in the order of ``LOCAL_FEATURES``."""
    return text_features(block.text, block.tag, density(block))


def text_features(text: str, name: str, links: int) -> tuple[int, ...]:
    """Return the features of a text in an element with this tag, ``links`` being the bucket of its linked share."""
    tag, end = TAGS.get(name, 0), end_of(text)
    if text.isascii():
        count = text.count
        ended = "." in text or "?" in text or "!" in text  # in few of the short texts; cheaper than a search
        commas, digit = bisect_right(COUNTS, count(",") + count(";")), _ASCII_DIGIT
    else:
        ended, commas, digit = True, bisect_right(COUNTS, sum(map(text.count, _COMMAS))), _DIGIT
    sentences = bisect_right(COUNTS, len(_SENTENCE.findall(text))) if ended else 0
    return (
        tag,
        tag * 6 + links,
        links,
        end,
        tag * 3 + end,
        sentences,
        commas,
        _first(text),
        1 if digit.search(text) else 0,
        ("©" in text) + 2 * ("|" in text) + 4 * ("@" in text or "http" in text or "www." in text),
        opening_kind(text),
    )


def _first(text: str) -> int:
    char = text[0]
    if char in _QUOTES:
        return 1
    if char in _BULLETS:
        return 2
    if char.isdigit():
        return 3
    if char.islower():
        return 4
    return 5 if text.isupper() else 0
