"""A byline in parts, and what each part is."""

from __future__ import annotations

from typing import Any

import pytest

from crawler.normalize.byline_parts import (
    _bare,
    _is_role,
    _split_letter,
    match_lead,
    pieces,
    read_piece,
    strip_lead,
)
from crawler.record.items import Author


def read(piece: str, is_person: bool) -> tuple[list[str], str, str | None, list[str]]:
    authors, agencies = [Author("Ann Lee")], ["dpa"]
    read_piece(piece, is_person, authors, agencies)
    return [author.name for author in authors[1:]], authors[0].name, authors[0].job_title, agencies


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("By Jane", True),
        ("by: Jane", True),
        ("BY/Jane", True),
        ("By", True),
        ("Bystanders", False),
        ("— By Jane", True),
        ("“By Jane", True),
        ("Jane By", False),
        ("", False),
        ("By|Jane", True),
        ("Von Jane", True),
        ("Vonnegut", False),
    ],
)
def test_match_lead(text: str, expected: bool) -> None:
    assert (match_lead(text) is not None) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("By Jane Doe", ("Jane Doe", True)),
        ("By: By Jane Doe", ("Jane Doe", True)),
        ("Text: By Jane Doe", ("Jane Doe", True)),
        ("Dan Brown", ("Dan Brown", False)),
        ("Jane Doe", ("Jane Doe", False)),
        ("By AFP", ("AFP", True)),
        ("By", ("", True)),
        ("", ("", False)),
        ("Von Berg", ("Von Berg", False)),
        ("Di Jane", ("Di Jane", False)),
        ("Ni AFP", ("AFP", True)),
    ],
)
def test_strip_lead(text: str, expected: Any) -> None:
    assert strip_lead(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jane Doe, Tom Birch", ["Jane Doe", "Tom Birch"]),
        ("Jane Doe and Tom Birch", ["Jane Doe", "Tom Birch"]),
        ("Jane Doe AND Tom Birch", ["Jane Doe", "Tom Birch"]),
        ("Jane Doe And Tom Birch", ["Jane Doe", "Tom Birch"]),
        ("Jane Doe Dan Brown", ["Jane Doe Dan Brown"]),
        ("Jane Doe dan Tom Birch", ["Jane Doe", "Tom Birch"]),
        ("Jane Doe (AFP)", ["Jane Doe", "AFP"]),
        ("Jane Doe (Berlin)", ["Jane Doe"]),
        ("Jane Doe（共同）", ["Jane Doe", "共同"]),
        ("Jane Doe – Tom Birch", ["Jane Doe", "Tom Birch"]),
        ("Jane-Ann Doe", ["Jane-Ann Doe"]),
        ("Jane Doe y Tom Birch", ["Jane Doe", "Tom Birch"]),
        ("Jane Doe Y Tom Birch", ["Jane Doe", "Tom Birch"]),
        ("Jane Y Doe", ["Jane Y Doe"]),
        ("Head of Marketing and Strategy", ["Head of Marketing and Strategy"]),
        ("Dora Mann\nHead of Marketing and Strategy", ["Dora Mann", "Head of Marketing and Strategy"]),
        ("Head of Marketing, and Strategy", ["Head of Marketing", "and Strategy"]),
        (
            "Jane Doe | Tom Birch / Ann Lee · Max Muster • A B",
            ["Jane Doe", "Tom Birch", "Ann Lee", "Max Muster", "A B"],
        ),
        ("山田、王小明", ["山田", "王小明"]),
        ("and", []),
        (", ,", []),
        ("Jane Doe (AFP", ["Jane Doe"]),
        ("Jane Doe [AFP] (dpa)", ["Jane Doe", "AFP", "dpa"]),
    ],
)
def test_pieces(text: str, expected: Any) -> None:
    assert pieces(text) == expected


@pytest.mark.parametrize(
    ("piece", "expected"),
    [
        ("Jane Doe (Berlin", "Jane Doe"),
        ("Jane Doe.", "Jane Doe"),
        ("Jane Doe Jr.", "Jane Doe Jr."),
        ("Jane Doe Md..", "Jane Doe Md"),
        ("(Jane)", ""),
        ("Jane )", "Jane"),
        ("“Jane”", "Jane"),
        (".Jane", "Jane"),
        ("*Jane*", "Jane"),
        ("Jane Doel.", "Jane Doel"),
    ],
)
def test_bare(piece: str, expected: str) -> None:
    assert _bare(piece) == expected


@pytest.mark.parametrize(
    ("piece", "expected"),
    [
        ("Jane Doe y Tom Birch", ["Jane Doe", "Tom Birch"]),
        ("Jane y Tom Birch", ["Jane y Tom Birch"]),
        ("Jane Doe y Tom", ["Jane Doe y Tom"]),
        ("Jane Doe", ["Jane Doe"]),
    ],
)
def test_split_letter(piece: str, expected: Any) -> None:
    assert _split_letter(piece) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Head of Marketing and Strategy", True),
        ("Head of Marketing, and Strategy", False),
        ("Jane Doe and Tom Birch", False),
        ("Reporter Jane Doe and Tom Birch", False),
        ("Head of Marketing", False),
    ],
)
def test_is_role(line: str, expected: bool) -> None:
    assert _is_role(line) is expected


@pytest.mark.parametrize(
    ("piece", "is_person", "expected"),
    [
        ("Jane Doe", False, (["Jane Doe"], "Ann Lee", None, ["dpa"])),
        ("JANE DOE", False, (["JANE DOE"], "Ann Lee", None, ["dpa"])),
        ("Ann Lee", False, ([], "Ann Lee", None, ["dpa"])),
        ("ann lee", False, ([], "Ann Lee", None, ["dpa"])),
        ("Jane Monday", False, ([], "Ann Lee", None, ["dpa"])),
        ("Reporter", False, ([], "Ann Lee", "Reporter", ["dpa"])),
        ("Jr.", False, ([], "Ann Lee Jr.", None, ["dpa"])),
        ("PhD", False, ([], "Ann Lee", None, ["dpa"])),
        ("ABCDEFG", False, ([], "Ann Lee", None, ["dpa"])),
        ("ABCDEFGH", False, (["ABCDEFGH"], "Ann Lee", None, ["dpa"])),
        ("AB CD", False, (["AB CD"], "Ann Lee", None, ["dpa"])),
        ("AFP", False, ([], "Ann Lee", None, ["dpa", "Agence France-Presse"])),
        ("AFP in Paris", False, ([], "Ann Lee", None, ["dpa", "Agence France-Presse"])),
        ("Redaktion dpa", False, ([], "Ann Lee", None, ["dpa"])),
        ("dpa", False, ([], "Ann Lee", None, ["dpa"])),
        ("and AFP", False, ([], "Ann Lee", None, ["dpa", "Agence France-Presse"])),
        ("Artikel von Jane Doe", False, (["Jane Doe"], "Ann Lee", None, ["dpa"])),
        ("Jane Doe in Berlin", False, (["Jane Doe"], "Ann Lee", None, ["dpa"])),
        ("Jane Doe in berlin", False, ([], "Ann Lee", None, ["dpa"])),
        ("山田 太郎", False, (["山田太郎"], "Ann Lee", None, ["dpa"])),
        ("jane doe", False, ([], "Ann Lee", None, ["dpa"])),
        ("jane doe", True, (["jane doe"], "Ann Lee", None, ["dpa"])),
        ("Key Takeaways", True, ([], "Ann Lee", None, ["dpa"])),
        ("Staff", True, ([], "Ann Lee", None, ["dpa"])),
        ("Monday", False, ([], "Ann Lee", None, ["dpa"])),
        ("Jane", False, (["Jane"], "Ann Lee", None, ["dpa"])),
        ("Chief Correspondent", False, ([], "Ann Lee", "Chief Correspondent", ["dpa"])),
    ],
)
def test_read_piece(piece: str, is_person: bool, expected: Any) -> None:
    assert read(piece, is_person) == expected
