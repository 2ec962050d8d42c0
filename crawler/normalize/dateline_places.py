"""Places in datelines, and datelines that consist only of a known place: "ISLAMABAD: …", "Berlin. …"."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

_LETTERS = r"[^\W\d_][\w\u0300-\u036f\u0900-\u0dff.'’ \-]"
_DATE = r"(?:,? \d{1,2}\. ?(?:\d{1,2}\.(?: ?\d{2,4})?|[^\W\d_]{3,10}\.?)(?: \d{4})?)?"
_OPENING = re.compile(
    rf"^(?P<head>(?P<places>{_LETTERS}{{1,30}}(?:\s?/\s?{_LETTERS}{{1,30}}){{0,2}}?){_DATE})"
    r"(?P<mark>\s?:|\s[-–—]|\.|\s?।)\s+(?=\S)"
)
_DIVIDED = re.compile(r"\s?/\s?")
_ENOUGH = 30
"""Minimum length of the sentence after a place, in characters; shorter ones are a list of places."""
_SENTENCE = re.compile(r"[^.!?।]*")


@cache
def _places() -> frozenset[str]:
    lines = files(__package__).joinpath("dateline_places.txt").read_text("utf-8").splitlines()
    names = (line.partition(": ")[2].split("|") for line in lines if not line.startswith("#"))
    return frozenset(_key(name) for several in names for name in several)


def _key(name: str) -> str:
    return name.casefold().replace("i̇", "i").strip(" .,")


def is_place(name: str) -> bool:
    """Return whether all places in a name are known.

    >>> is_place("LONDON/Teheran"), is_place("İSTANBUL"), is_place("Trump")
    (True, True, False)
    """
    return all(_key(part) in _places() for part in _DIVIDED.split(name))


def opening_place(text: str) -> tuple[str, int] | None:
    """Return the known place that opens a text and the index after it; a whole sentence must follow. None otherwise.

    >>> opening_place("Berlin. Die Feuerwehr kämpft gegen einen Brand in Lichterfelde.")
    ('Berlin', 8)
    >>> opening_place("Berlin. Paris. Rom. Die Mode kommt aus allen drei Städten."), opening_place("Berlin: Die Lage")
    (None, None)
    """
    match = _OPENING.match(text)
    if match is None or not is_place(match["places"]):
        return None
    rest = text[match.end() : match.end() + 200]
    first = _SENTENCE.match(rest)
    is_begun = not rest[:1].islower() and first is not None and len(first[0]) >= _ENOUGH
    is_label = match["mark"].strip() == ":" and match["places"] != match["places"].upper()  # "Berlin: …" opens a brief
    return (match["head"].strip(), match.end()) if is_begun and not is_label else None
