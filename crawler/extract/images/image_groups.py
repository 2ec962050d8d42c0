"""Group the elements of a page that show the same picture."""

from __future__ import annotations

from collections.abc import Sequence

from lxml.html import HtmlElement

from crawler.extract.images.same_image import same_picture

MOST = 8
"""Most pictures compared for one mark; limits the work on a page that repeats a mark a thousand times."""


def groups_of(pictures: Sequence[frozenset[str]], common: frozenset[str]) -> list[int]:
    """Return a group number for each picture, equal for renditions of one. ``common``: see :func:`common_marks`."""
    holders: dict[str, list[int]] = {}
    groups: list[int] = []
    for place, marks in enumerate(pictures):
        near = sorted({other for mark in marks - common for other in holders.get(mark, ())})
        twin = next((other for other in near if same_picture(pictures[other], marks, common)), None)
        groups.append(place if twin is None else groups[twin])
        for mark in marks - common:
            held = holders.setdefault(mark, [])
            if len(held) < MOST:
                held.append(place)
    return groups


def with_stand_ins(elements: Sequence[HtmlElement], groups: list[int]) -> list[int]:
    """Return the groups with each picture in a ``noscript`` in the group of the picture next to it."""
    places = {element: place for place, element in enumerate(elements)}
    same: dict[int, int] = {}
    for place, element in enumerate(elements):
        around = element.getparent()
        if around is not None and around.tag == "noscript":
            beside = (_only_picture(e) for e in (around.getprevious(), around.getnext()) if e is not None)
            other = next((places[e] for e in beside if e in places), None)
            if other is not None and groups[other] != groups[place]:
                same[groups[place]] = groups[other]
    return [same.get(group, group) for group in groups]


def _only_picture(element: HtmlElement) -> HtmlElement | None:
    if element.tag == "img":
        return element
    found = element.findall(".//img") if element.tag == "picture" else []
    return found[0] if len(found) == 1 else None
