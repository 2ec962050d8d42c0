"""Features for the kind of a text near a picture: caption, credit, or neither."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import log1p
from urllib.parse import unquote

from lxml.html import HtmlElement

from crawler.extract.images.class_vocabulary import Kinds
from crawler.extract.images.region import NearText, Region
from crawler.extract.images.text_form import LENGTHS, form
from crawler.extract.images.text_neighbours import TextNeighbours
from crawler.extract.images.text_pairs import pair_features
from crawler.extract.images.text_place import place_of, sign_of
from crawler.normalize.word_tables import squash

Evidence = dict[str, float]
_PLAIN = {"ä": "ae", "ö": "oe", "ü": "ue", "å": "a", "ø": "o", "æ": "ae"}
_PLAIN |= dict(zip("éèêáàíóúñç", "eeeaaiounc", strict=True))
_LETTERS = bytes(byte | 32 if chr(byte).isalpha() and byte < 128 else byte for byte in range(256))
"""A table of bytes that makes ASCII letters small, as :meth:`str.casefold` does."""
_NO_LETTERS = bytes(b for b in range(128) if b != 32 and (not chr(b).isalpha() or chr(b) in "xX"))
"""What is neither a letter nor a space; nor is the x of a size, "1024x683"."""
_LEAST_NAME = 5
_LONG = 60
_KEY = 8


class Texts:
    """The features of the texts near the pictures of a page; what they share is computed once.

    ``body``: the elements of the article text. ``titles``: its headline and descriptions, squashed.
    """

    def __init__(self, regions: Sequence[Region], kinds: Kinds, body: set[HtmlElement], titles: Sequence[str]) -> None:
        self._kinds = kinds
        self._body = body
        self._titles = titles
        every = [t for r in regions for t in r.texts]
        self._plain = {t: " ".join(t.text.split()) for t in every}
        self._forms = {t: form(plain) for t, plain in self._plain.items()}
        self._keys = {t: squash(plain) for t, plain in self._plain.items()}
        self._sign = {t: sign_of(t) for t in every}
        self._repeats = Counter(key for r in regions for key in {self._keys[t] for t in r.texts})
        self._shared = Counter(sign for r in regions for sign in {self._sign[t] for t in r.texts})
        self._like = Counter(self._sign.values())
        self._credited = Counter(self._sign[t] for t in every if self._forms[t]["credit"])
        self._lengths: Counter[str] = Counter()
        for text, sign in self._sign.items():
            self._lengths[sign] += len(self._plain[text])

    def evidence(
        self, region: Region, hints: frozenset[str], caption: str, credit: str, file_name: str
    ) -> list[Evidence]:
        """The evidence for each text of a region.

        ``hints``: alternative texts and captions of the metadata. ``caption``, ``credit``: what the marks of the
        picture's box say. All squashed. ``file_name``: the picture's, as :func:`letters_of` gives it.
        """
        around = self._around(region.texts)
        found = []
        for text, neighbours in zip(region.texts, around, strict=True):
            own = self._keys[text]
            in_caption = _one_holds_other(own, caption)
            evidence = {
                **place_of(text, self._kinds, self._body),
                **self._forms[text],
                **neighbours,
                **self._elsewhere(text, own, hints),
                "file_words": _share_in(self._plain[text], file_name),
                "box_caption": in_caption,
                "box_credit": _one_holds_other(own, credit),
                "box_none": not caption and not credit,
                "box_other": bool(caption) and not in_caption,
            }
            found.append(evidence | pair_features(evidence))
        return found

    def _elsewhere(self, text: NearText, own: str, hints: frozenset[str]) -> Evidence:
        """Return features of the same text, and of texts in elements of the same names, elsewhere on the page."""
        sign, found = self._sign[text], self._forms[text]
        like = self._like[sign] - 1
        return {
            "hint": len(own) >= 5 and any(h.startswith(own) or (len(h) > 20 and own.startswith(h)) for h in hints),
            "title": len(own) >= 8 and any(own in t or (t and t in own) for t in self._titles),
            "repeated": self._repeats[own] > 1 and len(self._plain[text]) <= LENGTHS[2],
            "shared_sign": log1p(self._shared[sign] - 1),
            "sign_credits": (self._credited[sign] - found["credit"]) / like if like else 0.0,
            "sign_long": (self._lengths[sign] - len(self._plain[text])) / like > _LONG if like else 0.0,
        }

    def _around(self, texts: Sequence[NearText]) -> list[Evidence]:
        """Return features of the other texts near the picture."""
        plain, keys = [self._plain[t] for t in texts], [self._keys[t] for t in texts]
        return TextNeighbours(texts, plain, keys, [self._forms[t] for t in texts]).features()


def letters_of(url: str) -> str:
    """The letters of a picture's file name, umlauts as two letters, as people name files.

    >>> letters_of("/up/2019/Der-Dom-zu-K%C3%B6ln-1024x683.jpg")
    'derdomzukoeln'
    """
    name = unquote(url.split("?")[0].rstrip("/").rsplit("/", 1)[-1]).rsplit(".", 1)[0]
    return _plain_letters(name).replace(" ", "")


def _plain_letters(text: str) -> str:
    """Return the letters and spaces of a text, in small plain letters."""
    plain = text
    if not text.isascii():
        plain = text.casefold()
        for letter, instead in _PLAIN.items():  # five times as fast as a translation table
            plain = plain.replace(letter, instead)
    if plain.isascii():
        return plain.encode().translate(_LETTERS, _NO_LETTERS).decode()
    return "".join([c for c in plain if (c.isalpha() and c != "x") or c == " "])


def _share_in(text: str, file_name: str) -> float:
    """The share of a text's longer words that the picture's file name holds; words are separated by spaces."""
    if len(file_name) < _LEAST_NAME:
        return 0.0
    words = [word for word in _plain_letters(text[:200]).split(" ") if len(word) > 3]
    return sum(map(file_name.__contains__, words)) / len(words) if words else 0.0


def _one_holds_other(own: str, other: str) -> bool:
    """Return whether a text is in another one, or ends in it after a label."""
    return bool(own) and (own in other or (len(other) > _KEY and own.endswith(other)))
