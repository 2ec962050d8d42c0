"""Remove labels of the user interface from the texts of a picture: "hide caption", "Enlarge this image"."""

from __future__ import annotations

import re
from functools import cache

from crawler.normalize.credits.words import words
from crawler.normalize.word_tables import any_of

_COUNTER = re.compile(
    r"^\W{0,3}(?:(?:images?|photos?|pictures?|slide|foto|fotos|bild|beeld|afbeelding|bilde|billede|kuva|imagen|imagem"
    r"|immagine|zdjęcie|obrázek|kép|фото)\s)\d{1,3}\s?(?:/|of|von|de|van|av|af|sur|di|z|из)\s?\d{1,3}(?!\w)[\s:.|–-]*",
    re.I,
)
"""The number of a picture in a series, "Image 1 of 3"."""
_BARE_COUNTER = re.compile(r"^\W{0,2}\d{1,3}\s?/\s?(?:[5-9]|\d{2,3})(?![\w/.:-])\W{0,3}\s+(?=[^\W\d_])")
"""The same without a word, "1/5 The ship leaves."; "3/4 of the wood" is not one."""
_EDGE = " \t|•·–—-"


def without_prompts(text: str) -> str:
    """Return a text without prompts: a line break replaces those between sentences; those within a sentence stay.

    >>> without_prompts("Enlarge this image A ship leaves. toggle caption Jane Doe/AP hide caption")
    'A ship leaves.\\nJane Doe/AP'
    >>> without_prompts("Make sure to click to enlarge the image.")
    'Make sure to click to enlarge the image.'
    """
    for counter in (_COUNTER, _BARE_COUNTER):
        if found := counter.match(text):
            text = text[found.end() :]
    if not _may_hold(text):
        return text
    marked = _prompts().sub(lambda m: "\n" if _stands_alone(m) else m[0], text)
    if marked == text:
        return text
    pieces = (piece.strip(_EDGE) for piece in marked.split("\n"))
    return "\n".join(piece for piece in pieces if piece)


def is_counter(text: str) -> bool:
    """Whether a text is the number of a picture among others and nothing else, "Bild 2 von 10"."""
    return bool(_COUNTER.fullmatch(text))


def _may_hold(text: str) -> bool:
    """Return whether a text may have a prompt: it has the first word of one, or a script without spaces."""
    return not _first_words().isdisjoint(text.casefold().split()) or (not text.isascii() and max(text) > "\u0e00")


@cache
def _first_words() -> frozenset[str]:
    return frozenset(phrase.split()[0] for phrase in words().prompts)


def _stands_alone(found: re.Match[str]) -> bool:
    before, after = found.string[: found.start()].rstrip(), found.string[found.end() :].lstrip()
    return not before or not after or (not before[-1].isalnum() and before[-1] != "," and not after[0].islower())


@cache
def _prompts() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{any_of(words().prompts)}[.:|]?\s*)+(?!(?<=\w)\w)", re.I)
