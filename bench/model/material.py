"""Pages of the corpora with the features of their runs in one matrix, as the first pass is trained on them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from labels import Example, examples
from random_names import randomised
from scipy.sparse import csr_matrix

from crawler.extract.body.element_words import near_words, opening_features, path_words
from crawler.extract.body.local_features import local_features
from crawler.extract.body.position_features import position_features
from crawler.extract.body.weights import FIRST, column

KINDS = ("path", "near", "looks", "opens")
"""What a feature is of: a page's names above a run, names next to it, its looks and place, its first words."""
FEWEST_SITES = 8
"""A word that fewer sites use says something of these sites, not of the web."""
_FEWEST_SITES_LOOKS = 3


class Material:
    """Pages and their features: a row for each run, a column for each feature that any of them has."""

    def __init__(self, pages: Sequence[Example]) -> None:
        self.pages = pages
        self.names, self.matrix, self.starts = _matrix(pages)
        self.kind = np.array([_kind(name) for name in self.names])
        self.page_of = np.repeat(np.arange(len(pages)), np.diff(self.starts))
        self.shares = np.array([share for page in pages for share in page.shares])
        self.weights = np.array([weight for page in pages for weight in page.weights])
        sites: dict[str, int] = {}
        self.site = np.array([sites.setdefault(page.site, len(sites)) for page in pages])
        self._used = self._used_by(len(sites))

    def _used_by(self, sites: int) -> csr_matrix:
        """For each site, the features that it uses."""
        rows = self.matrix.shape[0]
        of_site = csr_matrix((np.ones(rows), (self.site[self.page_of], np.arange(rows))), shape=(sites, rows))
        used = (of_site @ self.matrix).tocsr()
        used.data[:] = 1
        return used

    def columns(self, pages: Sequence[int]) -> np.ndarray:
        """The features that enough sites of these pages use."""
        counts = np.asarray(self._used[np.unique(self.site[pages])].sum(axis=0)).ravel()
        return np.flatnonzero(counts >= np.where(self.kind == KINDS.index("looks"), _FEWEST_SITES_LOOKS, FEWEST_SITES))

    def rows(self, pages: Sequence[int]) -> np.ndarray:
        """The rows of these pages."""
        found = np.zeros(len(self.pages), bool)
        found[list(pages)] = True
        return np.flatnonzero(found[self.page_of])

    def of_page(self, values: np.ndarray, page: int) -> np.ndarray:
        """What of some values, one for each row, is a page's."""
        return values[self.starts[page] : self.starts[page + 1]]


def material(most: int | None = None) -> Material:
    """All pages that are learned from, and each again with other class and id names, right behind it.

    ``most``: how many pages of each corpus to read, None for all.
    """
    return Material([twin for page in examples(most=most) for twin in (page, randomised(page))])


def _matrix(pages: Sequence[Example]) -> tuple[list[str], csr_matrix, np.ndarray]:
    known: dict[str, int] = {}
    places_: list[int] = []
    ends, starts = [0], [0]
    for page in pages:
        for row in _features(page):
            places_ += [known.setdefault(feature, len(known)) for feature in row]
            ends.append(len(places_))
        starts.append(len(ends) - 1)
    ones = np.ones(len(places_), dtype=np.float32)
    matrix = csr_matrix((ones, np.array(places_, dtype=np.int64), ends), shape=(len(ends) - 1, len(known)))
    return [*known], matrix, np.array(starts)


def _features(page: Example) -> Iterable[list[str]]:
    """What the first pass sees of each run."""
    where = position_features(page.text_blocks, page.sizes, page.lengths, page.headline)
    for block, length, numbers in zip(page.text_blocks, page.lengths, where, strict=True):
        yield [
            *(f"{n}={column(n, v, length)}" for n, v in zip(FIRST, (*local_features(block), *numbers), strict=True)),
            *sorted(f"path:{w}" for w in path_words(block.box)),
            *sorted(f"near:{w}" for w in near_words(block)),
            *opening_features(block.text, length),
        ]


def _kind(feature: str) -> int:
    head = feature.partition(":")[0]
    return KINDS.index(head if head in ("path", "near") else "looks" if "=" in feature else "opens")
