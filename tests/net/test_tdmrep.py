"""What a site says of text and data mining in its well-known file."""

from __future__ import annotations

import json
from typing import Any

import pytest

from crawler.extract.document.page import parse
from crawler.extract.read import extract
from crawler.net.tdmrep import HINTS, PATH, Statement, matches, read_tdmrep, statement_for
from tests.command import copydesk
from tests.server import page, serve


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ([{"location": "/", "tdm-reservation": 1, "tdm-policy": "https://daily.example/tdm"}], [("/", 1, "https://daily.example/tdm")]),
        ([{"location": "/", "tdm-reservation": "0"}], [("/", 0, None)]),
        ({"location": "/a", "tdm-reservation": 1}, [("/a", 1, None)]),
        ([{"location": "/", "tdm-reservation": 2}, {"location": "/"}, {"tdm-reservation": 1}, 3, None], []),
        ([{"location": "/", "tdm-reservation": 1, "tdm-policy": {}}], [("/", 1, None)]),
        ([{"location": ["/"], "tdm-reservation": 1}, {"location": "/" * 3_000, "tdm-reservation": 1}], []),
        ("nothing", []),
        (None, []),
    ],
)  # fmt: skip
def test_read(said: Any, expected: list[tuple[Any, ...]]) -> None:
    assert read_tdmrep(json.dumps(said).encode()) == expected


@pytest.mark.parametrize("body", [b"", b"<html>", b"[" * 100_000, b'[{"location": "/"', b"\xff\xfe"])
def test_what_is_no_file(body: bytes) -> None:
    assert read_tdmrep(body) == []


@pytest.mark.parametrize(
    ("location", "path", "expected"),
    [
        ("/", "/a/b", True),
        ("/a", "/ab/c", True),
        ("a", "/a", True),
        ("/A", "/a", False),
        ("/a/*", "/a", False),
        ("/a/*", "/a/", True),
        ("*", "/a", True),
        ("/*.pdf$", "/a/b.pdf", True),
        ("/*.pdf$", "/a/b.pdf?x", False),
        ("/a$", "/a", True),
        ("/a$", "/ab", False),
        ("/a*b*c", "/a-c-b", False),
        ("/a*b*c$", "/a-b-c", True),
        ("/ab*b$", "/ab", False),
        ("/%EA%B8%B0", "/기사", True),
        ("/" + "*a" * 900, "/" + "a" * 899, False),
        ("", "/a", True),
    ],
)
def test_matches(location: str, path: str, expected: bool) -> None:
    assert matches(location, path) is expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://daily.example/a", 1),
        ("https://daily.example/open/a", 0),
        ("https://daily.example/open/%61?x=1", 0),
        ("https://daily.example", 1),
        ("http://[", 1),
    ],
)
def test_the_longest_location_counts(url: str, expected: int) -> None:
    found = statement_for(url, [Statement("/", 1), Statement("/open/*", 0), Statement("/", 0)])
    assert found is not None and found.reservation == expected
    assert statement_for(url, []) is None


META = '<meta name="tdm-reservation" content="{}"><meta name="tdm-policy" content="/meta">'
HEADER = {"tdm-reservation": "1", "tdm-policy": "/header"}
FILE = {"tdm_reservation": 0, "tdm_policy": "/file"}


@pytest.mark.parametrize(
    ("meta", "headers", "hints", "expected"),
    [
        (META.format(0), HEADER, FILE, (0, "/meta", "meta")),
        ("", HEADER, FILE, (1, "/header", "header")),
        ("", {}, FILE, (0, "/file", "well-known")),
        ('<meta name="tdm-reservation" content="1">', HEADER, FILE, (1, "/header", "meta")),
        ('<meta name="tdm-reservation" content="0">', HEADER, {}, (0, None, "meta")),
        ('<meta name="tdm-reservation" content="1">', {}, FILE, (1, None, "meta")),
        (META.format(7), {}, {}, (None, "/meta", None)),
        ("", {}, {"tdm_reservation": 7, "tdm_policy": "/file"}, (None, None, None)),
        ("", {}, {}, (None, None, None)),
    ],
)
def test_meta_over_header_over_file(
    meta: str, headers: dict[str, str], hints: dict[str, Any], expected: tuple[int | None, str | None, str | None]
) -> None:
    article = extract(parse(page(meta=meta), "https://daily.example/1", headers), hints)
    policy = f"https://daily.example{expected[1]}" if expected[1] else None
    assert (article.tdm_reservation, article.tdm_policy) == (expected[0], policy)
    assert article.provenance.get("tdm_reservation") == expected[2]


def test_the_hints_of_a_file_are_those_that_a_page_is_read_with() -> None:
    article = extract(parse(page(), "https://daily.example/1", {}), dict(zip(HINTS, (1, "/file"), strict=True)))
    assert (article.tdm_reservation, article.tdm_policy) == (1, "https://daily.example/file")


def test_each_host_is_asked_once_and_only_where_that_is_wanted() -> None:
    with serve() as site:
        silent = copydesk("fetch", f"{site}/page/r0", COPYDESK_TDMREP="0")
        done = copydesk("fetch", *(f"{site}/page/{name}" for name in ("r1", "r2", "x")), f"{site}/moved/302")
        (asked,) = copydesk("fetch", f"{site}/asked{PATH}").records
    assert [r["tdm_reservation"] for r in silent.records] == [None]
    found = {r["url"].rpartition("/")[2]: (r["tdm_reservation"], r["tdm_policy"]) for r in done.records}
    assert found == {"r1": (1, f"{site}/tdm"), "r2": (1, f"{site}/tdm"), "x": (0, None), "302": (0, None)}
    assert asked["headline"] == "Asked 2 times"  # in two runs
