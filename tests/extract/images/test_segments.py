"""Labels of the user interface and counters beside a picture are not its texts."""

from __future__ import annotations

import pytest

from crawler.extract.images.segments import is_prompt


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Enlarge this image", True),
        (" Enlarge image ", True),
        ("1 of 3", True),
        ("(2/10)", True),
        ("Bild 2 von 10", True),
        ("Image 3 of 12", True),
        ("٣/٥", True),
        ("3 piers", False),
        ("The pier in 2024", False),
        ("The pier", False),
        ("", False),
        (f"1 of 3{' ' * 73}", True),
        (f"1 of 3{' ' * 74}", False),
    ],
)
def test_is_prompt(text: str, expected: bool) -> None:
    assert is_prompt(text) is expected
