"""The likely blocks of a page in columns, and what their surroundings say of them."""

from __future__ import annotations

import pytest

from crawler.extract.body.block_columns import BlockColumns, block_columns
from crawler.extract.body.context_features import NEIGHBOURS, context_features
from crawler.extract.body.walk import walk
from crawler.extract.document.page import parse

PAGE = """<body><main class=article-body><h2>The pier</h2><div><p class=lead>It opens on Monday.</div>
<p class=lead>Boats: <a href=/1>three.</a></main><div class=related><p>More on boats</div>"""
ODDS = [1.0, 4.0, 2.0, -3.0]


def blocks(html: str = PAGE) -> BlockColumns:
    text_blocks = walk(parse(html, "https://daily.example/1").root).text_blocks
    sizes = [len(block.text) for block in text_blocks]
    return block_columns(text_blocks, sizes, [[float(i)] * len(sizes) for i in range(4)])


def test_boxes_come_after_their_parents_and_inherit_their_priors() -> None:
    found = blocks()
    containers = found.containers
    assert [box.element.tag for box in containers.boxes] == ["body", "main", "div", "div"]
    assert (containers.parents, found.boxes) == ([-1, 0, 1, 0], [1, 2, 1, 3])
    assert containers.priors[0] == 0.0 > containers.priors[3]
    assert containers.priors[1] == containers.priors[2] > 0.0


def test_columns() -> None:
    found = blocks(PAGE.replace("It opens", "It opens " * 80))
    assert found.sizes == [8.0, 600.0, 13.0, 13.0]
    assert (found.lengths[0], found.links, found.headings) == (8, [0, 0, 6, 0], [1.0, 0.0, 0.0, 0.0])
    assert (found.tags, found.ends) == ([15.0, 1.0, 1.0, 1.0], [0.0, 2.0, 2.0, 0.0])
    assert (found.kinds, found.kind_count) == ([0, 1, 2, 3], 4)


def test_picked_columns_keep_the_numbers_of_boxes_and_kinds() -> None:
    found = blocks()
    picked = found.pick([1, 3])
    assert (picked.boxes, picked.kinds, picked.kind_count) == ([2, 3], [1, 3], 4)
    assert picked.texts == ["It opens on Monday.", "More on boats"]
    assert found.pick([0, 1, 2, 3]) is found


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("own", ODDS),
        ("before", [-5.0, 1.0, 4.0, 2.0]),
        ("before_3", [-5.0, -5.0, -5.0, 1.0]),
        ("behind", [4.0, 2.0, -3.0, -5.0]),
        ("behind_2", [2.0, -3.0, -5.0, -5.0]),
        ("size_before", [0.0, 8.0, 19.0, 13.0]),
        ("size_behind", [19.0, 13.0, 13.0, 0.0]),
        ("box_share", [0.478, 0.522, 0.478, 0.017]),
        ("parent_share", [0.496, 0.522, 0.496, 0.496]),
        ("branch_runs", [2.0, 1.0, 2.0, 1.0]),
        ("branch_headings", [1.0, 0.0, 1.0, 0.0]),
        ("lead", [0.163, 0.686, 1.0, 1.0]),
        ("depth", [0.0, 1.0, 0.0, -1.0]),
        ("links", [0.0, 0.0, 6 / 13, 0.0]),
        ("place", [0.0, 0.25, 0.5, 0.75]),
        ("near_before", [0.0, 0.731, 0.906, 0.904]),
        ("after_headline", [-1.0, 0.0, 1.0, 2.0]),
    ],
)
def test_context(name: str, expected: list[float]) -> None:
    found = dict(zip(NEIGHBOURS, context_features(blocks(), ODDS, 1), strict=True))
    assert [*found[name]] == pytest.approx(expected, abs=0.02)


def test_no_block_has_no_features() -> None:
    assert [len(column) for column in context_features(blocks("<body>"), [], -1)] == [0] * len(NEIGHBOURS)
    assert all(len(column) == 1 for column in context_features(blocks("<body><h1>a</h1>"), [-3.5], 0))
