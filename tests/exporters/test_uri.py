"""Whatever a page states, a URI is valid or absent."""

from __future__ import annotations

import pytest

from crawler.exporters.uri import to_identifier, to_uri
from tests.exporters.ninjs_schema import validator


@pytest.mark.parametrize(
    ("text", "uri"),
    [
        ("https://daily.example/", "https://daily.example/"),
        ("https://daily.example", "https://daily.example"),
        (" https://daily.example/a\n", "https://daily.example/a"),
        ("https://daily.example/a b", "https://daily.example/a%20b"),
        ("https://daily.example/a%20b%zz%", "https://daily.example/a%20b%25zz%25"),
        ("https://daily.example/[a]?b[]=1#c#d", "https://daily.example/%5Ba%5D?b%5B%5D=1#c%23d"),
        ("https://daily.example/?q={x}^`\"<>\\|", "https://daily.example/?q=%7Bx%7D%5E%60%22%3C%3E%5C%7C"),
        ("https://daily.example/\ud83d", "https://daily.example/%EF%BF%BD"),
        ("https://grün.example/", "https://gr%C3%BCn.example/"),
        ("http://[2001:db8::1]:8080/a", "http://[2001:db8::1]:8080/a"),
        ("http://ann@daily.example:80/", "http://ann@daily.example:80/"),
        ("http://[daily]/", None),
        ("http://a:b/", None),
        ("urn:uuid:3c189618-98ae-82e2-b847-4702941b33fc", "urn:uuid:3c189618-98ae-82e2-b847-4702941b33fc"),
        ("mailto:ann@daily.example", "mailto:ann@daily.example"),
        ("//daily.example/a", None),
        ("/a", None),
        ("CC BY 4.0", None),
        ("4.0: a", None),
        ("https:", None),
        ("", None),
        (None, None),
    ],
)  # fmt: skip
def test_uris(text: str | None, uri: str | None) -> None:
    assert to_uri(text) == uri
    assert uri is None or validator().is_valid({"uri": uri})
    assert text is None or validator().is_valid({"uri": to_identifier(text)})
