"""Split Markdown into blocks, line by line (https://spec.commonmark.org/0.31.2/#leaf-blocks)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

_MARKED = (
    (re.compile(r"(#{1,6})\s+(.+)"), ""),
    (re.compile(r"([-*+])\s+(.+)"), "ul"),
    (re.compile(r"(\d{1,3}[.)])\s+(.+)"), "ol"),
    (re.compile(r"(>)\s?(.*)"), "quote"),
)
_FENCE = re.compile(r"(```+|~~~+)")
_RULE = re.compile(r"([-*_])(?:\s*\1){2,}$")
_UNDERLINE = re.compile(r"(=+|-+)$")
_TITLE = re.compile(r"""\s("[^"]*"|'[^']*')$""")


@dataclass(frozen=True)
class MarkdownBlock:
    """A paragraph, heading, list item, quote, image or code block."""

    kind: str
    """``p``, ``h1`` to ``h6``, ``ul``, ``ol``, ``quote``, ``img``, ``pre`` or ``byline``."""
    text: str
    address: str = ""
    """URL of an image."""


def blocks(text: str) -> Iterator[MarkdownBlock]:
    """Yield the blocks of a text. Each line is a paragraph, unless blank lines separate the paragraphs."""
    lines = text.splitlines()
    wrapped = _is_wrapped(lines)
    waiting: list[str] = []
    for block in _by_line(lines):
        if wrapped and block is not None and block.kind == "p":
            waiting.append(block.text)
            continue
        if waiting:
            yield MarkdownBlock("p", " ".join(waiting))
            waiting = []
        if block is not None:
            yield block
    if waiting:
        yield MarkdownBlock("p", " ".join(waiting))


def _is_wrapped(lines: list[str]) -> bool:
    """Return whether blank lines separate the paragraphs: there are some besides the one after the headline."""
    filled = [number for number, line in enumerate(lines) if line.strip()]
    gaps = sum(after - before > 1 for before, after in pairwise(filled))
    return gaps > max(1, len(filled) // 10)


def _by_line(lines: list[str]) -> Iterator[MarkdownBlock | None]:
    """Yield a block for each line with one, and None at the end of a paragraph."""
    listing: list[str] | None = None
    fence = ""
    for number, line in enumerate(lines):
        text = line.strip()
        mark = _FENCE.match(text)
        if listing is not None:
            if mark and mark[1].startswith(fence):
                yield MarkdownBlock("pre", "\n".join(listing))
                listing = None
            else:
                listing.append(line)
        elif mark:
            listing, fence = [], mark[1]
        else:
            yield _block(text, lines[number + 1].strip() if number + 1 < len(lines) else "")
    if listing:
        yield MarkdownBlock("pre", "\n".join(listing))


def _block(text: str, following: str) -> MarkdownBlock | None:
    if not text or _RULE.match(text) or _UNDERLINE.match(text):
        return None
    if following and len(following) > 2 and _UNDERLINE.match(following):
        return MarkdownBlock("h1" if following[0] == "=" else "h2", text)
    if text.startswith("!["):
        picture = _picture(text)
        if picture:
            return picture
    for pattern, kind in _MARKED:
        if found := pattern.match(text):
            words = found[2] if kind else found[2].rstrip("#").rstrip()
            return MarkdownBlock(kind or f"h{len(found[1])}", words) if words else None
    return MarkdownBlock("p", text)


def _picture(text: str) -> MarkdownBlock | None:
    """Parse ``![caption](address)``; the caption may contain brackets."""
    alt, parted, address = text[2:].rpartition("](")
    if not parted or not address.endswith(")"):
        return None
    return MarkdownBlock("img", alt.strip(), _TITLE.sub("", address[:-1].strip()).strip(" <>"))
