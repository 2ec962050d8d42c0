"""Candidate pairs of near-duplicates, by locality-sensitive hashing of MinHash signatures, band by band.

Leskovec, Rajaraman, Ullman, "Mining of Massive Datasets", 3.4. Each band is sorted, and a group of equal keys gives
two pairs per member: time and memory are linear in the number of texts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np

ROWS = 2
"""Values per band. With 64 bands, a pair with Jaccard similarity 0.2 is found with probability 0.93."""
BANDS = 64
_SEED = 20
_MOST = 4_000_000
"""Number of pairs that are collected before repeated ones are removed."""


def band_keys(shingles: Sequence[Any]) -> Any:
    """Return the key of each band of the MinHash signatures: an array of (bands, texts)."""
    from rensa import RMinHash

    ends = np.cumsum([0, *map(len, shingles)]).tolist()
    flat = np.concatenate(shingles) if shingles else np.zeros(0, np.uint64)
    matrix = RMinHash.digest_matrix_from_flat_token_hashes(flat, ends, ROWS * BANDS, _SEED)
    values = np.array(matrix.to_rows(), np.uint32).reshape(len(shingles), ROWS * BANDS)
    return np.ascontiguousarray(values).view(np.uint64).T


def candidates(bands: Iterable[Any], texts: Any) -> Iterator[tuple[int, int]]:
    """Yield pairs of numbers of texts, in ascending order, the lower one first.

    ``bands``: for each band the keys of all texts; ``texts``: the numbers of the texts to compare.
    """
    codes: Any = np.zeros(0, np.uint64)
    waiting: list[Any] = []
    for place, keys in enumerate(bands):
        waiting.append(_pairs(keys[texts], texts, place))
        if sum(map(len, waiting)) > _MOST:
            codes, waiting = np.unique(np.concatenate((codes, *waiting))), []
    for code in np.unique(np.concatenate((codes, *waiting))):
        yield int(code >> np.uint64(32)), int(code & np.uint64(0xFFFFFFFF))


def _pairs(keys: Any, texts: Any, band: int) -> Any:
    """Return pairs within each group of equal keys: every member with the next, and with one chosen per band."""
    order = np.argsort(keys, kind="stable")
    keys, texts = keys[order], texts[order]
    starts = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1]))) if len(keys) else np.zeros(0, np.int64)
    sizes = np.diff(np.concatenate((starts, [len(keys)])))
    chosen = np.repeat(texts[starts + band % sizes], sizes) if len(starts) else texts
    following = np.flatnonzero(keys[1:] == keys[:-1])
    pairs = np.concatenate((np.stack((texts, chosen), 1), np.stack((texts[following], texts[following + 1]), 1)))
    low, high = pairs.min(1, initial=2**62).astype(np.uint64), pairs.max(1, initial=0).astype(np.uint64)
    return np.unique(((low << np.uint64(32)) | high)[low != high])
