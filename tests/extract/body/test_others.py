"""Other articles, and parts behind an article."""

from __future__ import annotations

import pytest

from crawler.extract.body.endmatter import without_endmatter, without_last_heading
from crawler.extract.body.others import without_cards, without_other_articles
from crawler.extract.body.walk import walk
from crawler.extract.document.page import parse

ONE = "<article><h1>Old pier stays open</h1><p>a</p>"


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        (f"{ONE}</article><article><h2><a href=/n>Second lighthouse</a></h2><p>b</p></article>", [0, 1]),
        (f"{ONE}</article><article><h1>Second lighthouse</h1><p>b</p></article><p>c</p>", [0, 1, 4]),
        # An article in several elements, or in entries.
        (f"{ONE}</article><article><h2>Why it matters</h2><p>b</p></article>", [0, 1, 2, 3]),
        (f"{ONE}<article><h1>Entry</h1><p>b</p></article></article>", [0, 1, 2, 3]),
        (f"{ONE}</article><h1>c</h1><p>b</p>", [0, 1, 2, 3]),
        ("<h1>Old pier</h1><article><h1><a href=/n>Second</a></h1><p>b</p></article>", [0, 1, 2]),
        (f"{ONE}</article><article><h1>Second lighthouse</h1><p>{'b' * 43}</p></article>", [0, 1]),
        (f"{ONE}</article><article><h1>Second lighthouse</h1><p>{'b' * 44}</p></article>", [0, 1, 2, 3]),
    ],
)
def test_other_articles(html: str, kept: list[int]) -> None:
    text_blocks = walk(parse(f"<html><body>{html}</body></html>", "https://daily.example/1").root).text_blocks
    assert without_other_articles(text_blocks, range(len(text_blocks)), 0) == kept
    assert without_other_articles(text_blocks, range(len(text_blocks)), -1) == [*range(len(text_blocks))]


CARD = "<div class=card><a href=/n>A ferry sails again</a><div><p>It is late.</p></div></div>"


@pytest.mark.parametrize(
    ("html", "headline", "kept"),
    [
        (f"<div>{CARD * 3}</div><h1>Old pier</h1><p>a</p>", 6, [6, 7]),
        (f"<div>{CARD * 2}</div><h1>Old pier</h1><p>a</p>", 4, [*range(6)]),
        (f"<h1>Old pier</h1><div>{CARD * 3}</div><p>a</p>", 0, [*range(8)]),
        (f"<p>a</p><div>{CARD * 3}</div><h1>Old pier</h1>", 7, [0, 7]),
        (f"<div>{CARD * 3}</div><h1>Old pier</h1>", -1, [*range(7)]),
    ],
)
def test_cards_above_the_headline(html: str, headline: int, kept: list[int]) -> None:
    text_blocks = walk(parse(f"<html><body>{html}</body></html>", "https://daily.example/1").root).text_blocks
    assert without_cards(text_blocks, range(len(text_blocks)), headline) == kept


TEXT = "<p>The harbour council voted on Tuesday.</p>"


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        (f"{TEXT}<h3>About the Author</h3><p>Ann Lee writes.</p>", [0]),
        (f"{TEXT}<h3>Über die Autorin:</h3><p>Ann Lee.</p><h4>More</h4><p>b</p>", [0]),
        (f"{TEXT}<h3>Comments (12)</h3><p>b</p><h3>What is next</h3><p>c</p>", [0, 3, 4]),
        (f"{TEXT}<h3>댓글</h3><p>b</p><h2>c</h2>", [0, 3]),
        (f"{TEXT}<p>About the author</p><p>b</p>", [0, 1, 2]),
        (f"{TEXT}<h3>About the author of the plan</h3><p>b</p>", [0, 1, 2]),
        # Too much of the text, or no text before it.
        (f"{TEXT}<h3>Comments</h3><p>{'a' * 18}</p>", [0]),
        (f"{TEXT}<h3>Comments</h3><p>{'a' * 19}</p>", [0, 1, 2]),
        ("<h3>About the author</h3><p>b</p>", [0, 1]),
        # One section in another: the outer one is too long, the inner is not.
        (f"{TEXT}<h2>Comments</h2><p>{'a' * 16}</p><h3>About the author</h3><p>b</p>", [0, 1, 2]),
        (f"{TEXT}<h3>Comments</h3><p>b</p><h3>About the author</h3><p>b</p><h3>Next</h3>", [0, 5]),
        ("", []),
    ],
)
def test_endmatter(html: str, kept: list[int]) -> None:
    text_blocks = walk(parse(f"<html><body>{html}</body></html>", "https://daily.example/1").root).text_blocks
    assert without_endmatter(text_blocks, range(len(text_blocks))) == kept


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        ("<p>a</p><h2>Our tips</h2>", [0]),
        (f"<p>a</p><h2>{'b' * 150}</h2>", [0]),
        (f"<p>a</p><h2>{'b' * 151}</h2>", [0, 1]),
        ("<p>a</p><h2>One</h2><h2>Two</h2>", [0, 1, 2]),
        ("<p>a</p><h2>One</h2><p>b</p>", [0, 1, 2]),
        (f"<p>a</p><p>{'b' * 79}:</p>", [0]),
        (f"<p>a</p><p>{'b' * 80}:</p>", [0, 1]),
        ("<p>a</p><p>あ：</p>", [0]),
        ("<h2>One</h2>", [0]),
    ],
)
def test_last_heading(html: str, kept: list[int]) -> None:
    text_blocks = walk(parse(f"<html><body>{html}</body></html>", "https://daily.example/1").root).text_blocks
    assert without_last_heading(text_blocks, [*range(len(text_blocks))]) == kept
