"""Mutations of markup, pages, feeds and sitemaps alike: each a function from a random generator and bytes to bytes."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from random import Random
from typing import TypeAlias

from bench.fuzz.values import ATTRIBUTES, BYTES, TAGS, VALUES, WRONG

Mutation: TypeAlias = Callable[[Random, bytes], bytes]

_TAG = re.compile(rb"</?[a-zA-Z][^<>]{0,2000}>")
_NAME = re.compile(rb"(?<=<)/?[a-zA-Z][\w:-]{0,40}")
_ATTRIBUTE = re.compile(rb"""[\w:-]{1,40}\s?=\s?(?:"[^"<>]{0,2000}"|'[^'<>]{0,2000}'|[^\s<>"']{1,200})""")
_TEXT = re.compile(rb">[^<>]{1,2000}<")
_ENCODINGS = ("utf-16", "utf-16-le", "latin-1", "cp1251", "euc-kr", "utf-7")
_MANY = (2, 5, 30, 300, 3000)
_MOST_BYTES = 600_000
"""Up to which a mutation makes a page grow."""


def mutate(rng: Random, data: bytes, mutations: Sequence[Mutation]) -> bytes:
    """The input after one to five of the mutations."""
    for _ in range(rng.choice((1, 1, 1, 2, 3, 5))):
        data = rng.choice(mutations)(rng, data)
    return data


def _slice(rng: Random, data: bytes, most: int = 2000) -> tuple[int, int]:
    start = rng.randrange(len(data) + 1)
    return start, min(len(data), start + int(most ** rng.random()))


def _replace(pattern: re.Pattern[bytes], new: Callable[[Random, bytes], bytes]) -> Mutation:
    """Put something else in place of one match, or of all that read like it."""

    def mutation(rng: Random, data: bytes) -> bytes:
        found = [match.span() for match in pattern.finditer(data)]
        if not found:
            return data
        start, end = rng.choice(found)
        old = data[start:end]
        replacement = new(rng, old)
        if rng.random() < 0.1 and data.count(old) * len(replacement) < _MOST_BYTES:
            return data.replace(old, replacement)
        return data[:start] + replacement + data[end:]

    return mutation


def _repeated(rng: Random, piece: bytes, room: int) -> bytes:
    return piece * max(1, min(rng.choice(_MANY), room // (len(piece) or 1)))


def flip(rng: Random, data: bytes) -> bytes:
    """Change a few bytes."""
    changed = bytearray(data)
    for _ in range(rng.choice((1, 3, 30)) if data else 0):
        changed[rng.randrange(len(data))] = rng.randrange(256)
    return bytes(changed)


def cut(rng: Random, data: bytes) -> bytes:
    """Take a slice out."""
    start, end = _slice(rng, data)
    return data[:start] + data[end:]


def truncate(rng: Random, data: bytes) -> bytes:
    """Leave the rest away."""
    return data[: rng.randrange(len(data) + 1)]


def repeat(rng: Random, data: bytes) -> bytes:
    """Repeat a slice, up to thousands of times."""
    start, end = _slice(rng, data)
    return data[:start] + _repeated(rng, data[start:end], _MOST_BYTES - len(data)) + data[end:]


def move(rng: Random, data: bytes) -> bytes:
    """Take a slice elsewhere."""
    start, end = _slice(rng, data, 20_000)
    rest = data[:start] + data[end:]
    place = rng.randrange(len(rest) + 1)
    return rest[:place] + data[start:end] + rest[place:]


def insert(rng: Random, data: bytes) -> bytes:
    """Bytes that mean something to someone."""
    place = rng.randrange(len(data) + 1)
    return data[:place] + rng.choice(BYTES) + data[place:]


def encode(rng: Random, data: bytes) -> bytes:
    """The input in another encoding than it says, in part or as a whole."""
    start = rng.choice((0, rng.randrange(len(data) + 1)))
    text = data[start:].decode("utf-8", "replace")
    return data[:start] + text.encode(rng.choice(_ENCODINGS), "replace")


def repeat_element(rng: Random, data: bytes) -> bytes:
    """Repeat what stands between two tags of one name."""
    found = [match for match in _TAG.finditer(data) if match[0][1:2] != b"/"]
    if not found:
        return data
    match = rng.choice(found)
    name = _NAME.search(match[0])
    end = data.find(b"</%b>" % name[0], match.end()) if name else -1
    piece = data[match.start() : end + len(name[0]) + 3] if name and 0 <= end < match.end() + 20_000 else match[0]
    return data[: match.start()] + _repeated(rng, piece, _MOST_BYTES - len(data)) + data[match.start() + len(piece) :]


def nest(rng: Random, data: bytes) -> bytes:
    """Put a slice into many boxes, with or without their ends."""
    places = sorted(rng.choice([m.end() for m in _TAG.finditer(data)] or [0]) for _ in range(2))
    tag, depth = rng.choice(TAGS), rng.choice(_MANY)
    attribute = b" " + rng.choice(ATTRIBUTES) + b'="' + rng.choice(VALUES) + b'"' if rng.random() < 0.3 else b""
    ends = b"</%b>" % tag * (depth if rng.random() < 0.7 else 0)
    start, end = places
    return data[:start] + b"<%b%b>" % (tag, attribute) * depth + data[start:end] + ends + data[end:]


def _other_attribute(rng: Random, old: bytes) -> bytes:
    name, _, value = old.partition(b"=")
    name = rng.choice((name, name, rng.choice(ATTRIBUTES)))
    value = rng.choice((value, rng.choice(VALUES), rng.choice(WRONG), value * 50, value[: len(value) // 2]))
    return name + b"=" + (value if value[:1] in (b'"', b"'") else b'"' + value.replace(b'"', b"") + b'"')


def _other_name(rng: Random, old: bytes) -> bytes:
    return (b"/" if old[:1] == b"/" else b"") + rng.choice(TAGS)


def _other_text(rng: Random, old: bytes) -> bytes:
    text = rng.choice((rng.choice(WRONG), rng.choice(VALUES), old[1:-1] * rng.choice(_MANY[:3]), b""))
    return b">" + text + b"<"


MARKUP: tuple[Mutation, ...] = (
    flip,
    cut,
    truncate,
    repeat,
    move,
    insert,
    encode,
    repeat_element,
    nest,
    _replace(_TAG, lambda rng, old: b""),
    _replace(_TAG, lambda rng, old: _repeated(rng, old, 100_000)),
    _replace(_NAME, _other_name),
    _replace(_NAME, _other_name),
    _replace(_ATTRIBUTE, lambda rng, old: b""),
    _replace(_ATTRIBUTE, _other_attribute),
    _replace(_ATTRIBUTE, _other_attribute),
    _replace(_TEXT, _other_text),
    _replace(_TEXT, _other_text),
)
"""Mutations at the level of bytes, tags, attributes, texts and nesting."""
