"""What the truth says of a page's pictures and of the texts near them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from label_text import credit_tokens
from picture_urls import picture, similarity

from crawler.normalize.word_tables import squash

NEITHER = -2
"""A picture that counts neither way."""


def true_of(urls: list[str], row: dict[str, Any]) -> list[int]:
    """For each address the place of the true picture that it shows."""
    known = [picture(t["urls"], row["url"]) for t in row["images"]]
    ignored = [picture(t["urls"], row["url"]) for t in row.get("ignore_images") or []]
    counts = Counter(mark for _, marks in known for mark in marks)
    common = frozenset(mark for mark, n in counts.items() if n > 1)
    found = []
    for url in urls:
        own = picture([url], row["url"])
        best = max(((similarity(own, t, common), i) for i, t in enumerate(known)), default=(0, -1))
        either = NEITHER if any(similarity(own, t) for t in ignored) else -1
        found.append(best[1] if best[0] else either)
    return found


def kinds_of(texts: Sequence[str], row: dict[str, Any]) -> list[str]:
    """What each text near a picture is: words of its true caption, of its true credit, or neither.

    Labels and signs are what follows them; a word of the caption that stands beside all of it is neither.
    """
    kinds = [_kind_of(text, row) for text in texts]
    keys = [squash(text) for text in texts]
    for place, own in enumerate(keys):
        longer = (k for n, k in enumerate(keys) if n != place and len(k) > len(own) and kinds[n] == "caption")
        if kinds[place] == "caption" and len(own) < 40 and any(own in k for k in longer):
            kinds[place] = "neither"
    for place in range(len(texts) - 2, -1, -1):
        if kinds[place] != "caption" and len(keys[place]) < 14 and not credit_tokens(texts[place]):
            kinds[place] = kinds[place + 1] if kinds[place + 1] == "credit" else kinds[place]
    return kinds


def _kind_of(text: str, row: dict[str, Any]) -> str:
    own = squash(text)
    credits = [squash(credit) for credit in row["credits"]]
    if own and own in credits:
        return "credit"
    captions = [squash(c) for c in (row["caption"], *(row.get("alt_captions") or ())) if c]
    for caption in captions:
        if own == caption or (own in caption and len(own) >= 4) or (caption in own and len(caption) > 0.3 * len(own)):
            return "caption"
    theirs, ours = set(credit_tokens(" ".join(row["credits"]))), set(credit_tokens(text))
    if ours and len(ours & theirs) >= 0.5 * len(ours) and len(own) < 160:
        return "credit"
    label = own and not ours and len(own) < 25 and any(own in credit for credit in credits)
    return "credit" if label else "neither"
