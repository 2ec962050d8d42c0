"""Pages as a site that obfuscates its class and id names would show them."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from string import ascii_lowercase
from zlib import crc32

from labels import Example

from crawler.extract.body.text_block import Box


def randomised(example: Example) -> Example:
    """The same page with another name for each of its class and id names."""
    known: dict[str, str] = {}
    boxes: dict[Box, Box] = {}

    def renamed(names: str) -> str:
        return scrambled(names, example.truth["url"], known)

    def box(old: Box | None) -> Box | None:
        if old is None:
            return None
        if old not in boxes:
            own = renamed(old.names) if old.parent is not None else ""
            boxes[old] = Box(old.element, box(old.parent), old.depth, old.linked, own)
        return boxes[old]

    text_blocks = [replace(block, box=box(block.box), names=renamed(block.names)) for block in example.text_blocks]
    return replace(example, text_blocks=text_blocks, random=True)


def scrambled(names: str, page: str, known: dict[str, str]) -> str:
    """Class and id with other names, the same on all of a page; ``known`` are those met so far."""
    return " ".join(known.get(name) or known.setdefault(name, _letters(f"{page} {name}")) for name in names.split())


def _letters(seed: str) -> str:
    letters = Random(crc32(seed.encode()))
    return "".join(letters.choice(ascii_lowercase) for _ in range(letters.randint(5, 9)))
