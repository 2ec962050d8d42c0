"""Values of a record as one line of text."""

from __future__ import annotations

from typing import Any

import pytest

from crawler.record.items import Author
from crawler.report.values import shown


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("x" * 160, "x" * 160),
        ("x" * 161, "x" * 160 + "…"),
        ("x" * 159 + " y", "x" * 159 + "…"),
        (" a \n b\t", "a b"),
        ("a\x1b[31m", "a\ufffd[31m"),
        (True, "yes"),
        (False, "no"),
        (None, "None"),
        (7, "7"),
        ([], ""),
        (["a", 7, True], "a, 7, yes"),
        ({}, ""),
        ({"other": "a"}, ""),
        ({"url": "u", "text": "t", "email": "e", "job_title": "j", "name": "n"}, "n (j, e, t, u)"),
        ({"url": "u", "name": ""}, "u"),
        ([Author("Ann Lee", job_title="Editor"), Author("Tom Birch")], "Ann Lee (Editor), Tom Birch"),
    ],
)
def test_shown(value: Any, text: str) -> None:
    assert shown(value) == text


@pytest.mark.parametrize(("most", "text"), [(3, "abc"), (2, "ab…"), (0, "…")])
def test_most(most: int, text: str) -> None:
    assert shown("abc", most) == text
