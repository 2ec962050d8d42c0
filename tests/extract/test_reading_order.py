from typing import Any

import pytest

from crawler.extract.body import Piece
from crawler.extract.body.boilerplate_edges import BoilerplateEdges
from crawler.extract.reading_order import without_edges, without_extracted_fields
from crawler.record.items import Block, Correction

TEXTS = ["SEOUL, April 2 (Yonhap) -- Boats returned.", "The office said so.", "Yonhap"]


def placed(*texts: str) -> list[tuple[int, Piece]]:
    return [(i, Piece(None, Block("paragraph", text=t))) for i, t in enumerate(texts)]


@pytest.mark.parametrize(
    ("edges", "left"),
    [
        (BoilerplateEdges(), TEXTS),
        (BoilerplateEdges(dropped=frozenset({2})), TEXTS[:2]),
        (
            BoilerplateEdges(dateline="SEOUL, April 2 (Yonhap)", opening="Boats returned."),
            ["Boats returned.", *TEXTS[1:]],
        ),
        (BoilerplateEdges(dropped=frozenset({0, 1, 2})), []),
    ],
)
def test_without_edges(edges: BoilerplateEdges, left: list[str]) -> None:
    assert [piece.block.text for _, piece in without_edges(placed(*TEXTS), edges)] == left


@pytest.mark.parametrize(
    ("fields", "left"),
    [
        ({"dateline": "SEOUL, April 2 (Yonhap)"}, ["Boats returned.", *TEXTS[1:]]),
        ({"dateline": "BUSAN"}, TEXTS),
        ({"byline": "Yonhap"}, TEXTS[:2]),
        ({"description": "The office said so.", "headline": "Yonhap"}, TEXTS[:1]),
        ({"alternative_headline": "The office said so."}, [TEXTS[0], TEXTS[2]]),
        ({"corrections": [Correction("Yonhap")]}, TEXTS[:2]),
        ({}, TEXTS),
    ],
)
def test_without_extracted_fields(fields: dict[str, Any], left: list[str]) -> None:
    assert [piece.block.text for _, piece in without_extracted_fields(placed(*TEXTS), fields)] == left


def test_no_piece_has_no_dateline() -> None:
    assert without_extracted_fields([], {"dateline": "SEOUL"}) == []
