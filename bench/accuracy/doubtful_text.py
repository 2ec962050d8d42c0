"""Pages whose true text is not that of the page: what a model has drafted, put in other words or broken off."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from lxml import etree
from lxml.html import HtmlElement

sys.path.append(str(Path(__file__).resolve().parents[1] / "model"))
from label_text import shingles, tokens
from labels import shares

from crawler.extract.body.local_features import end_of
from crawler.extract.body.text_block import TextBlock
from crawler.extract.body.walk import walk

SHARE = 0.1
"""Share of the true text from which on its fault is one."""
_RIGHT, _WRONG = 0.5, 0.25
"""Shares of a block's shingles in the truth from which on it is in it, and below which it is not."""
_SENTENCE = 80
"""Characters from which on a paragraph is prose."""
_SILENT = ("script", "style", "template")


def is_doubtful(root: HtmlElement, text: str) -> bool:
    """Whether a tenth of the true text stands nowhere on the page, or the truth lacks paragraphs of as much text in
    the very containers whose other paragraphs it has."""
    return _absent(root, text) > SHARE or _lacking(walk(root).text_blocks, text) > SHARE


def _absent(root: HtmlElement, text: str) -> float:
    """The share of the true text that is nowhere on the page, hidden or not."""
    parts = [*_texts(root)]
    true = shingles(text)
    left = true - (shingles(" ".join(parts)) | shingles("".join(parts)))
    return left.total() / (true.total() or 1)


def _texts(root: HtmlElement) -> Iterator[str]:
    for element in root.iter(etree.Element):
        if element.text and element.tag not in _SILENT:
            yield element.text
        if element.tail:
            yield element.tail


def _lacking(text_blocks: list[TextBlock], text: str) -> float:
    """Paragraphs that the truth lacks beside some that it has, as a share of the true text."""
    read = [tokens(block.text) for block in text_blocks]
    held = shares(read, text)
    boxes = {block.box for block, share in zip(text_blocks, held, strict=True) if share >= _RIGHT}
    missed = (
        len(own)
        for block, own, share in zip(text_blocks, read, held, strict=True)
        if share < _WRONG and block.box in boxes and _is_prose(block)
    )
    return sum(missed) / (len(tokens(text)) or 1)


def _is_prose(block: TextBlock) -> bool:
    return (
        block.tag == "p"
        and len(block.text) > _SENTENCE
        and block.links * 3 < len(block.text)
        and end_of(block.text) == 2
    )
