"""Where the label of a credit stands."""

from __future__ import annotations

from typing import Any

import pytest

from crawler.normalize.credits.find_labels import find_labels, label_before, may_close
from crawler.normalize.credits.label import (
    _prefix,
    closing_label_at,
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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Foto", 0),
        ("A ship. Foto", 8),
        ("A shipFoto", None),
        ("A ship. Photo Credit", 8),
        ("AP Photo", 3),
        ("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx Foto", 41),
        ("图", 0),
        ("设计图", None),
        ("x图", None),
        ("在船。图", 3),
        ("写真", 0),
        ("船の写真", 2),
        ("船。写真", 2),
        ("“Foto", 1),
        ("(Foto", 1),
        ("Rome.Foto", 5),
        ("Rome!”Foto", None),
        ("rome.foto", 5),
        ("Rome.F", None),
        ("Foto ", 0),
        ("nothing", None),
        ("", None),
        ("a b c d e Foto", 10),
        ("Aa Photo illustration by", None),
        ("图 ", 0),
        ("a图", None),
        ("。图", 1),
    ],
)
def test_label_before(text: str, expected: Any) -> None:
    assert label_before(text, len(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Foto: Jane", [(0, 6)]),
        ("Foto : Jane", [(0, 7)]),
        ("Foto ： Jane", [(0, 7)]),
        ("Foto＝Jane", [(0, 5)]),
        ("Foto=Jane", [(0, 5)]),
        ("Foto | Jane Doe", [(0, 7)]),
        ("Foto / Jane Doe", [(0, 7)]),
        ("Foto/Jane Doe", []),
        ("Foto| Jane", []),
        ("AFP. Photo | Jane", [(5, 13)]),
        ("AFP Photo | Jane", []),
        ("사진 / 홍길동", []),
        ("사진／홍길동", [(0, 3)]),
        ("Լուսանկարը՝ Jane", [(0, 12)]),
        ("Foto:Jane", [(0, 5)]),
        ("Foto:: Jane", [(0, 5)]),
        ("Foto:", [(0, 5)]),
        ("12:30 Foto: Jane", [(6, 12)]),
    ],
)
def test_where_labels_stand(text: str, expected: Any) -> None:
    assert [(label.start, label.end) for label in find_labels(text)] == expected


@pytest.mark.parametrize(
    ("mark", "before", "expected"),
    [
        (":", "x", True),
        (" | ", "foto", True),
        ("| ", "foto", False),
        (" | ", "the foto", False),
        (" | ", "x. foto", True),
        (" / ", "foto", True),
        ("/", "foto", False),
        ("/", "사진", True),
        ("／", "写真", True),
        (" / ", "사진", False),
        ("/", "mynd", True),
        ("/", "ljósmynd", True),
        ("/", "divulgação", True),
        ("/", "reprodução", True),
        ("/", "撮影", True),
        ("/", "图", True),
        ("/", "圖", True),
    ],
)
def test_may_close(mark: str, before: str, expected: bool) -> None:
    assert may_close(mark, before) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("© Jane", (1, False)),
        ("[写真]=Getty Images", (5, False)),
        ("[船]=Getty Images", (0, False)),
        ("Foto: Jane", (6, False)),
        ("Foto:", (0, False)),
        ("Courtesy: Jane", (10, True)),
        ("Courtesy of Jane", (0, True)),
        ("Photo courtesy of Jane", (6, True)),
        ("Ship courtesy of Jane", (0, False)),
        ("撮影・山田太郎", (3, False)),
        ("写真提供・山田", (5, False)),
        ("船・山田", (0, False)),
        ("Photo by Jane", (8, False)),
        ("Jane", (0, False)),
        ("", (0, False)),
        ("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx: Foto", (0, False)),
        ("Source: Jane", (8, False)),
        ("写真/山田太郎", (3, False)),
        ("Foto/Jane Doe", (0, False)),
        ("Photo  courtesy of Jane", (18, False)),
        (" [写真] = Getty", (0, False)),
        ("［写真］＝Getty", (5, False)),
        ("【写真】：Getty", (5, False)),
        ("（写真）：Getty", (5, False)),
        ("Jane Doe, courtesy of Ann", (0, False)),
        ("Source: ", (0, False)),
    ],
)
def test_prefix(text: str, expected: Any) -> None:
    assert _prefix(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Photo courtesy of Jane", 17),
        ("Photo credit should read Jane", 24),
        ("photo  credit\tJane", 13),
        ("Photos by Jane", 9),
        ("Photo and video by Jane", 18),
        ("Ship by Jane", 0),
        ("Photo courtesy", 0),
        ("Photo by" + " " * 52 + "Jane", 0),
        ("Photo by" + " " * 51 + "Jane", 8),
        ("Photo by" + " " * 53 + "Jane", 0),
        ("Photo by Jane Photo by", 8),
    ],
)
def test_openers(text: str, expected: int) -> None:
    assert opening_label_at(text) == expected


@pytest.mark.parametrize(
    ("text", "start", "expected"),
    [
        ("A ship. Getty Images Foto: x", 21, 8),
        ("A ship.\nNDR Foto: x", 12, 8),
        ("A ship | NDR Foto: x", 13, 8),
        ("A ship [NDR Foto: x", 12, 8),
        ("A ship (Getty Images Foto: x", 21, 8),
        ("A ship/NDR Foto: x", 11, 11),
        ("A ship NDR Foto: x", 11, 11),
        ("Ship Foto: x", 5, 5),
        ("NDR Foto: x", 0, 0),
        ("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx. NDR  Foto: x", 47, 42),
    ],
)
def test_suppliers_before(text: str, start: int, expected: int) -> None:
    assert supplier_label_before(text, start) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Photo courtesy of Jane", 18),
        ("Photos courtesy of Jane", 19),
        ("Zur Verfügung gestellt von Jane", 27),
        ("Mit freundlicher Genehmigung von Jane", 33),
        ("Courtesy of", 9),
        ("Courtesy Jane", 9),
    ],
)
def test_suppliers(text: str, expected: int) -> None:
    assert supplier_label_at(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jane Doe foto", 0),
        ("Jane Doe photo", 0),
        ("V. Pavardenis nuotrauka", 9),
        ("nuotr.", 0),
        ("撮影", 2),
        ("山田写真提供", 4),
        ("Jane Doe fotó", 4),
        ("Jane Doefotó", 4),
        ("Jane Doe felvétele", 9),
    ],
)
def test_closers(text: str, expected: int) -> None:
    assert closing_label_at(text) == expected
