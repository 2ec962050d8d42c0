"""Where what servers send begins to be too long or too much, and what is barely a format, a refresh, a statement."""

from __future__ import annotations

import json
from typing import Any

import pytest

from crawler.net.cookies import MOST, cookie_header, settings
from crawler.net.data_formats import data_format
from crawler.net.mime import is_html, may_be_html
from crawler.net.refresh import Refresh, absolute, find_refresh, read_refresh
from crawler.net.tdmrep import Statement, matches, read_tdmrep, statement_for

SITE = "https://daily.example"
STRING = '"' + "x" * 500 + '"'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{\\rtf1", "RTF"),
        ("%!PS-Adobe", "PostScript"),
        ("\x89PNG\r\n", "a PNG picture"),
        ("GIF89a", "a GIF picture"),
        ("ID3\x04", "an MP3 file"),
        ("SQLite format 3\0", "a SQLite database"),
        ("PK\x03\x04\x14\0", "a ZIP file"),
        ("-----BEGIN CERTIFICATE-----", "PEM"),
        ("BEGIN:VCALENDAR\n", "iCalendar"),
        ("BEGIN:VCARD\n", "vCard"),
        ("WEBVTT\n\n00:01", "subtitles"),
        ("#EXTM3U\n", "a playlist"),
        ("\ufeff \t\r\n%PDF-1.7", "PDF"),
        ("x%PDF-1.7", None),
        ("[true, 1]", "JSON"),
        ("[-1.5e3, 1]", "JSON"),
        ("[[1]]", "JSON"),
        ('[["a"]]', "JSON"),
        (f"{{{STRING}: 1}}", "JSON"),
        (f'{{"x{STRING[1:]}: 1}}', None),
        ("{}", "JSON"),
        ("{} and more", None),
        ("<svg>", "XML (svg)"),
        ("<project>", "XML (project)"),
        ("<story>", None),
        ("<?xml version='1.0'?><story>", "XML (story)"),
        *(
            (f"<?xml version='1.0'?><{tag}>", None)
            for tag in "html head body title meta link base style script main article section header div p h1 h2 h3 span table ul ol "
            "nav figure img a b strong em center font form noscript template iframe blockquote pre hr br aside footer".split()
        ),
        ("INFO a\nb\ncut", None),
        ("<?xml version='1.0'?><x:html>", None),
        ("<", None),
        ("a\tb\nc\td", "a table"),
        ("a\tb", None),
        ("a;b\nc;d", None),
        ("a,b\nc,d", None),
        ("a,b,c\nd,e,f", "a table"),
        ("a,b,c\n" * 9 + "d\ncut", "a table"),
        ("a,b,c\n" * 8 + "d\ncut", None),
        ("INFO a\nb", None),
        ("INFO a\nWARN b\nc", "a log"),
        ("INFO a\nWARN b\nINFO c\nd\ne\ncut", "a log"),
        ("INFO a\nWARN b\nc\nd\ncut", None),
        ("1700000000 a\n1700000001.5 b", "a log"),
        ("Nov 26 10:00:00 a\nb", None),
    ],
)
def test_data_format(text: str, expected: str | None) -> None:
    assert data_format(text) == expected


@pytest.mark.parametrize(
    ("content_type", "body", "expected"),
    [
        ("text/html", b"<p>", True),
        ("text/html", b"", True),
        ("text/html", b'{"a": 1}', False),
        ("text/html", b'\xef\xbb\xbf{"a": 1}', False),
        ("text/html", b"x" * 63 + b"\0", False),
        ("text/html", b"x" * 64 + b"\0", True),
        ("text/html", b"\xff\xfe<\0p\0", True),
        ("text/html", b"\xfe\xff\0<\0p", True),
        ("text/html", b"<\0p\0", True),
        ("text/html", b"\xff\xfeA\0", True),
        ("text/html", b"\xfe\xff\0A", True),
        ("text/html", b"A\0", False),
        ("text/html", b"\0" + b"x" * 61 + b"<\0", True),
        ("text/html", b"\0" + b"x" * 62 + b"<\0", False),
        ("application/xhtml+xml", b"<html>", True),
        ("application/octet-stream", b" <!-- a --><?xml?><HTML>", True),
        ("application/xml", b"<article>", True),
        ("unknown/unknown", b"<h1>", True),
        ("text/xml", b"<rss>", False),
        ("text/plain", b" " * 21 + b"<p>", False),
        (
            "text/plain",
            b"<!--" + b"x" * 2000 + b"--><!--" + b"x" * 2000 + b"-->" + b"<?xml " + b"x" * 72 + b"?><p>",
            True,
        ),
        (
            "text/plain",
            b"<!--" + b"x" * 2000 + b"--><!--" + b"x" * 2000 + b"-->" + b"<?xml " + b"x" * 73 + b"?><p>",
            False,
        ),
        ("image/png", b"<p>", False),
    ],
)
def test_is_html(content_type: str, body: bytes, expected: bool) -> None:
    assert is_html(content_type, body) is expected
    assert may_be_html(content_type) is (content_type != "image/png")


@pytest.mark.parametrize(("length", "is_kept"), [(4096, True), (4097, False)])
def test_the_longest_cookie(length: int, is_kept: bool) -> None:
    assert len(settings(SITE, [b"a=" + b"x" * (length - 2)])) == is_kept


def test_the_last_cookies_are_kept() -> None:
    before = settings(SITE, [b"a%d=1" % n for n in range(MOST)])
    found = settings(SITE, [b"b=1"], before)
    assert (len(found), found[0][1], found[-1]) == (50, "a1=1", (SITE, "b=1"))


@pytest.mark.parametrize(
    ("setter", "line", "url", "expected"),
    [
        (SITE, "a=1", f"{SITE}/b", "a=1"),
        (SITE, "a=1; Domain=daily.example", "https://www.daily.example/", "a=1"),
        (SITE, "a=1\r\nb=2", f"{SITE}/", "a=1  b=2"),
        (SITE, "a=1; Path=/c", f"{SITE}/b", ""),
        (SITE, "a=1", "https://notdaily.example/", ""),
    ],
)
def test_cookie_header(setter: str, line: str, url: str, expected: str) -> None:
    assert cookie_header([(setter, line)], url) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("0;url=/a", Refresh(0, "/a")),
        ("0,url=/a", Refresh(0, "/a")),
        ("1.9 /a", Refresh(1, "/a")),
        (".5;/a", Refresh(0, "/a")),
        ('0;URL = "/a" b', Refresh(0, "/a")),
        ("0;url='/a", Refresh(0, "/a")),
        ("0;url=/\ta\n", Refresh(0, "/a")),
        ("5", Refresh(5, "")),
        ("5;", Refresh(5, "")),
        ("5x", None),
        ("0X/a", None),
        ("0;url=X/aX", Refresh(0, "X/aX")),
        (" \t\n\f\r", None),
        ("X", None),
        ("0 /a", Refresh(0, "/a")),
        ("0;url=/a \t", Refresh(0, "/a")),
        ("999999999;/a", Refresh(999_999_999, "/a")),
        ("1000000000;/a", None),
        (";url=/a", None),
        ("", None),
    ],
)
def test_read_refresh(value: str, expected: Refresh | None) -> None:
    assert read_refresh(value) == expected


META = "<meta http-equiv=refresh content='0;url=a'>"


@pytest.mark.parametrize(
    ("markup", "url"),
    [
        (META, f"{SITE}/x/a"),
        (META.replace("refresh", "' Refresh '"), f"{SITE}/x/a"),
        (f"<base href=/y/><base href=/z/>{META}", f"{SITE}/y/a"),
        (f"<meta name=a content=b>{META}{META.replace('=a', '=b')}", f"{SITE}/x/a"),
        ("<meta http-equiv=refresh content='0;url=a' content='0;url=b'/>", f"{SITE}/x/a"),
        *((f"<{tag}>{META}</{tag}>", None) for tag in
          "script noscript style template textarea title iframe noembed noframes".split()),
        (f"<noscript><p></p></noscript>{META}", f"{SITE}/x/a"),
        (f"<template><p>{META}</p></template>", None),
        (f"<template><p></p>{META}</template>", None),
        ("<meta http-equiv=refresh>", None),
        ("", None),
    ],
)  # fmt: skip
def test_find_refresh(markup: str, url: str | None) -> None:
    found = find_refresh(markup, f"{SITE}/x/1")
    assert (found.url if found else None) == url


def test_no_address_is_none() -> None:
    assert absolute(Refresh(0, "http://[x"), "", SITE) is None
    assert absolute(Refresh(0, ""), "/y/", SITE) == Refresh(0, SITE)


def statement(**more: Any) -> Any:
    return {"location": "/", "tdm-reservation": 1, **{key.replace("_", "-"): value for key, value in more.items()}}


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (statement(), [Statement("/", 1, None)]),
        ([statement(tdm_reservation=0)], [Statement("/", 0, None)]),
        ([statement(tdm_reservation=" 1 ")], [Statement("/", 1, None)]),
        ([statement(tdm_policy="https://p.example/")], [Statement("/", 1, "https://p.example/")]),
        ([statement(tdm_policy=7)], [Statement("/", 1, None)]),
        ([statement(tdm_policy="")], [Statement("/", 1, None)]),
        ([statement(tdm_reservation=2)], []),
        ([statement(location=7), 7, None], []),
        ([statement(location="/" * 2_000)], [Statement("/" * 2_000, 1, None)]),
        ([statement(location="/" * 2_001)], []),
        ([statement()] * 1_001, [Statement("/", 1, None)] * 1_000),
        ("x", []),
    ],
)
def test_read_tdmrep(said: Any, expected: list[Statement]) -> None:
    assert read_tdmrep(json.dumps(said).encode()) == expected


@pytest.mark.parametrize(
    ("location", "path", "expected"),
    [
        ("/", "/a", True), ("/a", "/a", True), ("/a", "/b", False), ("a", "/ab", True), ("/a$", "/a", True),
        ("/a$", "/ab", False), ("*b", "/ab", True), ("*b$", "/ab", True), ("*b$", "/abc", False),
        ("/a*c*e", "/abcde", True), ("/a*e*c", "/abcde", False), ("/a*c*e$", "/abcdef", False), ("/ab*b$", "/ab", False), ("/*", "/", True),
        ("/ab*b$", "/abb", True), ("/a*b*", "/axb", True), ("/%61", "/a", True), ("/x?id=*", "/x?id=1", True),
    ],
)  # fmt: skip
def test_matches(location: str, path: str, expected: bool) -> None:
    assert matches(location, path) is expected


@pytest.mark.parametrize(
    ("path", "location"), [("", "/"), ("/a", "/a"), ("/a?b=1", "/a?b"), ("/a?c=1", "/a"), ("/%61b", "/a"), ("/z", "/")]
)
def test_the_longest_location_counts(path: str, location: str) -> None:
    found = statement_for(SITE + path, [Statement(at, 1) for at in ("/a?b", "/", "/a")])
    assert found is not None and found.location == location
