"""Word lists, matched as whole words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from crawler.normalize.word_tables import Beginnings, Openings, any_of, fold, lines, squash


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["by", "byline", "von"], "(?:b(?:y(?:line)?)|von)"),
        (["a"], "(?:a)"),
        (["a", "a"], "(?:a)"),
        (["a.b", ""], "(?:a\\.b)"),
        ([], "(?:)"),
        (["ab", "ac", "abc"], "(?:a(?:b(?:c)?|c))"),
        (["x.y", "x.z"], "(?:x(?:\\.(?:y|z)))"),
    ],
)
def test_any_of(words: list[str], expected: str) -> None:
    assert any_of(words) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("by", True),
        ("byline", True),
        ("von", True),
        ("a.b", True),
        ("axb", False),
        ("byl", False),
        ("b", False),
        ("", False),
    ],
)
def test_any_of_matches(text: str, expected: bool) -> None:
    assert bool(re.fullmatch(any_of(["by", "byline", "von", "a.b"]), text)) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (" a \n b\t", "a b"),
        ("a", "a"),
        ("", ""),
    ],
)
def test_fold(text: str, expected: str) -> None:
    assert fold(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The n-tv.de", "thentvde"),
        ("“a” — b…", "ab"),
        ("a_b", "ab"),
        ("É́", "é"),
        ("ß", "ss"),
        ("", ""),
        ("a\ud800b", "ab"),
        ("É\ud800", "é"),
    ],
)
def test_squash(text: str, expected: str) -> None:
    assert squash(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bystanders said", True),
        ("— von Jane", True),
        ("The pier", False),
        ("BY", True),
        ("b", False),
        ("и как", True),
        ("", True),
        # Four letters tell them apart, a dotless i from none.
        ("CORRECTIONS", True),
        ("Corn is cheap", False),
        ("Correspondents", True),
        ("Corr", True),
        ("Cor", False),
        ("YAYIN TARIHI", True),
        ("Yayla", False),
    ],
)
def test_beginnings(text: str, expected: bool) -> None:
    assert Beginnings(["by", "von", "и", "correction", "yayın"]).may_open(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Written by: Jane", True),
        ("Written down", False),
        ("Bywriters", False),
        ("(written) by", False),
        ("— Written by", True),
        ("written byx", False),
        ("По: Jane", True),
        ("Поx", False),
        ("", False),
        ("written", False),
        ("—", False),
        ("(written by", True),
    ],
)
def test_openings(text: str, expected: bool) -> None:
    assert bool(Openings(["written by", "по"]).match(text)) is expected


def test_lines(tmp_path: Path) -> None:
    path = tmp_path / "words.txt"
    path.write_text("# words\ntag\nÄ b\n#x\n", "utf-8")
    assert lines(path) == {"tag", "Ä b"}
