"""Datelines taken off the first paragraph."""

from __future__ import annotations

from pathlib import Path

import pytest

from crawler.normalize.datelines import split_dateline

ROWS = [
    [cell.strip() for cell in line.split("~")]
    for line in (Path(__file__).parents[1] / "tables" / "datelines.txt").read_text("utf-8").splitlines()
    if not line.startswith("#")
]


@pytest.mark.parametrize(("text", "dateline", "agencies", "rest"), ROWS)
def test_split_dateline(text: str, dateline: str, agencies: str, rest: str) -> None:
    found, organizations, left = split_dateline(text)
    assert (found or "") == dateline
    assert organizations == [a.strip() for a in agencies.split(";") if a.strip()]
    assert left.startswith(rest)
    assert dateline or left == text


def test_table_is_wide() -> None:
    assert len(ROWS) >= 100
    assert sum(not row[1] for row in ROWS) >= 20


@pytest.mark.parametrize(
    "text", ["WASHINGTON (AP) —", "WASHINGTON —", "(dpa) - ", "A" * 100_000, "A " * 100_000, "(" * 100_000]
)
def test_nothing_left_or_too_long(text: str) -> None:
    assert split_dateline(text) == (None, [], text)
