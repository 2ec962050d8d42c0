"""Votes of runs that look alike."""

from __future__ import annotations

import pytest

from crawler.extract.body.group_vote import group_vote
from crawler.extract.body.walk import walk
from crawler.extract.document.page import parse

POSTS = "".join(f"<div class='post p{n}'><time>1{n}:05</time><p>Text {n}</p></div>" for n in range(5))


@pytest.mark.parametrize(
    ("html", "likely", "kept"),
    [
        ("<ul><li>one</li><li>two</li><li>three</li></ul>", {0, 2}, {0, 1, 2}),
        ("<ul><li>one</li><li>two</li><li>three</li></ul>", {0}, set()),
        ("<ul><li>one</li></ul>", {0}, {0}),
        ("<ul><li>one</li><li>another, and a long one</li></ul>", {0}, set()),
        ("<ul><li>a</li><li><a href=/x>a link alone</a></li><li>c</li></ul>", {0, 2}, {0, 2}),
        ("<p>a</p><p>b</p>", {0}, {0}),
        (f"<main>{POSTS}</main>", {1, 2, 3, 4, 5, 6, 7, 8, 9}, set(range(10))),
        (f"<main>{POSTS}</main>", {0, 1, 3, 5, 7, 9}, {1, 3, 5, 7, 9}),
        (f"<main>{POSTS}</main>", {0, 2, 1, 3, 5}, {0, 2, 1, 3, 5}),
        ("", set(), set()),
    ],
)
def test_together(html: str, likely: set[int], kept: set[int]) -> None:
    text_blocks = walk(parse(f"<html><body>{html}</body></html>", "https://daily.example/1").root).text_blocks
    assert group_vote(text_blocks, likely, [0.0] * len(text_blocks)) == kept


FAQ = "<div class=accordion-item><div class=accordion-title>When?</div><div class=accordion-content><div>{}</div></div></div>"


def test_titles_of_what_opens_by_a_click_go_with_what_they_open() -> None:
    html = FAQ.format("At eight.") + FAQ.format("At nine.") + "<div class=title>Who?</div><p>All.</p>"
    text_blocks = walk(parse(f"<html><body>{html}</body></html>", "https://daily.example/1").root).text_blocks
    assert group_vote(text_blocks, {1, 5}, [0.0] * len(text_blocks)) == {0, 1, 5}


def test_what_is_least_likely_stays_away() -> None:
    html = "<ul><li>one</li><li>two</li><li>three</li><li>four</li></ul>"
    text_blocks = walk(parse(f"<html><body>{html}</body></html>", "https://daily.example/1").root).text_blocks
    assert group_vote(text_blocks, {0, 1}, [1.0, 1.0, -2.9, -3.0]) == {0, 1, 2}
