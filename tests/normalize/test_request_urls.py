"""Addresses as people give them."""

from __future__ import annotations

import pytest

from crawler.normalize.request_urls import is_address, join, redact, to_url, without_userinfo


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


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://daily.example/1", True),
        ("http://daily.example:80", True),
        ("https://daily.example:0/", False),
        ("https://daily.example:65535/", True),
        ("https://daily.example:65536/", False),
        ("ftp://daily.example/", False),
        ("https:///1", False),
        ("https://daily.example/ä", True),
        ("https://dä.example/", True),
        ("https://" + "ä" * 64 + ".example/", False),
        ("https://a'b.example/", False),
        ('https://a"b.example/', False),
        ("https://a`b/", False),
        ("https://a{b/", False),
        ("https://a\u200bb/", False),
        ("https://a\xad/", True),
        ("https://-/", False),
        ("https://./", False),
        ("https://[::1]/", True),
        ("https://a%20b/", True),
        ("https://a|b/", False),
        ("https://a^b/", False),
        ("https://a<b/", False),
        ("https://daily.example/\ud800", False),
        ("daily.example", False),
        ("", False),
    ],
)
def test_addresses(url: str, expected: bool) -> None:
    assert is_address(url) is expected


@pytest.mark.parametrize(
    ("base", "address", "expected"),
    [
        ("https://daily.example/a/", "../b", "https://daily.example/b"),
        ("https://daily.example/a/", "b", "https://daily.example/a/b"),
        ("https://daily.example/", "HTTPS://b.example/", "https://b.example/"),
        ("https://daily.example/", "HTTPS://b.example/HTTP://c", "https://b.example/HTTP://c"),
        ("https://daily.example/", "a\x1bb", "https://daily.example/a%1Bb"),
        ("https://daily.example/", "a\u202eb", "https://daily.example/a%E2%80%AEb"),
        ("https://daily.example/", " a\n b ", "https://daily.example/a b"),
        ("https://daily.example/", "a\tb\r\nc", "https://daily.example/abc"),
        ("https://daily.example/", "https://ann:secret@b.example/", "https://b.example/"),
        ("https://daily.example/", "//b.example/c", "https://b.example/c"),
        ("https://daily.example/", "mailto:a@b", None),
        ("https://daily.example/", "", None),
        ("https://daily.example/", "\x00 ", None),
        ("https://daily.example/", 5, None),
        ("https://daily.example/", None, None),
        ("https://daily.example/", "http://[x", None),
        ("https://daily.example/", "a" * 8192, "https://daily.example/" + "a" * 8192),
        ("https://daily.example/", "a" * 8193, None),
        ("", "/a", None),
        ("https://daily.example/a?b", "?c", "https://daily.example/a?c"),
        ("https://daily.example/a", "#b", "https://daily.example/a#b"),
        ("https://daily.example/", "ä", "https://daily.example/ä"),
        ("https://daily.example/", "aXb", "https://daily.example/aXb"),
    ],
)
def test_joined(base: str, address: object, expected: str | None) -> None:
    assert join(base, address) == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://ann:secret@daily.example/@ann", "https://daily.example/@ann"),
        ("//a@b@daily.example:80x/", "//daily.example:80x/"),
        ("https://daily.example/@ann", "https://daily.example/@ann"),
        ("https://daily.example/a@b", "https://daily.example/a@b"),
        ("http:/\\ann@b/", "http:/\\b/"),
        (" https://a@b/", " https://b/"),
        ("a@b", "a@b"),
        ("/@a", "/@a"),
        ("https:a@b", "https:a@b"),
        ("mailto:a@b", "mailto:a@b"),
    ],
)
def test_userless(url: str, expected: str) -> None:
    assert without_userinfo(url) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "“https://ann:secret@daily.example:80x/” is not an address.",
            "“https://daily.example:80x/” is not an address.",
        ),
        ("see https://a@b and //c@d", "see https://b and //d"),
        ("xhttps://a@b", "xhttps://a@b"),
        ("https://daily.example/a@b", "https://daily.example/a@b"),
        ("ann@daily.example", "ann@daily.example"),
        ("(http://a@b)", "(http://b)"),
        ("=http://a@b", "=http://b"),
        ("a //b c@d", "a //b c@d"),
    ],
)
def test_redacted(text: str, expected: str) -> None:
    assert redact(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (" https://daily.example/1 ", "https://daily.example/1"),
        ("https://ann:x@daily.example/", "https://daily.example/"),
        ("https://daily.example/a b", None),
        ('https://daily.example/a"b', None),
        ("https://daily.example/a<b", None),
        ("https://daily.example/a\x7fb", None),
        ("https://daily.example/a\tb", None),
        ("x", None),
    ],
)
def test_urls_as_given(text: str, expected: str | None) -> None:
    assert to_url(text) == expected
