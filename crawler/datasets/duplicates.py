"""Clusters of articles that are one story: exact copies, and reprints with another lead, cut, or with more around them.

Revisions of one article are no duplicates: the last one of each counts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from crawler.datasets.candidates import candidates
from crawler.datasets.origin import Copy, origin_first
from crawler.datasets.overlap import LEAST, SAME, Overlap, overlap
from crawler.datasets.text_store import TextStore
from crawler.record.finalize import digest

_LIVE = "LiveBlogPosting"
"""A live blog quotes whole reports: it is a copy only of what is as long as itself."""


@dataclass(frozen=True)
class Cluster:
    """Articles that tell one story, the origin first."""

    members: tuple[tuple[Copy, float], ...]
    """Each with its similarity: the share of the shorter of it and the origin that stands in the other."""

    def to_json(self) -> dict[str, Any]:
        """As a line of the output."""
        origin = self.members[0][0]
        return {
            "cluster": digest("\n".join(sorted(copy.id for copy, _ in self.members))),
            "origin": origin.id,
            "source_organizations": list(origin.source_organizations),
            "dateline": origin.dateline,
            "members": [{"id": copy.id, "url": copy.url, "similarity": round(s, 4)} for copy, s in self.members],
        }


def find_clusters(records: Iterable[dict[str, Any]]) -> Iterator[Cluster]:
    """The clusters of two and more, in the order of their first members."""
    with TextStore() as store:
        copies: list[Copy] = []
        for record in records:
            copies.append(Copy.of(record, len(copies), store.add(record["article_body"])))
        last: dict[str, int] = {}
        for copy in copies:
            if copy.id not in last or copy.revision >= copies[last[copy.id]].revision:
                last[copy.id] = copy.number
        yield from _Finder(store, copies).clusters([copies[number] for number in sorted(last.values())])


class _Finder:
    def __init__(self, store: TextStore, copies: list[Copy]) -> None:
        self._store, self._copies = store, copies
        self._exact: dict[int, list[Copy]] = {}
        """Articles with the same body, by the number of the first."""
        self._similar: dict[int, set[int]] = defaultdict(set)
        """For such a number those that are the same story, as far as bands found them."""

    def clusters(self, copies: list[Copy]) -> Iterator[Cluster]:
        by_body: dict[str, list[Copy]] = defaultdict(list)
        for copy in copies:
            if copy.words >= LEAST:
                by_body[copy.body_hash].append(copy)
        self._exact = {group[0].number: group for group in by_body.values()}
        for one, other in self._similar_pairs():
            self._similar[one].add(other)
            self._similar[other].add(one)
        for component in self._components():
            for group in self._stars(component):
                members = [copy for number in group for copy in self._exact[number]]
                if len(members) > 1:
                    yield self._cluster(members)

    def _similar_pairs(self) -> Iterator[tuple[int, int]]:
        numbers = np.array(sorted(self._exact), np.int64)
        for one, other in candidates(self._store.signatures(), numbers):
            if self._is_same(one, other):
                yield one, other

    def _is_same(self, one: int, other: int) -> bool:
        found = self._overlap(one, other)
        is_live = _LIVE in (self._copies[one].type, self._copies[other].type)
        return found.is_same_story and (not is_live or found.longer >= SAME)

    def _overlap(self, one: int, other: int) -> Overlap:
        if one == other:
            return Overlap(0, 1.0, 1.0)
        if (width := self._store.width(one)) != self._store.width(other):
            return Overlap(0, 0.0, 0.0)
        return overlap(self._store.shingles(one), self._store.shingles(other), width)

    def _components(self) -> Iterator[list[int]]:
        """Numbers that are connected, directly or not."""
        seen: set[int] = set()
        for number in self._exact:
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
        """The longest text with all that are the same story as it, of those that its own know; then the rest.

        No chain makes two stories one, and no component costs the square of its size.
        """
        left = set(component)
        for centre in sorted(component, key=lambda number: (-self._copies[number].words, number)):
            if centre not in left:
                continue
            near = self._similar.get(centre, set())
            known = near.union(*(self._similar[number] for number in near)) & left - {centre}
            star = [centre, *(number for number in sorted(known) if number in near or self._is_same(centre, number))]
            left -= set(star)
            yield sorted(star)

    def _cluster(self, members: list[Copy]) -> Cluster:
        ordered = origin_first(members)
        heads = [copy.number for copy in members if copy.number in self._exact]
        place = {copy.number: number for number in heads for copy in self._exact[number]}
        origin = place[ordered[0].number]
        similarity = {number: self._overlap(origin, number).shorter for number in set(place.values())}
        return Cluster(tuple((copy, similarity[place[copy.number]]) for copy in ordered))
