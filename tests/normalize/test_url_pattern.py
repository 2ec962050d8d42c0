"""Which parts of an address change from article to article."""

from __future__ import annotations

import pytest

from crawler.normalize.url_pattern import is_code, url_pattern


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("1", "<1>"),
        ("2026", "<4>"),
        ("20264", "<id>"),
        ("a-b-c", "<slug>"),
        ("a_b.c-d", "<slug>"),
        ("a-b", None),
        ("-a-b-", None),
        ("a" * 29, None),
        ("a" * 30, "<slug>"),
        ("a" * 31, "<slug>"),
        ("ab123", None),
        ("ab1234", "<id>"),
        ("1234567.html", "<id>.html"),
        ("a-b-c.html", "<slug>.html"),
        ("a-b-c.abcde", "<slug>.abcde"),
        ("a-b.abcdef", "<slug>"),
        ("a-b.h5", "<slug>"),
        ("A9E480AE90", "<id>"),
        ("%EA%B0%80-b-c", "<slug>"),
        ("news/1234567", "news/<id>"),
        ("news", None),
        ("", None),
        ("story?id=12", "story?id=<n>"),
        ("story?id=1", None),
        ("story?z=12&id=34&q=word", "story?id=<n>&z=<n>"),
        ("story?id=12a", None),
    ],
)
def test_url_pattern(path: str, expected: str | None) -> None:
    assert url_pattern(f"https://www.daily.example/{path}") == (f"daily.example/{expected}" if expected else None)


def test_no_address_has_no_pattern() -> None:
    assert url_pattern("http://[daily") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a1b2c", True),
        ("1a2bc", True),
        ("a1b2", False),
        ("1a2b", False),
        ("abc12", False),
        ("12abc", False),
        ("a1b2-c", False),
    ],
)
def test_is_code(text: str, expected: bool) -> None:
    assert is_code(text) is expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://d.example/?id=1", None),
        ("https://d.example/?id=12", "d.example?id=<n>"),
        ("https://d.example/?b=12&a=34&c=x", "d.example?a=<n>&b=<n>"),
        ("https://d.example/?a-b=12", None),
        ("https://www.d.example/12", "d.example/<2>"),
        ("https://d.example/1234", "d.example/<4>"),
        ("https://d.example/12345", "d.example/<id>"),
        ("https://d.example/a-b", None),
        ("https://d.example/a-b-c", "d.example/<slug>"),
        ("https://d.example/a_b.c", None),
        ("https://d.example/a.html", None),
        ("https://d.example/12.html", "d.example/<2>.html"),
        ("https://d.example/12.abcdef", None),
        ("https://d.example/12.h1", None),
        ("https://d.example/a1234", "d.example/<id>"),
        ("https://d.example/a123", None),
        ("https://d.example/.html", None),
        ("/12", "/<2>"),
        ("https://d.example/%61-b-c", "d.example/<slug>"),
        ("https://d.example/x12y9", "d.example/<id>"),
    ],
)
def test_patterns(url: str, expected: str | None) -> None:
    assert url_pattern(url) == expected


@pytest.mark.parametrize(
    ("segment", "expected"),
    [
        ("A9E480AE90", True),
        ("kx93jd", True),
        ("covid19", False),
        ("g20", False),
        ("a1b2", False),
        ("a1b2c", True),
        ("1a2b3", True),
        ("12345", False),
        ("abcde", False),
        ("1a234", True),
        ("a1bcd-e", False),
        ("", False),
    ],
)
def test_codes(segment: str, expected: bool) -> None:
    assert is_code(segment) is expected
