"""Features of the texts near a picture by one another: which is longest, which follows a credit or a figcaption."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import accumulate
from math import log1p

from crawler.extract.images.region import NearText
from crawler.extract.images.text_form import ENDS, LENGTHS, is_label

_FAR = 99
_MARKED = ("caption", "credit")


class TextNeighbours:
    """The texts near one picture; each list has an entry per text, in the same order.

    ``plain``: the texts with collapsed white space; ``keys``: those squashed; ``forms``: their features by form.
    """

    def __init__(
        self,
        texts: Sequence[NearText],
        plain: Sequence[str],
        keys: Sequence[str],
        forms: Sequence[Mapping[str, float]],
    ) -> None:
        self._plain, self._keys = plain, keys
        self._levels = [text.level for text in texts]
        self._lengths = [*map(len, plain)]
        self._credits = [bool(form["credit"]) for form in forms]
        self._all_credits = sum(self._credits)
        self._figcaptions = [*map(_is_figcaption, texts)]
        self._longest = max(self._lengths, default=0)
        self._longest_key = max(map(len, keys), default=0)
        following = (n if text.order > 0 else 0 for n, text in zip(self._lengths, texts, strict=True))
        self._longest_before = [0, *accumulate(following, max)]
        self._figcaption_before = [False, *accumulate(self._figcaptions, bool.__or__)]
        self._read_levels(texts, forms)

    def _read_levels(self, texts: Sequence[NearText], forms: Sequence[Mapping[str, float]]) -> None:
        """Count the texts of each level, and find the nearest ones with letters, and with a mark."""
        triples = [*zip(self._levels, texts, self._figcaptions, strict=True)]
        self._marked = min((n for n, t, is_one in triples if is_one or t.segment.says in _MARKED), default=_FAR)
        self._nearest = min(
            (n for n, form in zip(self._levels, forms, strict=True) if not form["no_letters"]), default=1
        )
        self._on_level, self._crowd, self._sentences = Counter(self._levels), Counter[int](), Counter[int]()
        for level, text in zip(self._levels, self._plain, strict=True):
            self._crowd[level] += len(text)
            self._sentences[level] += len(text) > LENGTHS[1] and text.endswith(ENDS)

    def features(self) -> list[dict[str, float]]:
        """Return the features of each text by name, most of them 0 or 1."""
        levels = {level: self._by_level(level) for level in self._on_level}
        return [
            {**self._by_order(place), **levels[level], **self._by_others(place)}
            for place, level in enumerate(self._levels)
        ]

    def _by_order(self, place: int) -> dict[str, float]:
        last = len(self._plain) - 1
        return {
            "only": not last,
            "first": place == 0,
            "last": place == last,
            "behind_credit": place > 0 and self._credits[place - 1],
            "before_credit": place < last and self._credits[place + 1],
            "is_label": place < last and is_label(self._plain[place]),
            "behind_label": place > 0 and is_label(self._plain[place - 1]),
        }

    def _by_level(self, level: int) -> dict[str, float]:
        """Return the features of a level, which is the number of elements between a text and the picture."""
        return {
            "beyond": min(level - self._nearest, 4),
            "beyond_marked": level > self._marked,
            "at_marked": level == self._marked,
            "before_marked": level < self._marked < _FAR,
            "crowd": log1p(self._crowd[level]),
            "level_texts": min(self._on_level[level], 8),
            "level_sentences": min(self._sentences[level], 4),
        }

    def _by_others(self, place: int) -> dict[str, float]:
        key, length, is_figcaption = self._keys[place], self._lengths[place], self._figcaptions[place]
        is_part = 2 <= len(key) < self._longest_key
        return {
            "longest": length == self._longest,
            "covered": is_part and any(len(k) > len(key) and key in k for k in self._keys),
            "behind_longer": self._longest_before[place] > length,
            "behind_figcaption": self._figcaption_before[place] and not is_figcaption,
            "figcaption_near": self._figcaption_before[-1] and not is_figcaption,
            "other_credit": self._all_credits > self._credits[place],
            "said": bool(key) and key in self._keys[:place],
        }


def _is_figcaption(text: NearText) -> bool:
    """Return whether a text is in a figcaption, its own or that of a figure with several pictures."""
    element = text.segment.element
    return text.shared or element.tag == "figcaption" or next(element.iterancestors("figcaption"), None) is not None
