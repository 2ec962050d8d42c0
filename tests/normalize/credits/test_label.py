"""Where the label of a credit stands."""

from __future__ import annotations

import pytest

from crawler.normalize.credits.label import (
    closing_label_at,
    find_labels,
    has_label,
    opening_label_at,
    strip_label,
    supplier_label_at,
    supplier_label_before,
)


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("图：李明", ["图"]),
        ("海面。图：李明", ["图"]),
        ("设计图：李明", []),  # a plan, no picture
        ("Im Stadion. Foto: Bild: Jane Doe/dpa", ["Foto", "Bild"]),
        ("Infoto: Jane Doe", []),
        ("In Rome.Foto: Jane Doe", ["Foto"]),
        ("사진/홍길동", ["사진"]),
        ("写真／山田太郎", ["写真"]),
        ("Reprodução/TV Globo", ["Reprodução"]),
        ("Divulgação/Prefeitura", ["Divulgação"]),
        ("AP Photo/Jane Doe", []),
        ("It was 10:30 in Rome", []),
        ("Nobody knows", []),
        ("", []),
    ],
)
def test_find_labels(text: str, labels: list[str]) -> None:
    assert [label.text for label in find_labels(text)] == labels
    for label in find_labels(text):
        assert text[label.start : label.end].startswith(label.text) and label.end > label.start + len(label.text)


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("Photo by Jane Doe", 8),
        ("PHOTO BY Jane", 8),
        ("Photo  by Jane Doe", 9),
        ("Photo by", 0),
        ("Photography", 0),
        ("", 0),
    ],
)
def test_opening_label(text: str, length: int) -> None:
    assert opening_label_at(text) == length


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(Foto: Bild: Jane Doe/dpa)", ("Jane Doe/dpa", False)),
        ("© Jane Doe", ("Jane Doe", False)),
        ("[写真]=Getty Images", ("Getty Images", False)),
        ("Photo by Jane Doe", ("Jane Doe", False)),
        ("Photo courtesy of the Smith family", ("courtesy of the Smith family", True)),
        ("Courtesy of the Smith family", ("Courtesy of the Smith family", True)),
        ("Jane Doe", ("Jane Doe", False)),
        ("", ("", False)),
    ],
)
def test_strip_label(text: str, expected: tuple[str, bool]) -> None:
    assert strip_label(text) == expected
    assert has_label(text) is (expected[1] or text.strip("()") != expected[0])


@pytest.mark.parametrize(
    ("text", "start", "expected"),
    [
        ("A ship. NDR Foto: Jane Doe", 12, 8),
        ("A ship. (NDR Foto: Jane Doe", 13, 9),
        ("Meet the NDR Foto: Jane Doe", 13, 13),
        ("NDR Foto: Jane Doe", 4, 0),
        ("Foto: Jane Doe", 0, 0),
    ],
)
def test_supplier_label_before(text: str, start: int, expected: int) -> None:
    assert supplier_label_before(text, start) == expected


@pytest.mark.parametrize(
    ("text", "length"), [("Courtesy of Ann", 12), ("courtesy of Ann", 12), ("Ann, courtesy of", 0), ("", 0)]
)
def test_supplier_label_at(text: str, length: int) -> None:
    assert supplier_label_at(text) == length


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("山田太郎撮影", 2),
        ("V. Pavardenis nuotr.", 6),
        ("V.Pavardenisnuotr.", 0),
        ("Rescue Photo", 0),
        ("Jane Doe", 0),
        ("", 0),
    ],
)
def test_closing_label(text: str, length: int) -> None:
    assert closing_label_at(text) == length
