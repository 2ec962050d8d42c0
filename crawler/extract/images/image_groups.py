"""Group the elements of a page that show the same picture."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lxml.html import HtmlElement

from crawler.extract.images.same_image import marks, same_picture
from crawler.normalize.word_tables import squash

MOST = 8
"""Most pictures compared for one mark; limits the work on a page that repeats a mark a thousand times."""

_SEVERAL = 3
"""Fewest pictures that show that a mark is not that of one of them."""


def shared_marks(pictures: Sequence[tuple[str, str, frozenset[str]]]) -> frozenset[str]:
    """Return the marks that different pictures of a page share: those of placeholders, and names of files.

    ``pictures``: for each its URL, its alternative text, and the marks of all its URLs.
    """
    if len(pictures) < _SEVERAL:
        return frozenset()
    placeholders = placeholder_marks((marks(url), every) for url, _, every in pictures)
    return placeholders | repeated_names((url, alt) for url, alt, _ in pictures)


def placeholder_marks(pictures: Iterable[tuple[frozenset[str], frozenset[str]]]) -> frozenset[str]:
    """Return the marks of placeholders: three different pictures have them, no more than one in its best URL.

    ``pictures``: for each the marks of its best URL, and those of all its URLs.

    >>> first, second, third = ({f"/{name}"} for name in ("first-slide", "second-slide", "third-slide"))
    >>> [*placeholder_marks([(first, first), (second, second | first), (third, third | first)])]
    ['/first-slide']
    """
    holders: dict[str, set[frozenset[str]]] = {}
    own: dict[str, set[frozenset[str]]] = {}
    for best, every in pictures:
        for mark in every:
            holders.setdefault(mark, set()).add(frozenset(best))
        for mark in best:
            own.setdefault(mark, set()).add(frozenset(best))
    return frozenset(m for m, held in holders.items() if len(held) >= _SEVERAL and len(own.get(m, ())) <= 1)


def repeated_names(pictures: Iterable[tuple[str, str]]) -> frozenset[str]:
    """Return the file names that three pictures in different folders have, each with an alternative text of its own.

    ``pictures``: for each its URL and its alternative text. Some systems name all files of an article by its title.

    >>> [*repeated_names((f"https://cdn.example/{n}/s1600/the-pier.jpg", f"Pier {n}") for n in range(3))]
    ['/the-pier']
    """
    folders: dict[str, dict[str, set[str]]] = {}
    for url, alt in pictures:
        folder, _, name = url.split("?")[0].rpartition("/")
        folders.setdefault(name, {}).setdefault(folder, set()).add(squash(alt))
    found = (name for name, of in folders.items() if name and _are_apart([*of.values()]))
    return frozenset(mark for name in found for mark in marks(f"/{name}") if mark[0] == "/")


def _are_apart(alts: list[set[str]]) -> bool:
    """Return whether there are at least three sets of alternative texts, and no text is in two of them."""
    return len(alts) >= _SEVERAL and len(frozenset().union(*alts)) == sum(map(len, alts))


def groups_of(pictures: Sequence[frozenset[str]], common: frozenset[str]) -> list[int]:
    """Return a group number for each picture, equal for renditions of one. ``common``: see :func:`common_marks`."""
    holders: dict[str, list[int]] = {}
    groups: list[int] = []
    for place, own in enumerate(pictures):
        near = sorted({other for mark in own - common for other in holders.get(mark, ())})
        twin = next((other for other in near if same_picture(pictures[other], own, common)), None)
        groups.append(place if twin is None else groups[twin])
        for mark in own - common:
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
