"""How sure a body is, and the structure that the second pass sees."""

from __future__ import annotations

import pytest

from crawler.extract.body import read_body
from crawler.extract.body.block_columns import block_columns
from crawler.extract.body.confidence import PAGE, confidence, page_numbers
from crawler.extract.body.structure_features import STRUCTURE_FEATURES, structure_features
from crawler.extract.body.walk import walk
from crawler.extract.document.page import parse

TEXT = "The harbour council voted on Tuesday to keep the old pier open to walkers through the winter. "


def test_confidence_is_a_share_and_null_without_a_body() -> None:
    text = "".join(f"<p>On day {n} {TEXT * 3}</p>" for n in range(6))
    links = "".join(f"<li><a href=/{n}>Ferry {n} is late once again</a>" for n in range(30))
    sure = read_body(parse(f"<main><h1>The pier</h1>{text}</main>", "https://daily.example/1"))
    doubtful = read_body(
        parse(f"<h1>The pier</h1><p>{TEXT}</p><div>{TEXT}<ul>{links}</ul></div>", "https://d.example/2")
    )
    assert sure.confidence is not None and doubtful.confidence is not None
    assert 0 <= doubtful.confidence < sure.confidence <= 1
    assert read_body(parse("<p></p>", "https://daily.example/3")).confidence is None
    assert confidence([], [], [], -1) is None


@pytest.mark.parametrize(
    ("odds", "kept", "expected"),
    [
        ([9.0, 9.0, -9.0], [0, 1], {"precision": 1.0, "recall": 1.0, "kept": 2.0, "gaps": 1.0, "doubtful": 0.0, "outside": 0.0}),
        ([9.0, -9.0, 9.0], [0, 2], {"gaps": 1.5, "most_left": -30.0, "before": 1.0, "headline": -1.0}),
        ([1.0, 1.6, 0.0], [0, 1], {"doubtful": 5 / 9, "outside": 2 / 9, "least_kept": 1.0, "share": 9 / 11}),
        ([9.0, -1.4, -1.5], [0], {"outside": 4 / 5}),
    ],
)  # fmt: skip
def test_page_numbers(odds: list[float], kept: list[int], expected: dict[str, float]) -> None:
    text_blocks = walk(parse("<body><p>One a</p><p>two.</p><p>3b</p>", "https://daily.example/1").root).text_blocks
    found = dict(zip(PAGE, page_numbers(text_blocks, odds, kept, 1), strict=True))
    assert {name: found[name] for name in expected} == pytest.approx(expected, abs=0.01)


def test_structure() -> None:
    html = "<body><main class=article-body><h2>a</h2><p>b.</p><p>b.</p></main><aside><div class=related><p><a>c</a></p></div></aside>"
    text_blocks = walk(parse(html, "https://daily.example/1").root).text_blocks
    blocks = block_columns(
        text_blocks, [len(block.text) for block in text_blocks], [[x] * 4 for x in (0.1, 0.2, 0.3, 0.4)]
    )
    columns = structure_features(blocks, [1.5, 3.0, -1.0, -3.0], blocks.boxes, blocks.boxes[1], 0)
    found = [dict(zip(STRUCTURE_FEATURES, row, strict=True)) for row in zip(*columns, strict=True)]
    assert [row["above"] for row in found] == [-5.0, 1.5, 1.5, 1.5]
    assert [row["above_gap"] for row in found] == [30.0, 1.0, 2.0, 3.0]
    assert [row["after_headline"] for row in found] == [0.0, 1.0, 2.0, 3.0]
    assert [row["repeated"] for row in found] == [0.0, 0.0, 1.0, 0.0]
    assert [(row["since"], row["until"]) for row in found] == [(30.0, 1.0), (0.0, 0.0), (1.0, 30.0), (2.0, 30.0)]
    assert [row["climb"] for row in found] == [0.0, 0.0, 0.0, 2.0]
    assert found[0]["prior"] > 0 > found[3]["prior"]
    assert (found[1]["branch_ends"], found[3]["branch_links"]) == (pytest.approx(2 / 3), 1.0)
