from __future__ import annotations

import pytest

from crawler.extract.images.srcset import Candidate, read_srcset


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("a.jpg 600w, b.jpg 900w", [("a.jpg", 600), ("b.jpg", 900)]),
        (
            "/w_600,c_limit/a.jpg 600w,/w_900,c_limit/a.jpg 900w",
            [("/w_600,c_limit/a.jpg", 600), ("/w_900,c_limit/a.jpg", 900)],
        ),
        ("/a.jpeg?fl=cro,0,0,1920,1080%7Cres,320 320w", [("/a.jpeg?fl=cro,0,0,1920,1080%7Cres,320", 320)]),
        ("a.jpg, b.jpg 2x", [("a.jpg", 0), ("b.jpg", 0, 2)]),
        ("a.jpg 1.5x", [("a.jpg", 0, 1.5)]),
        ("a.jpg (x, y) 300w, b.jpg 2x", [("a.jpg", 300), ("b.jpg", 0, 2)]),
        ("\n  a.jpg\t300w ,\n b.jpg 600w\n", [("a.jpg", 300), ("b.jpg", 600)]),
        ("a.jpg 300w 200h", [("a.jpg", 300)]),
        ("data:,1w", [("data:,1w", 0)]),
        ("a.jpg", [("a.jpg", 0)]),
        ("a.jpg,", [("a.jpg", 0)]),
        ("a.jpg 300w b.jpg 600w", [("a.jpg", 300)]),
        ("a.jpg 300w, ,b.jpg 600w,", [("a.jpg", 300), ("b.jpg", 600)]),
        ("a.jpg wide", [("a.jpg", 0)]),
        ("", []),
        (" , ,, ", []),
    ],
)
def test_candidates(value: str, expected: list[tuple[str, float, float]]) -> None:
    assert read_srcset(value) == [Candidate(*c) for c in expected]
