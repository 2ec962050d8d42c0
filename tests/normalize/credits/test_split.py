"""Where the parts of a chain of names begin and end, and labels that nothing closes."""

from __future__ import annotations

import pytest

from crawler.normalize.credits.bare_label import without_bare_label
from crawler.normalize.credits.split import split


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Jane Doe/Reuters", ["Jane Doe", "Reuters"]),
        ("Jane Doe, Reuters", ["Jane Doe", "Reuters"]),
        ("Jane Doe,Reuters", ["Jane Doe,Reuters"]),
        ("Jane Doe - Reuters", ["Jane Doe", "Reuters"]),
        ("Mary-Ann Doe", ["Mary-Ann Doe"]),
        ("Jane Doe—Reuters", ["Jane Doe", "Reuters"]),
        ("Jane Doe (Reuters)", ["Jane Doe", "Reuters"]),
        ("Jane Doe via Reuters", ["Jane Doe", "Reuters"]),
        ("Jane Doe. Reuters", ["Jane Doe", "Reuters"]),
        ("J. Doe / AFP", ["J. Doe", "AFP"]),
        ("St. Ann Doe / AFP", ["St. Ann Doe", "AFP"]),
        ("© Jane Doe / AFP", ["Jane Doe", "AFP"]),
        ("Jane Doe jane@daily.example / AFP", ["Jane Doe", "AFP"]),
        ("Jane Doe https://daily.example / AFP", ["Jane Doe", "AFP"]),
        ("Jane Doe / @janedoe", ["Jane Doe"]),
        ("@janedoe", ["@janedoe"]),
        ("Jane Doe, Jr. / AFP", ["Jane Doe Jr.", "AFP"]),
        ("Acme, Inc. / AFP", ["Acme, Inc.", "AFP"]),
        ("Acme, LLC / AFP", ["Acme, LLC", "AFP"]),
        ("Foto: Jane Doe / Bild: Tom Birch", ["Jane Doe", "Tom Birch"]),
        ("National Institute for Space Research (INPE)", ["National Institute for Space Research (INPE)"]),
        ("", []),
    ],
)
def test_split(text: str, parts: list[str]) -> None:
    assert split(text) == parts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Photo Jane Doe / AFP", "Jane Doe / AFP"),
        ("Photo / Jane Doe", "Jane Doe"),
        ("Beeld ANP", "ANP"),
        ("Foto Huebner", "Foto Huebner"),
        ("Jane Doe", "Jane Doe"),
        ("Photo", "Photo"),
        ("", ""),
    ],
)
def test_without_bare_label(text: str, expected: str) -> None:
    assert without_bare_label(text) == expected
