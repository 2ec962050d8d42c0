"""Roles around names."""

from __future__ import annotations

import pytest

from crawler.normalize.roles import strip_titles


@pytest.mark.parametrize(
    ("piece", "expected"),
    [
        ("Reporter Jane Doe", "Jane Doe"),
        ("Jane Doe Staff Writer", "Jane Doe"),
        ("Jane Doe Writer", "Jane Doe"),
        ("Staff Writer", "Staff Writer"),
        ("Jane Writer", "Jane Writer"),
        ("Reporter Jane", "Reporter Jane"),
        ("Jane Doe PhD", "Jane Doe PhD"),
        ("Jane Doe PHD", "Jane Doe"),
        ("Jane PHD", "Jane PHD"),
        ("Jane Doe M.D.", "Jane Doe"),
        ("Jane Doe MD", "Jane Doe"),
        ("Chief Reporter Jane Doe", "Jane Doe"),
        ("Senior Staff Writer Jane Doe", "Jane Doe"),
        ("", ""),
        ("Gastautor Anna Lee", "Anna Lee"),
        ("Kommentar Frau Anna Lee", "Anna Lee"),
        ("Anna Lee Senior Reporter", "Anna Lee"),
        ("Anna Lee Head of Sports", "Anna Lee"),
        ("Anna Editor", "Anna Editor"),
        ("Chief Political Correspondent", "Chief Political"),
        ("Kommentar Qwert Lee", "Kommentar Qwert Lee"),
        ("Editor", "Editor"),
        ("Daily-Redakteurin Anna Lee", "Anna Lee"),
        ("Wirtschaftsredakteur Anna Lee", "Anna Lee"),
        ("Anna Lee Lokalredakteurin", "Anna Lee"),
        ("unserer Redakteurin Anna Lee", "Anna Lee"),
    ],
)
def test_strip_titles(piece: str, expected: str) -> None:
    assert strip_titles(piece) == expected
