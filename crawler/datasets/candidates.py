"""Pairs of texts that may be the same, by locality-sensitive hashing of MinHash signatures, band by band.

Leskovec, Rajaraman, Ullman, "Mining of Massive Datasets", 3.4. Each band is sorted by itself, and a group of equal ones
gives two pairs for each member: time and memory grow with the number of texts, however often one is repeated.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

ROWS = 2
"""Values of a band. With 64 bands, texts of a Jaccard similarity of 0.2 are found with a probability of 0.93."""
BANDS = 64
PERMUTATIONS = ROWS * BANDS
_SEED = 20


def signatures(shingles: Sequence[Any]) -> Any:
    """The MinHash signature of each array of shingles, a row of :data:`PERMUTATIONS` unsigned integers each."""
    from rensa import RMinHash

    ends = np.cumsum([0, *map(len, shingles)]).tolist()
    flat = np.concatenate(shingles) if shingles else np.zeros(0, np.uint64)
    matrix = RMinHash.digest_matrix_from_flat_token_hashes(flat, ends, PERMUTATIONS, _SEED)
    return np.array(matrix.to_rows(), np.uint32).reshape(len(shingles), PERMUTATIONS)


def candidates(matrix: Any, texts: Any) -> list[tuple[int, int]]:
    """Pairs of row numbers of ``matrix``, the lower one first, in order. ``texts``: the row numbers that count."""
    found = [_pairs(_band(matrix, texts, band), texts, band) for band in range(BANDS)]
    codes = np.unique(np.concatenate(found)) if found else np.zeros(0, np.uint64)
    return [(int(code >> np.uint64(32)), int(code & np.uint64(0xFFFFFFFF))) for code in codes]


def _band(matrix: Any, texts: Any, band: int) -> Any:
    """One number for the values of a band, for each text."""
    first, second = matrix[texts, ROWS * band].astype(np.uint64), matrix[texts, ROWS * band + 1].astype(np.uint64)
    return (first << np.uint64(32)) | second


def _pairs(keys: Any, texts: Any, band: int) -> Any:
    """Within each group of equal keys: every member with the next, and with one that each band chooses anew."""
    order = np.argsort(keys, kind="stable")
    keys, texts = keys[order], texts[order]
    starts = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1]))) if len(keys) else np.zeros(0, np.int64)
    sizes = np.diff(np.concatenate((starts, [len(keys)])))
    chosen = np.repeat(texts[starts + band % sizes], sizes) if len(starts) else texts
    following = np.flatnonzero(keys[1:] == keys[:-1])
    pairs = np.concatenate((np.stack((texts, chosen), 1), np.stack((texts[following], texts[following + 1]), 1)))
    low, high = pairs.min(1, initial=2**62).astype(np.uint64), pairs.max(1, initial=0).astype(np.uint64)
    return np.unique(((low << np.uint64(32)) | high)[low != high])
