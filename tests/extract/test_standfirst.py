"""The standfirst at the beginning of a body, and a first paragraph that is only styled like one."""

from __future__ import annotations

import pytest

from crawler.extract.body import Piece
from crawler.extract.document.page import parse
from crawler.extract.read import extract
from crawler.extract.standfirst import is_first_paragraph, without_standfirst
from crawler.record.items import Block

PROSE = "The ferry left the harbour in the morning, and nobody on the pier saw it come back before the night. "
OPENING = "The council voted on Tuesday to keep the old pier open until the new one is built, it said."


def placed(*texts: str) -> list[tuple[int, Piece]]:
    return [(i, Piece(None, Block("paragraph", text=t))) for i, t in enumerate(texts)]


@pytest.mark.parametrize(
    ("texts", "standfirst", "left"),
    [
        (["A dek.", "Text."], "A dek.", ["Text."]),
        (["A  dek.", "Text."], "A dek.", ["Text."]),
        (["Text.", "A dek."], "A dek.", ["Text.", "A dek."]),
        (["Text."], None, ["Text."]),
        ([], "A dek.", []),
    ],
)
def test_without_standfirst(texts: list[str], standfirst: str | None, left: list[str]) -> None:
    assert [piece.block.text for _, piece in without_standfirst(placed(*texts), standfirst)] == left


@pytest.mark.parametrize(
    ("texts", "first"),
    [
        (["abcdefg", "a" * 99], True),
        (["abcdefg", "a" * 100], False),
        (["abcdefg", *["a" * 50] * 2], False),
        (["abcdefg"], True),
        (["a", "abcdefg"], False),
        ([], False),
    ],
)
def test_first_paragraph(texts: list[str], first: bool) -> None:
    assert is_first_paragraph(placed(*texts), "abcdefg") is first


@pytest.mark.parametrize("kind", ["heading", "quote"])
def test_only_a_paragraph_is_a_first_paragraph(kind: str) -> None:
    kept = placed("abcdefg", "a")
    kept[0][1].block.type = kind  # type: ignore[assignment]
    assert not is_first_paragraph(kept, "abcdefg")


@pytest.mark.parametrize(
    ("shown", "length", "in_text"),
    [
        ("<p class=intro>{}</p>", 10, True),
        ("<p class=intro>{}</p>", 40, False),
        ("<div class=lead-wrap><p>{}</p></div>", 10, True),
        ("<p class=vorspann>{}</p>", 10, True),
        # Names that mean a standfirst and nothing else, of the element or of one around it.
        ("<p class='intro standfirst'>{}</p>", 10, False),
        ("<div class=dek><p class=intro>{}</p></div>", 10, False),
        ("<h2 class=intro>{}</h2>", 10, False),
    ],
)
def test_a_first_paragraph_styled_as_standfirst_is_of_the_text(shown: str, length: int, in_text: bool) -> None:
    text = "".join(f"<p>{PROSE}{n}</p>" for n in range(length))
    page = f"<title>The pier</title><meta property='og:description' content='What was said'><body><article><h1>The old pier stays</h1>{shown.format(OPENING)}{text}</article></body>"
    article = extract(parse(page, "https://daily.example/1"))
    assert article.description == ("What was said" if in_text else OPENING)
    assert (OPENING in [block.text for block in article.blocks]) is in_text
