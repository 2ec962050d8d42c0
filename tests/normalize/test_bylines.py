"""Bylines told apart, in twenty languages and more."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from crawler.normalize.byline_lines import _is_prose, is_names, looks_like_byline, opens_byline
from crawler.normalize.bylines import Byline, _without_places, read_byline, strip_time
from crawler.record.items import Author

ROWS = [
    [cell.strip().replace("\0", "|") for cell in line.replace("\\|", "\0").split("|")]
    for line in (Path(__file__).parents[1] / "tables" / "bylines.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


def listed(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(";") if part.strip()]


@pytest.mark.parametrize(("language", "text", "authors", "agencies"), ROWS)
def test_read_byline(language: str, text: str, authors: str, agencies: str) -> None:
    byline = read_byline(text)
    named = [f"{a.name} ({a.job_title})" if a.job_title else a.name for a in byline.authors]
    assert (named, byline.organizations) == (listed(authors), listed(agencies))
    assert byline.text == " ".join(text.split())


def test_table_is_wide() -> None:
    assert len(ROWS) >= 200
    assert len({row[0] for row in ROWS}) >= 20
    assert sum(not row[2] and not row[3] for row in ROWS) >= 20


@pytest.mark.parametrize(
    ("text", "name", "email"),
    [
        ("By Jane Doe jane.doe@daily.example", "Jane Doe", "jane.doe@daily.example"),
        ("홍길동 기자 hong@daily.example", "홍길동", "hong@daily.example"),
        ("Jane Doe, John Smith, smith@daily.example", "Jane Doe", None),
        ("Jane Doe", "Jane Doe", None),
    ],
)
def test_email_goes_to_its_owner(text: str, name: str, email: str | None) -> None:
    first = read_byline(text).authors[0]
    assert (first.name, first.email) == (name, email)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("viktor hedlund", ["viktor hedlund"]),
        ("Habertürk Haber Merkezi", []),
        ("Jane Doe", ["Jane Doe"]),
        ("", []),
        # Signatures of a desk beside each other; a single one may be an account, a longer word a name.
        ("srf/hosb;kesm", []),
        ("hosb", ["hosb"]),
        ("Jane Doe, viktor", ["Jane Doe", "viktor"]),
        ("Hanns-Example-Stiftung e.V.", []),
    ],
)
def test_what_the_page_calls_a_person(text: str, names: list[str]) -> None:
    assert [a.name for a in read_byline(text, is_person=True).authors] == names


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Yonhap", True),
        ("with the Korea JoongAng Daily", True),
        ("By Jane Doe", True),
        ("Text and photos by Jane Doe", True),
        ("Von Anna Müller (Text) und Karl Schäfer (Fotos)", True),
        ("Von Anna Müller und Karl Schäfer", True),
        ("Par Amélie Dubois avec AFP", True),
        ("홍길동 기자 hong@daily.example", True),
        ("記者 王小明", True),
        ("Автор: Андрей Колесников", True),
        ("Reuters", True),
        ("dpa/AFP", True),
        ("AP, Reuters", True),
        ("By Monday, John Smith and his team had left the town with the last of the goods.", False),
        ("Jane Doe", False),
        ("John Smith said so.", False),
        ("With the war in its third year", False),
        ("Reuters reported on Monday that the talks had failed.", False),
        ("Read more", False),
        ("In the end", False),
        ("By the sea", False),
        ("", False),
        ("x" * 500, False),
    ],
)
def test_looks_like_byline(text: str, expected: bool) -> None:
    assert looks_like_byline(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("By Jane", True), ("Von Anna", True), ("Bystanders", False), ("Vonnegut", False), ("", False)],
)
def test_opens_byline(text: str, expected: bool) -> None:
    assert opens_byline(text) is expected


def test_long_lines_cost_no_more() -> None:
    assert read_byline("By " + "a, " * 100_000).authors == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jane Doe · The Daily · Posted: Aug 08, 2024 4:00 AM EDT", "Jane Doe · The Daily"),
        ("Jane Doe | 3 min read", "Jane Doe"),
        ("Jane Doe, Updated Monday", "Jane Doe"),
        ("Jane Doe Monday", "Jane Doe"),
        ("Jane Doe on 4 May", "Jane Doe"),
        ("Jane Doe on", "Jane Doe on"),
        ("Jane Doe 4", "Jane Doe"),
        ("4 May", ""),
        ("Jane Doe - ", "Jane Doe"),
        ("", ""),
    ],
)
def test_strip_time(text: str, expected: str) -> None:
    assert strip_time(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mathatisi Sebusi/Mohalenyane Phakela", True),
        ("Jane Doe said so", False),
        ("Jane Doe", True),
        ("Jane Doe, Tom Birch", True),
        ("Jane", False),
        ("J", False),
        ("Jane Doe, " * 12 + "Jane Doe", False),
        ("Jane Doe (AFP)", False),
        ("Jane Doe, Tom", False),
        ("—", False),
        ("", False),
    ],
)
def test_is_names(text: str, expected: bool) -> None:
    assert is_names(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jane said", True),
        ("Jane and Tom", False),
        ("Jane van Berg", False),
        ("Jane alSayed", False),
        ("Jane al elder", False),
        ("Jane (said)", False),
        ("Jane Doe", False),
        ("Jane sağ", False),
    ],
)
def test_is_prose(text: str, expected: bool) -> None:
    assert _is_prose(text) is expected


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (["Jane Doe", "Nairobi"], ["Jane Doe"]),
        (["Nairobi"], ["Nairobi"]),
        (["Nairobi", "Jane Doe"], ["Nairobi", "Jane Doe"]),
        (["Jane Doe", "Nairobi", "Kenya House"], ["Jane Doe"]),
        (["Jane Doe", "Tom Birch", "Ann Lee"], ["Jane Doe", "Tom Birch", "Ann Lee"]),
        (["Nairobi", "Paris", "X Y"], ["Nairobi"]),
        (["Jane", "Nairobi", "Paris", "Tom"], ["Jane"]),
        ([], []),
    ],
)
def test_without_places(found: list[str], expected: Any) -> None:
    assert _without_places(found) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Birch, Tom", ["Tom Birch"]),
        ("Birch, Tom B.", ["Tom B. Birch"]),
        ("Birch, MD", ["Birch"]),
        ("Birch, Jr.", ["Birch Jr."]),
        ("Birch, Reporter", ["Birch"]),
        ("Birch, Paris", ["Birch"]),
        ("Reuters, Tom", ["Tom"]),
        ("Birch, Tom, Ann", ["Birch", "Tom", "Ann"]),
        ("Jane Doe, Tom Birch", ["Jane Doe", "Tom Birch"]),
    ],
)
def test_given_first(text: str, expected: Any) -> None:
    assert ([a.name for a in read_byline(text, is_person=True).authors]) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jane Doe and Tom Birch birch@daily.example", [("Jane Doe", None), ("Tom Birch", "birch@daily.example")]),
        ("Jane Doe and Tom Birch news@daily.example", [("Jane Doe", None), ("Tom Birch", None)]),
        ("Jane Doe news@daily.example", [("Jane Doe", "news@daily.example")]),
        ("Jane Doe jane@a.example doe@a.example", [("Jane Doe", "jane@a.example")]),
        ("By Jo Doe and Al Bee jo@a.example", [("Jo Doe", None), ("Al Bee", None)]),
        ("Jane Doe @janedoe", [("Jane Doe", None)]),
        ("Jane Doe www.daily.example", [("Jane Doe", None)]),
        ("Jane Doe https://daily.example/jane", [("Jane Doe", None)]),
    ],
)
def test_emails(text: str, expected: Any) -> None:
    assert ([(a.name, a.email) for a in read_byline(text).authors]) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jane Doe (text) and John Smith (photos)", ["Jane Doe"]),
        ("Jane Doe (Text) und Karl Schäfer (Fotos)", ["Jane Doe"]),
        ("Jane Doe, John Smith (photos)", ["Jane Doe"]),
        ("Jane Doe & John Smith (photos)", ["Jane Doe"]),
        ("Jane Doe and Jo (photos)", ["Jane Doe"]),
        ("John Smith (photos)", ["John Smith"]),
        ("【Jane Doe】", ["Jane Doe"]),
        ("[Jane Doe]", ["Jane Doe"]),
        ("(Jane Doe", []),
        ("Jane Doe ✍️", ["Jane Doe"]),
        ("Jane Doe, jdoe", ["Jane Doe"]),
        ("jdoe", []),
        ("Jane Doe; Tom Birch", ["Jane Doe", "Tom Birch"]),
        ("Jane Doe, Nairobi", ["Jane Doe"]),
    ],
)
def test_who_made_the_pictures(text: str, expected: Any) -> None:
    assert ([a.name for a in read_byline(text).authors]) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("By Jane Doe!", False),
        ("By Jane Doe:", False),
        ("By Jane Doe…", False),
        ("By Jane Doe.", False),
        ("By Jane Doe jane@daily.example.", True),
        ("By J", False),
        ("B", False),
        ("By" + " Jane Doe," * 11 + " Jane Doe Lee", False),
        ("By" + " Jane Doe," * 13 + " Jane", False),
        ("with AFP", True),
        ("with the Associated Press", True),
        ("with the old boats", False),
        ("With The Daily", True),
        ("Aa Bb Cc Dd Ee Ff Gg Hh Ii", False),
        ("AFP, dpa, Reuters", True),
        ("AFP, dpa, Reuters, AP, EFE, ANSA, TASS, APA, ANP", False),
        ("By Jane Doe who sailed away", False),
        ("By Jane Doe sailing", False),
        ("홍길동 기자)", True),
        ("記者 王小明", True),
        ("Jane Doe jane@daily.example", True),
        ("Jane Doe", False),
        ("By Jane Doe, Tom Birch, Ann Lee and Max Muster, all of them", True),
        ("with Jane Doe", True),
        ("with Jane doe", False),
        ("With Aa Bb Cc Dd Ee Ff", True),
        ("With Aa Bb Cc Dd Ee Ff Gg", False),
        ("AFP, dpa, Reuters, AP, EFE, ANSA, TASS, APA", True),
    ],
)
def test_lines_like_bylines(text: str, expected: bool) -> None:
    assert looks_like_byline(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Source: AFP", True),
        ("Quelle: dpa", True),
        ("By", True),
        ("by Jane", True),
        ("— By Jane", True),
        ("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx By Jane", False),
    ],
)
def test_byline_openers(text: str, expected: bool) -> None:
    assert opens_byline(text) is expected


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        (
            ["Jane Doe"],
            ["JANE DOE"],
            Byline(authors=[Author("Jane Doe")], organizations=["AFP", "dpa"], text="A", is_marked=True),
        ),
        (
            ["Jane Doe"],
            ["Tom Birch"],
            Byline(
                authors=[Author("Jane Doe"), Author("Tom Birch")],
                organizations=["AFP", "dpa"],
                text="A, B",
                is_marked=True,
            ),
        ),
        (
            [],
            ["Tom Birch"],
            Byline(authors=[Author("Tom Birch")], organizations=["AFP", "dpa"], text="A, B", is_marked=True),
        ),
        (
            ["Jane Doe"],
            [],
            Byline(authors=[Author("Jane Doe")], organizations=["AFP", "dpa"], text="A", is_marked=True),
        ),
    ],
)
def test_joined(ours: list[str], theirs: list[str], expected: Any) -> None:
    assert (
        Byline([Author(name) for name in ours], ["AFP"], "A", True).joined(
            Byline([Author(name) for name in theirs], ["dpa", "AFP"], "B")
        )
    ) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("By Jane Doe", True),
        ("Jane Doe", False),
        ("By AFP", True),
        ("AFP", False),
        ("Source: AFP", False),
    ],
)
def test_is_marked(text: str, expected: bool) -> None:
    assert read_byline(text).is_marked is expected
