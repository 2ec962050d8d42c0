"""Tables of thousands of cells: only the first blocks are scored."""

from __future__ import annotations

import pytest

from crawler.extract.body import long_tables
from crawler.extract.body.long_tables import copy_scores, scored_blocks
from crawler.extract.body.text_block import TextBlock
from crawler.extract.body.walk import walk
from crawler.extract.document.page import parse
from tests.records import record_of

ROWS = "<table><tr><th>a</th></tr>{}</table>".format("<tr><td>b</td></tr>" * 4)


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(long_tables, "MOST", 3)


def blocks(html: str) -> list[TextBlock]:
    return walk(parse(f"<html><body>{html}</body></html>", "https://daily.example/1").root).text_blocks


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        (ROWS, [0, 1, 2]),
        (f"<p>one</p>{ROWS}<p>two</p>", [0, 1, 2, 3, 6]),
        (f"{ROWS}{ROWS}", [0, 1, 2, 5, 6, 7]),
        ("<p>one</p>" * 5, [0, 1, 2, 3, 4]),
        ("<table><tr><td>a<td>b<td>c</table>", [0, 1, 2]),
        # A table in a table counts with that.
        (f"<table><tr><td>a</td><td>{ROWS}</td></tr></table>", [0, 1, 2]),
        ("", []),
    ],
)
def test_judged(html: str, kept: list[int]) -> None:
    text_blocks = blocks(html)
    assert scored_blocks(text_blocks, [*range(len(text_blocks))]) == kept


@pytest.mark.parametrize(
    ("html", "places", "odds", "found"),
    [
        (ROWS, [3, 4], [9.0, 1.0, 3.0, -9.0, -9.0], [9.0, 1.0, 3.0, 2.0, 2.0]),
        # Another table's cells and paragraphs say nothing of it.
        (f"<p>a</p>{ROWS}<table><tr><td>b<td>c</table>", [5], [8.0, 9.0, 1.0, 1.0, 1.0, -9.0, 7.0, 7.0], [8.0, 9.0, 1.0, 1.0, 1.0, 1.0, 7.0, 7.0]),
        # There is none like it.
        ("<table><tr><th>a<th>b<td>c</table>", [2], [1.0, 1.0, -9.0], [1.0, 1.0, -9.0]),
    ],
)  # fmt: skip
def test_follow(html: str, places: list[int], odds: list[float], found: list[float]) -> None:
    copy_scores(blocks(html), places, odds)
    assert odds == found


def test_a_long_table_is_whole_in_the_record(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(long_tables, "MOST", 20)
    text = "<p>The council of the town met on Monday and decided that the old pier, which burned down in 1987, will be rebuilt.</p>"
    rows = "".join(f"<tr><td>Ward {n}</td><td>{n * 17} votes, said the council</td></tr>" for n in range(40))
    page = f"<title>A council decides</title><article><h1>A council decides</h1>{text}<table>{rows}</table><p>It will open in May, said the mayor of the town, and cost a million.</p></article>"
    tables = [block["rows"] for block in record_of(page)["blocks"] if block["type"] == "table"]
    assert [len(rows) for rows in tables] == [40]
    assert tables[0][-1] == ["Ward 39", "663 votes, said the council"]
