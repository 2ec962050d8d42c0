"""Find the last revision of each article with 24 bytes of memory per record."""

from __future__ import annotations

from array import array
from hashlib import blake2b
from typing import Any

import numpy as np


def key_of(text: str) -> int:
    """Return a 64-bit hash of a text; among a million texts, a collision has a probability of 1 in 30 million."""
    return int.from_bytes(blake2b(text.encode("utf-8", "replace"), digest_size=8).digest(), "little")


class LastRevisions:
    """Articles and their revisions by number of the record, from 0."""

    def __init__(self) -> None:
        self._keys, self._revisions = array("Q"), array("L")

    def __len__(self) -> int:
        return len(self._keys)

    def add(self, article: str, revision: int) -> None:
        """Add the next record; ``article`` is its id."""
        self._keys.append(key_of(article))
        self._revisions.append(max(0, revision))

    def are_last(self) -> Any:
        """Return whether each record is the last revision of its article: an array of bool; of equals, the later is."""
        keys, revisions = np.frombuffer(self._keys, np.uint64), np.frombuffer(self._revisions, np.uint)
        order = np.lexsort((revisions, keys))  # a stable sort keeps the order of equal ones
        ends: Any = np.append(keys[order][1:] != keys[order][:-1], True) if len(order) else np.zeros(0, bool)
        last: Any = np.zeros(len(order), bool)
        last[order[ends]] = True
        return last
