"""Names near the headline that nothing marks, told by the date beside them."""

from __future__ import annotations

import pytest

from tests.records import record_of

PROSE = "".join(
    f"<p>{n}. The ferry left the old pier at dawn on Thursday with eleven passengers, two dogs and a piano on its deck.</p>"
    for n in range(5)
)
NAME, DATE, LINE = "<div>Jane Doe</div>", "<div>April 2, 2026</div>", "<div>Of the sea</div>"


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        (NAME + DATE, ["Jane Doe"]),
        (DATE + NAME, ["Jane Doe"]),
        (NAME + LINE * 2 + DATE, ["Jane Doe"]),
        (DATE + LINE * 2 + NAME, ["Jane Doe"]),
        (NAME + LINE * 3 + DATE, []),
        (DATE + LINE * 3 + NAME, []),
        (NAME, []),
        ("<h3>Jane Doe</h3>" + DATE, []),
        ("<div><a href='/topic/jane-doe'>Jane Doe</a></div>" + DATE, []),
    ],
)
def test_a_name_near_a_date(lines: str, names: list[str]) -> None:
    html = f"<html><body><article><h1>The ferry sails again</h1>{lines}{PROSE}</article></body></html>"
    assert [author["name"] for author in record_of(html)["authors"]] == names
