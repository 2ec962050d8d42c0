"""What is a page and what is not."""

from __future__ import annotations

import pytest

from crawler.net.mime import is_html, may_be_html


@pytest.mark.parametrize(
    ("kind", "body", "expected"),
    [
        ("text/html", b"Hello", True),
        ("Text/HTML; charset=x", b"<p>", True),
        ("application/xhtml+xml", b"<html>", True),
        ("text/html", b"\x89PNG\r\n\x1a\n\0\0", False),
        ("text/html", "<p>한</p>".encode("utf-16"), True),
        ("", b"\n<!-- a --><!DOCTYPE HTML>", True),
        ("text/plain", b"<html><body>", True),
        ("text/plain", b"Hello", False),
        ("application/xml", b"<?xml version='1.0'?><rss>", False),
        ("application/xml", b"<?xml version='1.0'?><html>", True),
        ("application/pdf", b"<html>", False),
        ("image/png", b"", False),
        ("", b"", False),
    ],
)
def test_is_html(kind: str, body: bytes, expected: bool) -> None:
    assert is_html(kind, body) == expected
    assert may_be_html(kind) or not expected
