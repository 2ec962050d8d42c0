"""The date in a page's data against those that the page shows."""

from __future__ import annotations

import json

import pytest

from crawler.extract.candidates import Candidate, best
from crawler.extract.dates.overriding_date import in_local_time, is_moment, overriding_date, overriding_vague_date
from crawler.extract.document.page import parse
from crawler.extract.metadata import read_metadata

_PAGE = """<html lang="de"><head>{head}</head><body><article><h1>Der alte Hafen bleibt</h1>{near}
<p>Der Rat der Stadt hat den Hafen behalten.</p></article>"""


def _ld(published: str, modified: str = "", kind: str = "NewsArticle") -> str:
    node = {"@type": kind, "headline": "Der alte Hafen bleibt", "datePublished": published, "dateModified": modified}
    return f'<script type="application/ld+json">{json.dumps(node)}</script>'


@pytest.mark.parametrize(
    ("head", "near", "expected"),
    [
        # A name that says nothing of publication yields to any day shown, even one that no class names.
        ("<meta name=date content=2020-02-12>", '<p class="date">05.02.2020</p>', "2020-02-05"),
        ("<meta name=date content=2020-02-12>", '<p class="date">15.02.2020</p>', "2020-02-15"),
        ("<meta name=dc.date content=2020-02-12>", "<p>05.02.2020 - Redaktion</p>", "2020-02-05"),
        ("<meta name=date content=2020-02-12>", '<p class="date">05.02.2020</p><p>12.02.2020, 14 Uhr</p>', "2020-02-12"),
        ("<meta property=article:published_time content=2020-02-12><meta name=date content=2020-02-12>",
         '<p class="date">15.02.2020</p>', "2020-02-12"),
        # Any stated day yields to an earlier one that is the only one shown, marked as a date or in a line of its own.
        ("<meta property=article:published_time content=2020-02-12>", '<p class="date">05.02.2020</p>', "2020-02-05"),
        ("<meta property=article:published_time content=2020-02-12>", "<p>05.02.2020</p>", "2020-02-05"),
        ("<meta property=article:published_time content=2020-02-12>", "<p>05.02.2020</p><p>06.02.2020</p>", "2020-02-12"),
        ("<meta property=article:published_time content=2020-02-12>",
         "<p>Der Rat der Stadt und die Leute am Hafen, 05.02.2020</p>", "2020-02-12"),
        ("<meta property=article:published_time content=2020-02-12>",
         f"<p>{'Der Rat der Stadt sprach darüber. ' * 5}</p><p>05.02.2020</p>", "2020-02-12"),
        ("<meta property=article:published_time content=2020-02-12><meta property=article:modified_time content=2020-02-12>",
         "<p>05.02.2020</p>", "2020-02-12"),
        ("<meta property=article:published_time content=2020-02-12><meta property=article:modified_time content=2020-02-12>",
         '<p class="date">05.02.2020</p>', "2020-02-05"),
        ("<meta property=article:published_time content=2020-02-12><meta property=article:modified_time content=2020-02-12>",
         '<p class="date">15.02.2020</p>', "2020-02-12"),
        ("<meta property=article:published_time content=2020-02-12><meta property=article:modified_time content=2020-02-13>",
         '<p class="date">05.02.2020</p>', "2020-02-05"),
        # To one that another origin states, and to that of the last change, if the page presents this as its date.
        (_ld("2020-02-12") + "<meta property=article:published_time content=2020-02-15>", "<p>15.02.2020</p>", "2020-02-15"),
        (_ld("2020-02-12", "2020-02-15"), '<p class="date">15.02.2020</p>', "2020-02-15"),
        (_ld("2020-02-12", "2020-02-15"), "<p>15.02.2020</p>", "2020-02-12"),
        (_ld("2020-02-12", "2020-02-15"), "<p>15.02.2020</p><p>Hafen, 15.02.2020</p>", "2020-02-15"),
        (_ld("2020-02-12", "2020-02-15"), '<p class="date">Aktualisiert: 15.02.2020</p>', "2020-02-12"),
        (_ld("2020-02-12", "2020-02-15"), '<p class="date">15.02.2020</p><p>12.02.2020</p>', "2020-02-12"),
        (_ld("2020-02-12", "2020-02-15"), '<time datetime="2020-02-15">gestern</time>', "2020-02-12"),
        (_ld("2020-02-12", "2020-02-15", "LiveBlogPosting"), '<p class="date">15.02.2020</p>', "2020-02-12"),
        (_ld("2020-02-12", "2020-02-15T10:00:00Z"), '<time datetime="2020-02-15T10:30:00Z">15.02.2020</time>',
         "2020-02-15T10:30:00+00:00"),
        (_ld("2020-02-12", "2020-02-15T10:00:00Z"), '<time datetime="2020-02-15T11:00:00Z">15.02.2020</time>', "2020-02-12"),
        ("<meta property=article:published_time content=2020-02-12><meta property=article:modified_time content=2020-02-12>",
         '<blockquote><time datetime="2020-02-05">5. Februar</time></blockquote>', "2020-02-12"),
        # A moment in UTC is told by the clock of the page, if that is of another day.
        ("<meta property=article:published_time content=2020-02-12T23:30:10Z>",
         '<p class="date">13.02.2020, 00:30 Uhr</p>', "2020-02-13T00:30:10+01:00"),
        ("<meta property=article:published_time content=2020-02-12T11:30:10Z>",
         '<p class="date">12.02.2020, 12:30 Uhr</p>', "2020-02-12T11:30:10+00:00"),
    ],
)  # fmt: skip
def test_published(head: str, near: str, expected: str) -> None:
    page = parse(_PAGE.format(head=head, near=near), "https://daily.example/hafen")
    found = best(read_metadata(page, [])["date_published"])
    assert found is not None and found.value == expected


@pytest.mark.parametrize(
    ("stated", "shown", "expected"),
    [
        ("2023-11-09T03:28:35+00:00", "2023-11-08T22:28:00", "2023-11-08T22:28:35-05:00"),
        ("2023-11-09T03:28:35+00:00", "2023-11-08T22:28:00-05:00", "2023-11-08T22:28:35-05:00"),
        ("2023-11-09T03:28:35+00:00", "2023-11-08T22:28:00-06:00", None),
        ("2023-11-09T03:28:35+00:00", "2023-11-08T22:21:00", None),
        ("2023-11-09T03:28:35+00:00", "2023-11-08", None),
        ("2023-11-09T03:28:35+00:00", "2023-11-09T04:28:00", None),
        ("2023-11-09T10:00:00+00:00", "2023-11-10T00:00:00", "2023-11-10T00:00:00+14:00"),
        ("2023-11-09T09:45:00+00:00", "2023-11-10T00:00:00", None),
        ("2021-11-04T23:00:00+00:00", "2021-11-05", "2021-11-05T00:00:00+01:00"),
        ("2021-11-04T23:00:27+00:00", "2021-11-05", None),
        ("2021-11-04T23:00:00+01:00", "2021-11-05", None),
        ("2021-11-04", "2021-11-05", None),
    ],
)
def test_in_local_time(stated: str, shown: str, expected: str | None) -> None:
    found = in_local_time(Candidate(stated, "meta"), [Candidate(shown, "dom")])
    assert [c.value for c in found] == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("stated", "shown", "expected"),
    [
        ("2020-02-12", ["2020-02-13"], ["2020-02-13"]),
        ("2020-02-12", ["2020-02-11", "2020-02-12T10:00:00"], []),
        ("2020-02-12T10:00:00+00:00", ["2020-02-13"], []),
        ("2020-02-12T09:00:00+00:00", ["2020-02-13"], ["2020-02-13"]),
        ("2020-02-12T11:00:00+00:00", ["2020-02-11"], []),
        ("2020-02-12T13:00:00+00:00", ["2020-02-11"], ["2020-02-11"]),
        ("2020-02-12T13:00:00", ["2020-02-13"], ["2020-02-13"]),
        ("2020-02-12", [], []),
    ],
)
def test_overriding_vague_date(stated: str, shown: list[str], expected: list[str]) -> None:
    assert _days(overriding_vague_date(*_dates([stated]), _dates(shown))) == expected


@pytest.mark.parametrize(
    ("stated", "marked", "lines", "changes", "expected"),
    [
        (["2020-02-12"], ["2020-02-11"], [], [], ["2020-02-11"]),
        (["2020-02-12"], [], ["2020-02-11"], [], ["2020-02-11"]),
        (["2020-02-12"], ["2020-02-11"], ["2020-02-10"], [], []),
        (["2020-02-12"], [], [], [], []),
        (["2020-02-12"], ["2020-02-12"], [], ["2020-02-12"], []),
        (["2020-02-12"], ["2020-02-13"], [], [], []),
        (["2020-02-12", "2020-02-13"], ["2020-02-13"], [], [], ["2020-02-13"]),
        (["2020-02-12"], ["2020-02-13"], [], ["2020-02-13"], ["2020-02-13"]),
        (["2020-02-12"], [], ["2020-02-13"], ["2020-02-13"], []),
        (["2020-02-12"], [], ["2020-02-13"] * 2, ["2020-02-13"], ["2020-02-13"]),
    ],
)
def test_overriding_date(
    stated: list[str], marked: list[str], lines: list[str], changes: list[str], expected: list[str]
) -> None:
    assert _days(overriding_date(*map(_dates, (stated, marked, lines, changes)))) == expected


def test_a_change_outweighs_json_ld_alone() -> None:
    marked = changes = _dates(["2020-02-13"])
    assert overriding_date([Candidate("2020-02-12", "meta")], marked, [], changes) == []


@pytest.mark.parametrize(
    ("stated", "shown", "expected"),
    [
        ("2020-02-12T10:00:00+00:00", ["2020-02-12T11:59:00+01:00"], True),
        ("2020-02-12T10:00:00+00:00", ["2020-02-12T12:00:00+01:00"], False),
        ("2020-02-12T10:00:00+00:00", ["2020-02-12T23:00:00"], True),
        ("2020-02-12", ["2020-02-12T12:00:00+01:00"], True),
        ("2020-02-12", ["2020-02-13"], False),
        ("2020-02-12", [], False),
    ],
)
def test_is_moment(stated: str, shown: list[str], expected: bool) -> None:
    assert is_moment(stated, _dates(shown)) is expected


def _dates(values: list[str]) -> list[Candidate]:
    return [Candidate(value, "json-ld") for value in values]


def _days(found: list[Candidate]) -> list[str]:
    return [candidate.value for candidate in found]
