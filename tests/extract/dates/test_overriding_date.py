"""The date in a page's data against those that the page shows."""

from __future__ import annotations

import pytest

from crawler.extract.candidates import Candidate, best
from crawler.extract.dates.overriding_date import in_local_time, overriding_date
from crawler.extract.document.page import parse
from crawler.extract.metadata import read_metadata

_PAGE = """<html lang="de"><head>{head}</head><body><article><h1>Der alte Hafen bleibt</h1>{near}
<p>Der Rat der Stadt hat den Hafen behalten.</p></article>"""


@pytest.mark.parametrize(
    ("head", "near", "expected"),
    [
        # A name that says nothing of publication yields to any day shown, even one that no class names.
        ("<meta name=date content=2020-02-12>", '<p class="date">05.02.2020</p>', "2020-02-05"),
        ("<meta name=date content=2020-02-12>", '<p class="date">15.02.2020</p>', "2020-02-15"),
        ("<meta name=dc.date content=2020-02-12>", "<p>05.02.2020 - Redaktion</p>", "2020-02-05"),
        ("<meta name=date content=2020-02-12>", '<p class="date">05.02.2020</p><p>12.02.2020, 14 Uhr</p>', "2020-02-12"),
        ("<meta property=article:published_time content=2020-02-12><meta name=date content=2020-02-12>",
         '<p class="date">05.02.2020</p>', "2020-02-12"),
        # A day on which the page was changed as well, or before, yields to an earlier one.
        ("<meta property=article:published_time content=2020-02-12><meta property=article:modified_time content=2020-02-12>",
         '<p class="date">05.02.2020</p>', "2020-02-05"),
        ("<meta property=article:published_time content=2020-02-12><meta property=article:modified_time content=2020-02-12>",
         '<p class="date">15.02.2020</p>', "2020-02-12"),
        ("<meta property=article:published_time content=2020-02-12><meta property=article:modified_time content=2020-02-13>",
         '<p class="date">05.02.2020</p>', "2020-02-12"),
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
    ("stated", "shown", "is_vague", "expected"),
    [
        ("2020-02-12", ["2020-02-11"], False, ["2020-02-11"]),
        ("2020-02-12", ["2020-02-13"], False, []),
        ("2020-02-12", ["2020-02-13"], True, ["2020-02-13"]),
        ("2020-02-12", ["2020-02-11", "2020-02-12T10:00:00"], True, []),
        ("2020-02-12T10:00:00+00:00", ["2020-02-13"], True, []),
        ("2020-02-12T09:00:00+00:00", ["2020-02-13"], True, ["2020-02-13"]),
        ("2020-02-12T11:00:00+00:00", ["2020-02-11"], True, []),
        ("2020-02-12T13:00:00+00:00", ["2020-02-11"], True, ["2020-02-11"]),
        ("2020-02-12T13:00:00", ["2020-02-13"], True, ["2020-02-13"]),
        ("2020-02-12", [], True, []),
    ],
)
def test_overriding_date(stated: str, shown: list[str], is_vague: bool, expected: list[str]) -> None:
    found = overriding_date(Candidate(stated, "meta"), [Candidate(day, "dom") for day in shown], is_vague)
    assert [c.value for c in found] == expected
