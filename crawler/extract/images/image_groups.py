"""Which elements of a page show one picture."""

from __future__ import annotations

from collections.abc import Sequence

from crawler.extract.images.same_image import same_picture

MOST = 8
"""Pictures compared for one mark; that bounds the work on a page that repeats one a thousand times."""


def groups_of(pictures: Sequence[frozenset[str]], common: frozenset[str]) -> list[int]:
    """A number for each picture; renditions of one picture have the same. ``common``: see :func:`common_marks`."""
    holders: dict[str, list[int]] = {}
    groups: list[int] = []
    for place, marks in enumerate(pictures):
        near = (other for mark in marks - common for other in holders.get(mark, ()))
        twin = next((other for other in near if same_picture(pictures[other], marks, common)), None)
        groups.append(place if twin is None else groups[twin])
        for mark in marks - common:
            held = holders.setdefault(mark, [])
            if len(held) < MOST:
                held.append(place)
    return groups
