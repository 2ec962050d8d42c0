"""Which addresses of an article stay."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from crawler.normalize.article_urls import _license, _own, _url


def warned(read: Callable[[str | None, str, list[str]], str | None], value: str | None) -> tuple[str | None, list[str]]:
    warnings: list[str] = []
    return read(value, "license", warnings), warnings


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://daily.example/a b", "https://daily.example/a%20b"),
        ("file.html", "file.html"),
        ("a b.html", "a%20b.html"),
        ("", ""),
    ],
)
def test_own(url: str, expected: str) -> None:
    assert _own(url) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, (None, [])),
        ("", (None, [])),
        ("https://daily.example/", ("https://daily.example/", [])),
        ("x", (None, ["license: not a valid http(s) address"])),
        ("ftp://daily.example", (None, ["license: not a valid http(s) address"])),
    ],
)
def test_url(value: str | None, expected: Any) -> None:
    assert warned(_url, value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, (None, [])),
        ("", (None, [])),
        ("CC BY 4.0", ("CC BY 4.0", [])),
        (" CC  BY ", ("CC BY", [])),
        ("https://daily.example/l", ("https://daily.example/l", [])),
        ("mailto:x@y", (None, ["license: not a valid http(s) address"])),
        ("license: free", ("license: free", [])),
        ("//daily.example/l", (None, ["license: not a valid http(s) address"])),
        ("see //daily", (None, ["license: not a valid http(s) address"])),
        ("a" * 200 + "//", (None, ["license: not a valid http(s) address"])),
        ("a" * 201 + "//", ("a" * 201 + "//", [])),
    ],
)
def test_license(value: str | None, expected: Any) -> None:
    assert warned(_license, value) == expected
