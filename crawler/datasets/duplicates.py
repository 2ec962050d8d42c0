"""Cluster articles that tell one story: exact copies, and reprints that are cut, extended or given another lead.

Revisions of one article are not duplicates: only the last one is considered.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from crawler.datasets.candidates import candidates
from crawler.datasets.copy_store import CopyStore
from crawler.datasets.origin import Copy, origin_first
from crawler.datasets.overlap import LEAST, SAME, Overlap, overlap
from crawler.datasets.revisions import LastRevisions
from crawler.datasets.text_store import TextStore
from crawler.record.finalize import digest


@dataclass(frozen=True)
class Cluster:
    """Articles that tell one story, the origin first."""

    members: tuple[tuple[Copy, float], ...]
    """Members with their similarity to the origin: the share of the shorter text that is in the longer one."""

    def to_json(self) -> dict[str, Any]:
        """Return the cluster as an object of the output."""
        origin = self.members[0][0]
        return {
            "cluster": digest("\n".join(sorted(copy.id for copy, _ in self.members))),
            "origin": origin.id,
            "source_organizations": list(origin.source_organizations),
            "dateline": origin.dateline,
            "members": [{"id": copy.id, "url": copy.url, "similarity": round(s, 4)} for copy, s in self.members],
        }


def find_clusters(records: Iterable[dict[str, Any]], folder: Path | None = None) -> Iterator[Cluster]:
    """Yield the clusters of two or more, in the order of their first members.

    Memory holds 70 bytes per record, and the members of clusters; the rest is in temporary files in ``folder``.
    """
    with TextStore(folder) as texts, CopyStore(folder) as copies:
        revisions = LastRevisions()
        for record in records:
            copies.add(Copy.of(record, len(copies), texts.add(record["article_body"])))
            revisions.add(record["id"], record["revision"])
        yield from _Finder(texts, copies).clusters(np.flatnonzero(revisions.are_last() & copies.have_words(LEAST)))


class _Finder:
    def __init__(self, texts: TextStore, copies: CopyStore) -> None:
        self._texts, self._copies = texts, copies
        self._exact: dict[int, list[int]] = {}
        """Numbers of articles with the same body, by the first of them, if there are several."""
        self._similar: dict[int, set[int]] = defaultdict(set)
        """Numbers of articles that tell the same story, by the first article of each body."""

    def clusters(self, numbers: Any) -> Iterator[Cluster]:
        """Yield the clusters among the articles of these numbers."""
        firsts = self._find_exact(numbers)
        for one, other in candidates(self._texts.bands(), firsts):
            if self._is_same(one, other):
                self._similar[one].add(other)
                self._similar[other].add(one)
        for component in self._components():
            for group in self._stars(component):
                members = [copy for number in group for copy in self._exact.get(number, [number])]
                if len(members) > 1:
                    yield self._cluster(group, members)

    def _find_exact(self, numbers: Any) -> Any:
        """Record bodies that occur more than once; return the number of the first article of each body."""
        bodies = self._copies.bodies()[numbers]
        order = np.argsort(bodies, kind="stable")
        bodies, ordered = bodies[order], numbers[order]
        begins = np.flatnonzero(np.concatenate(([True], bodies[1:] != bodies[:-1]))[: len(bodies)])
        ends: Any = np.append(begins[1:], len(bodies))
        groups = (ordered[begins[place] : ends[place]].tolist() for place in np.flatnonzero(ends - begins > 1))
        self._exact = {group[0]: group for group in groups}
        return np.sort(ordered[begins])

    def _is_same(self, one: int, other: int) -> bool:
        found = self._overlap(one, other)
        is_live = self._copies.is_live(one) or self._copies.is_live(other)
        # a live blog quotes whole reports, so it is a duplicate only of a text of its length
        return found.is_same_story and (not is_live or found.longer >= SAME)

    def _overlap(self, one: int, other: int) -> Overlap:
        if one == other:
            return Overlap(0, 1.0, 1.0)
        if (width := self._texts.width(one)) != self._texts.width(other):
            return Overlap(0, 0.0, 0.0)
        return overlap(self._texts.shingles(one), self._texts.shingles(other), width)

    def _components(self) -> Iterator[list[int]]:
        """Yield the connected components."""
        seen: set[int] = set()
        for number in sorted(self._similar.keys() | self._exact.keys()):
            if number in seen:
                continue
            component, waiting = [], [number]
            seen.add(number)
            while waiting:
                component.append(waiting.pop())
                new = self._similar.get(component[-1], set()) - seen
                seen |= new
                waiting += new
            yield sorted(component)

    def _stars(self, component: list[int]) -> Iterator[list[int]]:
        """Yield the longest text with the neighbours that tell the same story, then the same for the rest.

        So a chain does not merge two stories, and the cost is not quadratic in the size of a component.
        """
        left = set(component)
        for centre in sorted(component, key=lambda number: (-self._copies.words(number), number)):
            if centre not in left:
                continue
            near = self._similar.get(centre, set())
            known = near.union(*(self._similar[number] for number in near)) & left - {centre}
            star = [centre, *(number for number in sorted(known) if number in near or self._is_same(centre, number))]
            left -= set(star)
            yield sorted(star)

    def _cluster(self, group: list[int], members: list[int]) -> Cluster:
        ordered = origin_first(map(self._copies.__getitem__, members))
        first_of = {number: first for first in group for number in self._exact.get(first, [first])}
        origin = first_of[ordered[0].number]
        similarity = {first: self._overlap(origin, first).shorter for first in group}
        return Cluster(tuple((copy, similarity[first_of[copy.number]]) for copy in ordered))
