"""Bylines told apart, in twenty languages and more."""

from __future__ import annotations

from pathlib import Path

import pytest

from crawler.normalize.bylines import looks_like_byline, opens_byline, read_byline

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
    [("viktor hedlund", ["viktor hedlund"]), ("Habertürk Haber Merkezi", []), ("Jane Doe", ["Jane Doe"]), ("", [])],
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
