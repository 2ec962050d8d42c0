"""Decide whether two URLs are renditions of one picture.

Sites crop, scale and convert a picture and keep a part of its URL: an id, a hash, a file name. These are its marks.
Sizes, formats, dates, and the words in the path of all pictures of a site are not marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from math import ceil
from urllib.parse import unquote

_INNER = re.compile(r"https?(?::|%3A|%253A)(?://|%2F%2F|%252F%252F)", re.I)
_ENDINGS = re.compile(r"(?:\.(?:jpe?g|png|webp|avif|gif|jfif|tiff?|bmp|html?|php|rc))+$", re.I)
_VARIANT = re.compile(
    r"(?:[-_.@~]+(?:mobile|desktop|tablet|wide|retina|\d{2,4}x\d{2,4}|"
    r"\d{2,4}px|[wh]_?\d{2,4}|\dx|scaled|rotated|crop(?:ped)?|e\d{9,14}|thumb(?:nail)?|"
    r"small|medium|large|full|original|square|landscape|portrait|[slmx]{1,2}|webp|jpe?g|png|v-\w+|t-\d+))+$",
    re.I,
)
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_NUMBER = re.compile(r"\d{6,}")
_DIGIT = re.compile(r"\d")
_DIGITS = re.compile(r"(\d+)")
_SIZE = re.compile(r"\d+x\d+")
_RUN = re.compile(r"[a-z0-9]{6,}")
_DATE = re.compile(r"(?:19|20)\d\d(?:0\d|1[0-2])(?:[0-3]\d)?")
_PATH = re.compile(r"(?:[a-zA-Z][\w+.-]*:)?(?://[^/?#]*)?([^?#]*)")
"""The path of a URL (https://datatracker.ietf.org/doc/html/rfc3986#appendix-B)."""
_SEPARATORS = frozenset("-_.@~")
_PLAIN = frozenset(
    "image img photo picture default index master original large medium small resize main cover hero wide square "
    "landscape portrait".split()
)
_LONGEST_URL = 2_000
_LONGEST_NAME = 200
_QUERY = re.compile(r"[?&](?:url|src|image|img|u|imageurl|source|id)=([^&]+)", re.I)


@lru_cache(maxsize=20_000)
def marks(url: str) -> frozenset[str]:
    """Return the parts of a URL that all renditions of the picture share."""
    path = _path(url[:_LONGEST_URL])
    found = set(_UUID.findall(path))
    segments = [s for s in path.split("/") if s]
    found.update(block for block in _RUN.findall(path) if _is_telling(block))
    name = _name(segments[-1]) if segments else ""
    if not name and len(segments) > 1 and len(segments[-2]) > 12:
        name = segments[-2]
    if name:
        found.add("/" + name)
    return frozenset(found or ({path} if len(path) > 3 else ()))


def _is_telling(block: str) -> bool:
    """Return whether letters and digits in a row are an id: long, with a digit, and neither a date nor a size."""
    if not block.isdigit() and len(block) < 20 and (len(block) < 8 or not _DIGIT.search(block)):
        return False
    return not _DATE.fullmatch(block) and not _SIZE.search(block)


def _path(url: str) -> str:
    """Return the path of the innermost URL, percent-decoded, in lower case."""
    for _ in range(3 if url.find("http", 1) > 0 else 0):
        inner = [m.start() for m in _INNER.finditer(url, 1)]
        if not inner:
            break
        url = unquote(url[inner[-1] :].split("&")[0]) if "%" in url[inner[-1] : inner[-1] + 12] else url[inner[-1] :]
    if "?" in url and (asked := _QUERY.search(url)):
        return unquote(asked.group(1)).lower()
    path = _PATH.match(url)
    return unquote(path[1] if path else url).lower()


def _name(segment: str) -> str:
    name = segment[-_LONGEST_NAME:]
    for _ in range(4):
        shorter = _ENDINGS.sub("", name) if "." in name else name
        shorter = _VARIANT.sub("", shorter) if not _SEPARATORS.isdisjoint(shorter) else shorter
        if shorter == name:
            break
        name = shorter
    return name if len(name) >= 4 and name not in _PLAIN and not re.fullmatch(r"[\dx]{1,5}", name) else ""


def common_marks(pictures: Iterable[frozenset[str]]) -> frozenset[str]:
    """Return marks of pictures with different file names, which identify an account, a folder or an article."""
    names: dict[str, list[str]] = {}
    for picture in pictures:
        own = [m for m in picture if m[0] == "/"]
        for mark in picture:
            if mark[0] != "/":
                names.setdefault(mark, []).extend(own)
    return frozenset(mark for mark, found in names.items() if _differ(found))


def _differ(names: list[str]) -> bool:
    """Return whether file names belong to more than one picture: three names, or two that begin differently."""
    different = sorted(set(names))
    if len(different) != 2:
        return len(different) > 2
    one, other = different
    shortest = min(len(one), len(other))
    head = ceil(shortest * 0.6)
    return shortest > 8 and one[:head] != other[:head]


def same_picture(one: frozenset[str], other: frozenset[str], common: frozenset[str] = frozenset()) -> bool:
    """Return whether two pictures share a mark that is not common on the page, and no differing number denies it."""
    shared = (one & other) - common
    if not shared or one == other:
        return bool(shared)
    if _are_numbered_apart(one, other):
        return False
    uuids, others = _uuids(one), _uuids(other)
    if uuids and others and not uuids & others:
        return False
    numbers, others = _numbers(one), _numbers(other)
    return not (numbers and others) or bool(numbers & others) or any(m[0] != "/" for m in shared)


def _are_numbered_apart(one: frozenset[str], other: frozenset[str]) -> bool:
    """Return whether the file names differ in one long number only, "111400627" and "111400624"; sizes are shorter."""
    names = [next((m for m in marks if m[0] == "/"), "") for marks in (one, other)]
    if not all(names) or len(names[0]) != len(names[1]) or names[0] == names[1]:
        return False
    runs = [_DIGITS.split(name) for name in names]
    differing = [(a, b) for a, b in zip(*runs, strict=False) if a != b]
    return (
        len(runs[0]) == len(runs[1]) and len(differing) == 1 and differing[0][0].isdigit() and len(differing[0][0]) > 4
    )


def _uuids(marks: frozenset[str]) -> set[str]:
    return {m for m in marks if len(m) == 36 and m.count("-") == 4}


def _numbers(marks: frozenset[str]) -> set[str]:
    return {n.group() for m in marks if m[0] != "/" and (n := _NUMBER.search(m))}
