"""Addresses as people give them."""

from __future__ import annotations

import pytest

from crawler.normalize.request_urls import to_url


@pytest.mark.parametrize(
    ("text", "usable"),
    [
        ("https://daily.example/1?a=b&c=d#e", True),
        ("  http://daily.example ", True),
        ("HTTP://DAILY.EXAMPLE/", True),
        ("http://[::1]:8000/", True),
        ("https://뉴스.example/기사", True),
        ("daily.example", False),
        ("//daily.example/1", False),
        ("ftp://daily.example/1", False),
        ("file:///etc/passwd", False),
        ("data:text/html,hello", False),
        ("javascript:alert(1)", False),
        ("http://", False),
        ("http:///1", False),
        ("http://daily.example:port/", False),
        ("http://daily.example:99999/", False),
        ("http://[::1/", False),
        ("http://a b/", False),
        ("", False),
    ],
)
def test_to_url(text: str, usable: bool) -> None:
    assert (to_url(text) is not None) == usable
