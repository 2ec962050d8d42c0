"""``copydesk explain``: every field with its value, origin and rejected candidates, on terminals of any width."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from crawler.archive import Stored
from crawler.record.items import Author
from crawler.report.explain import rows
from crawler.report.values import shown
from crawler.workers.inspect import inspect_page
from tests.command import copydesk

URL = "https://daily.example/2026/04/02/pier"
PROSE = "".join(
    f"<p>{n}. The ferry left the old pier at dawn on Thursday with eleven passengers and a piano on its deck.</p>"
    for n in range(4)
)
HTML = (
    "<html lang=en><head><title>Old pier \x1b[31mbreaks\x07 | Daily</title><meta property=og:title content='You must see this pier'>"
    "<meta name=tdm-reservation content=yes></head>"
    f"<body><article><h1>Old pier breaks in the storm</h1><p>By Tom Birch</p>{PROSE}<p>灯明台に百二十年ぶりに火が入った。{'市民が油を持ち寄った。' * 9}</p>"
    "<figure><img src=/pier.jpg width=900 height=600><figcaption>The pier at noon. (Jane Doe/Reuters)</figcaption></figure></article></body></html>"
)


def stored() -> Stored:
    return Stored(URL, {"content-type": "text/html; charset=utf-8"}, HTML.encode(), "2026-05-01T00:00:00Z", "file")


def test_each_field_has_a_row_or_is_not_found() -> None:
    found = inspect_page(stored())
    by_name = {row.field.strip(): row for row in rows(found)}
    assert by_name["headline"].value == "Old pier breaks in the storm"
    assert by_name["headline"].origin == "dom"
    assert "You must see this pier (opengraph)" in by_name["headline"].lost
    assert by_name["authors"].value == "Tom Birch"
    assert by_name["credit_text"].value == "Jane Doe/Reuters"
    assert by_name["article_body"].origin == "dom"
    assert "'yes' is neither 0 nor 1" in by_name["warning"].value
    named = {*by_name, *by_name["not found"].value.split(", ")}
    left = set(found.record) - named
    assert left == set(
        "schema_version id url requested_url blocks images date_downloaded discovered_via body_hash revision supersedes changed "
        "provenance warnings".split()
    )


@pytest.mark.parametrize("columns", [30, 44, 80, 160])
def test_the_table_fits_and_steers_no_terminal(tmp_path: Path, columns: int) -> None:
    (tmp_path / "page.html").write_text(HTML, "utf-8")
    done = copydesk("explain", tmp_path / "page.html", "--url", URL, COLUMNS=str(columns))
    told = done.out.decode()
    assert done.code == 0 and "\x1b" not in told and "\x07" not in told
    assert max(cell_len(line) for line in told.splitlines()[1:]) <= columns
    assert told.splitlines()[0] == URL
    assert "Tom Birch" in told and "Jane Doe/Reuters" in told


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Author("Ann Lee", job_title="Editor"), "Ann Lee (Editor)"),
        ([Author("Ann Lee"), Author("Bo Chen")], "Ann Lee, Bo Chen"),
        ({"text": "A note.", "date": None}, "A note."),
        ({}, ""),
        (False, "no"),
        (0, "0"),
        ("می‌گوید", "می‌گوید"),
        ("a\x1b[2Jb\u202ec", "a\ufffd[2Jb\ufffdc"),
        ("x" * 200, "x" * 160 + "…"),
    ],
)
def test_values(value: Any, expected: str) -> None:
    assert shown(value) == expected
