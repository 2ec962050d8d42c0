"""Durations and sizes as people write them."""

from __future__ import annotations

import pytest

from crawler.normalize.quantities import to_bytes, to_seconds


@pytest.mark.parametrize(
    ("value", "seconds"),
    [("1", 1), (1.5, 1.5), ("1s", 1), ("2 seconds", 2), ("1m", 60), ("1 min", 60), ("2 Minutes", 120), ("1h", 3_600),
     ("1.5 hours", 5_400), ("1d", 86_400), ("7 days", 604_800), ("1 week", 604_800), (" 2w ", 1_209_600), (0, 0)],
)  # fmt: skip
def test_to_seconds(value: float | str, seconds: float) -> None:
    assert to_seconds(value) == seconds


@pytest.mark.parametrize(
    ("value", "size"),
    [
        ("1", 1),
        (4096, 4096),
        ("1b", 1),
        ("1k", 1_000),
        ("50 MB", 50_000_000),
        ("1.5 GB", 1_500_000_000),
        (" 2gb ", 2_000_000_000),
    ],
)
def test_to_bytes(value: float | str, size: int) -> None:
    assert to_bytes(value) == size


@pytest.mark.parametrize("value", ["", "soon", "-1", "1 year", "1,5 h", True, "nan"])
def test_what_is_none_is_said(value: float | str) -> None:
    with pytest.raises(
        ValueError, match=rf"^“{value}” is not a duration: it takes a number of seconds, or “30 minutes”, “7 days”.$"
    ):
        to_seconds(value)
    with pytest.raises(
        ValueError, match=rf"^“{value}” is not a size: it takes a number of bytes, or “500 KB”, “50 MB”, “2 GB”.$"
    ):
        to_bytes(value)
