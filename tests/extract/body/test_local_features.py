"""The size of a text counts what is written without spaces twice."""

from __future__ import annotations

import pytest

from crawler.extract.body.local_features import size


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", 0),
        ("The pier", 8),
        ("Die Brücke – „hält“", 19),
        ("Мост открыт", 11),
        ("הגשר נפתח", 9),
        ("पुल", 3),
        ("港", 2),
        ("港は開く。", 9),  # the full stop is no letter
        ("\u3040\u30ff\u3400\u9fff\uac00\ud7af\u0e00\u0e7f", 16),  # the ends of the ranges
        ("\u303f\u3100\u33ff\ua000\uabff\ud7b0\u0dff\u0e80", 8),  # and what is just outside them
        ("port 부두", 9),
        ("half \ud83c", 6),
    ],
)
def test_size(text: str, expected: int) -> None:
    assert size(text) == expected
