"""Kinds of failures: each has a code of its own, and the docs have them all."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

from crawler.errors import EXIT_CODES, Kind, exit_code, printable

DOCS = Path(__file__).parents[1] / "docs" / "command-line.md"


def test_each_kind_has_its_code() -> None:
    assert set(EXIT_CODES) == set(get_args(Kind))
    assert len(set(EXIT_CODES.values())) == len(EXIT_CODES)
    assert not {0, 2, 130} & set(EXIT_CODES.values())


def test_the_docs_have_every_code() -> None:
    rows = re.findall(r"^\| (\d+) \| `([a-z-]+)` \|", DOCS.read_text("utf-8"), re.M)
    assert {kind: int(code) for code, kind in rows} == EXIT_CODES


@pytest.mark.parametrize(("kinds", "code"), [([], 0), (["timeout", "http"], 13), (["bug", "robots"], 1)])
def test_exit_code(kinds: list[Kind], code: int) -> None:
    assert exit_code(kinds) == code


@pytest.mark.parametrize(
    ("text", "expected"), [("abc é 한", "abc é 한"), ("a\x1bb", "a\ufffdb"), ("a\n\u202eb", "a\ufffd\ufffdb")]
)
def test_printable(text: str, expected: str) -> None:
    assert printable(text) == expected
