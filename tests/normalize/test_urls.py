"""Addresses that leave us: valid http(s) URLs without control characters, or none."""

from __future__ import annotations

import unicodedata
from typing import Any
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.normalize.urls import _host, _is_port, is_same, percent_encode, split, web_url
from crawler.record.finalize import finalize
from crawler.record.items import Article, Author, Block, Image, Media
from crawler.record.record import to_record
from crawler.record.schema import check

PAGE = "https://daily.example/1"
BAD = "javascript:alert(1)"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (PAGE, PAGE),
        (" https://daily.example/a\n", "https://daily.example/a"),
        ("https://daily.example/a\tb", "https://daily.example/ab"),
        ("HTTPS://Daily.Example/A", "https://Daily.Example/A"),
        ("https://daily.example", "https://daily.example"),
        ("https://daily.example/?a[]=1|2", "https://daily.example/?a[]=1|2"),
        ("https://daily.example/a b", "https://daily.example/a%20b"),
        ('https://daily.example/?x="><script>', "https://daily.example/?x=%22%3E%3Cscript%3E"),
        ("https://daily.example/\x1b]0;x\x07\x00\x9b", "https://daily.example/%1B]0;x%07%00%C2%9B"),
        ("https://daily.example/\u202eok\u200b", "https://daily.example/%E2%80%AEok%E2%80%8B"),
        ("https://daily.example/\ud83d", "https://daily.example/%EF%BF%BD"),
        ("https://daily.example/Zürich", "https://daily.example/Zürich"),
        ("https://zürich.example/", "https://xn--zrich-kva.example/"),
        ("https://daily.example/100%", "https://daily.example/100%25"),
        ("https://daily.example/%e4", "https://daily.example/%e4"),
        ("https://daily.example/#a#b", "https://daily.example/#a%23b"),
        ("https:\\\\daily.example\\a\\b?c\\d", "https://daily.example/a/b?c%5Cd"),
        ("https://user:secret@daily.example/", "https://daily.example/"),
        ("https://good.example\\@evil.example/", "https://good.example/@evil.example/"),
        ("https://daily.example:8080/", "https://daily.example:8080/"),
        ("https://daily.example:/", "https://daily.example/"),
        ("https://daily.example:65535/", "https://daily.example:65535/"),
        ("https://192.0.2.1/", "https://192.0.2.1/"),
        ("https://[2001:DB8::1]:80/", "https://[2001:db8::1]:80/"),
        ("https://daily.example:65536/", None),
        ("https://daily.example:0/", None),
        ("https://daily.example:80x/", None),
        ("https://192.0.2.256/", None),
        ("https://[2001::1/", None),
        ("http://]/", None),
        ("http://[", None),
        ("http://", None),
        ("https:///path", None),
        ("https://daily\uff0fexample/", None),
        ("https://da ily.example/", None),
        ("https://daily..example/", None),
        ("https://" + "a" * 64 + ".example/", None),
        ("//daily.example/", None),
        ("/path", None),
        ("", None),
        ("file:///etc/passwd", None),
        ("data:text/html,x", None),
        (BAD, None),
    ],
)
def test_web_url(text: str, expected: str | None) -> None:
    assert web_url(text) == expected


@given(st.text(max_size=40), st.sampled_from(["https://daily.example/", "https://", "http://daily.example", ""]))
def test_whatever_is_given_is_valid_or_none(text: str, start: str) -> None:
    url = web_url(start + text)
    if url is not None:
        parts = urlsplit(url)
        assert parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
        assert not any(unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zs", "Zl", "Zp") or c in '<>"\\`' for c in url)
        assert web_url(url) == url


def record(**fields: Any) -> dict[str, Any]:
    article = finalize(Article(**{"url": PAGE, "requested_url": PAGE, **fields}))
    found = to_record(article)
    check(found)
    return found


@pytest.mark.parametrize("name", ["canonical_url", "is_based_on", "tdm_policy", "license"])
def test_an_address_that_is_none_is_null_with_a_warning(name: str) -> None:
    found = record(**{name: BAD}, provenance={name: "meta"})
    assert found[name] is None and found["provenance"] == {}
    assert found["warnings"] == [f"{name}: not a valid http(s) address"]
    assert record(**{name: PAGE + "<"})[name] == PAGE + "%3C"


@pytest.mark.parametrize(
    ("value", "expected"),
    [("CC BY 4.0", "CC BY 4.0"), ("//x.example/by", None), ("data:x", None), (PAGE, PAGE), ("", None)],
)
def test_a_license_is_an_address_or_a_name(value: str, expected: str | None) -> None:
    image = Image(PAGE, license=value)
    assert record(license=value)["license"] == record(images=[image])["images"][0]["license"] == expected


@pytest.mark.parametrize("name", ["url", "requested_url"])
@pytest.mark.parametrize(
    ("value", "expected"),
    [(PAGE + "\x1b\u202e", PAGE + "%1B%E2%80%AE"), ("file:///a%20b.html", "file:///a%20b.html"), ("x\x07<", "x%07%3C")],
)
def test_the_address_of_the_page_is_never_null(name: str, value: str, expected: str) -> None:
    assert record(**{name: value})[name] == expected


def test_images_without_an_address_go_with_their_blocks() -> None:
    images = [Image(f"{PAGE}/{n}.jpg" if n != 1 else BAD, acquire_license_page=BAD if n else PAGE) for n in range(3)]
    blocks = [Block("image", image=n) for n in (2, 1, 0)] + [Block("paragraph", text="It rained.")]
    found = record(images=images, blocks=blocks)
    assert [image["url"] for image in found["images"]] == [f"{PAGE}/0.jpg", f"{PAGE}/2.jpg"]
    assert [image["acquire_license_page"] for image in found["images"]] == [PAGE, None]
    assert [block.get("image") for block in found["blocks"]] == [1, 0, None]
    assert found["warnings"] == [
        f"images.{name}: not a valid http(s) address" for name in ("url", "acquire_license_page")
    ]


def test_media_authors_and_embeds() -> None:
    media = [Media(BAD), Media(PAGE + " x")]
    embeds = [Block("embed", url=BAD), Block("embed", url=PAGE)]
    found = record(videos=media, audios=[Media("http://[")], authors=[Author("Ann Lee", url=BAD)], blocks=embeds)
    assert [video["url"] for video in found["videos"]] == [PAGE + "%20x"] and found["audios"] == []
    assert found["authors"][0]["url"] is None and [block["url"] for block in found["blocks"]] == [PAGE]
    assert sorted(found["warnings"]) == [
        f"{name}.url: not a valid http(s) address" for name in ("audios", "authors", "blocks", "videos")
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", True),
        (":", True),
        (":0", False),
        (":1", True),
        (":65535", True),
        (":65536", False),
        (":99999", False),
        (":123456", False),
        (":x", False),
        ("80", False),
    ],
)
def test_ports(text: str, expected: bool) -> None:
    assert _is_port(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("daily.example", "daily.example"),
        ("DAILY.example", "DAILY.example"),
        ("dä.example", "xn--d-0fa.example"),
        ("[::1]", "[::1]"),
        ("[::x]", None),
        ("10.0.0.1", "10.0.0.1"),
        ("10.0.0.256", None),
        ("10.0.0", None),
        ("1", None),
        ("a.1", None),
        ("a.1.", None),
        ("a..b", None),
        ("-a", "-a"),
        ("a_b", "a_b"),
        ("a b", None),
        ("a" * 63, "a" * 63),
        ("a" * 64, None),
        (
            "a" * 63
            + ".aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
            "a" * 63
            + ".aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        ),
        (
            "a" * 63
            + ".aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
            None,
        ),
        ("", None),
        (".", None),
        ("10.0.0.1.", None),
        ("10.0.0.1x", "10.0.0.1x"),
        ("1.", None),
        ("x.1a", "x.1a"),
    ],
)
def test_hosts(text: str, expected: str | None) -> None:
    assert _host(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("/Zürich?q=<\u202e>", "/Zürich?q=%3C%E2%80%AE%3E"),
        ("/a b", "/a%20b"),
        ("/%zz%41%4", "/%25zz%41%254"),
        ("/\ud800", "/%EF%BF%BD"),
        ("/\udfff", "/%EF%BF%BD"),
        ("/\ue000", "/%EE%80%80"),
        ("/`{}\\^", "/%60%7B%7D%5C%5E"),
        ("/\x7f\xa0", "/%7F%C2%A0"),
        ("/a\xadb", "/a%C2%ADb"),
        ("/ab", "/ab"),
    ],
)
def test_encoded(text: str, expected: str) -> None:
    assert percent_encode(text) == expected


@pytest.mark.parametrize(
    ("url", "other", "expected"),
    [
        ("https://daily.example/a/", "http://daily.example/a?page=1#top", True),
        ("https://daily.example/a", "https://daily.example/b", False),
        ("https://daily.example/a", "https://other.example/a", False),
        ("https://daily.example", "https://daily.example/", True),
    ],
)
def test_same_pages(url: str, other: str, expected: bool) -> None:
    assert is_same(url, other) is expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://[::1", None),
        ("https://daily.example/a", "daily.example"),
        ("", None),
    ],
)
def test_parts(url: str, expected: str | None) -> None:
    assert split(url).hostname == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://daily.example/a#b#c", "https://daily.example/a#b%23c"),
        ("https://daily.example/a#b", "https://daily.example/a#b"),
        ("HTTPS:\\\\daily.example\\a", "https://daily.example/a"),
        ("https://a:b@daily.example/", "https://daily.example/"),
        ("https://daily.example:/a", "https://daily.example/a"),
        ("https://daily.example:80/a?b c", "https://daily.example:80/a?b%20c"),
        ("https:/daily.example", None),
        ("https://DAILY.example", "https://DAILY.example"),
        ("\x00https://daily.example/\n", "https://daily.example/"),
        ("https://da\nily.example/", "https://daily.example/"),
        ("https://daily.example/ä", "https://daily.example/ä"),
        ("https://[::1]:80/", "https://[::1]:80/"),
        ("https://[::1]80/", None),
    ],
)
def test_more_web_urls(text: str, expected: str | None) -> None:
    assert web_url(text) == expected
