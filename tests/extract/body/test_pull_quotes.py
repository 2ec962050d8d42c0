"""Pull quotes are the article's words shown twice."""

from __future__ import annotations

import pytest

from crawler.extract.body.pull_quotes import without_pull_quotes
from crawler.extract.body.walk import walk
from crawler.extract.document.page import parse

TEXT = "<p>“We had stopped counting the days,” said Jane Doe, who runs the post office.</p>"


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        (f"{TEXT}<blockquote class=pullquote>We had stopped counting the days</blockquote>", [0]),
        (f"{TEXT}<aside class='pull-quote'><div><p>we had stopped counting — the days!</p></div></aside>", [0]),
        (f"{TEXT}<p class=Pull>who runs the post office</p>", [0]),
        (f"{TEXT}<blockquote class=pullquote>We never stopped counting the days</blockquote>", [0, 1]),
        (f"{TEXT}<blockquote>We had stopped counting the days</blockquote>", [0, 1]),
        (f"{TEXT}<p class=pullquote>Jane Doe</p>", [0, 1]),
        (f"{TEXT}<blockquote class=pullquote><p>We had stopped counting the days</p><div>Jane Doe</div></blockquote>", [0]),
        (f"{TEXT}<div class=pull-left><p>We had stopped counting the days</p></div>", [0, 1]),
        ("<div class=pullquote><p>We had stopped counting the days.</p></div>", [0]),
        ("", []),
    ],
)  # fmt: skip
def test_pull_quotes(html: str, kept: list[int]) -> None:
    text_blocks = walk(parse(f"<html><body>{html}</body></html>", "https://daily.example/1").root).text_blocks
    assert without_pull_quotes(text_blocks, range(len(text_blocks))) == kept
