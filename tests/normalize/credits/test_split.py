"""Where the parts of a chain of names begin and end, and labels that nothing closes."""

from __future__ import annotations

from typing import Any

import pytest

from crawler.normalize.credits.bare_label import without_bare_label
from crawler.normalize.credits.split import split


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Jane Doe/Reuters", ["Jane Doe", "Reuters"]),
        ("Jane Doe, Reuters", ["Jane Doe", "Reuters"]),
        ("Jane Doe,Reuters", ["Jane Doe,Reuters"]),
        ("Jane Doe - Reuters", ["Jane Doe", "Reuters"]),
        ("Mary-Ann Doe", ["Mary-Ann Doe"]),
        ("Jane Doe—Reuters", ["Jane Doe", "Reuters"]),
        ("Jane Doe (Reuters)", ["Jane Doe", "Reuters"]),
        ("Jane Doe via Reuters", ["Jane Doe", "Reuters"]),
        ("Jane Doe. Reuters", ["Jane Doe", "Reuters"]),
        ("J. Doe / AFP", ["J. Doe", "AFP"]),
        ("St. Ann Doe / AFP", ["St. Ann Doe", "AFP"]),
        ("© Jane Doe / AFP", ["Jane Doe", "AFP"]),
        ("Jane Doe jane@daily.example / AFP", ["Jane Doe", "AFP"]),
        ("Jane Doe https://daily.example / AFP", ["Jane Doe", "AFP"]),
        ("Jane Doe / @janedoe", ["Jane Doe"]),
        ("@janedoe", ["@janedoe"]),
        ("Jane Doe, Jr. / AFP", ["Jane Doe Jr.", "AFP"]),
        ("Acme, Inc. / AFP", ["Acme, Inc.", "AFP"]),
        ("Acme, LLC / AFP", ["Acme, LLC", "AFP"]),
        ("Foto: Jane Doe / Bild: Tom Birch", ["Jane Doe", "Tom Birch"]),
        ("National Institute for Space Research (INPE)", ["National Institute for Space Research (INPE)"]),
        ("", []),
    ],
)
def test_split(text: str, parts: list[str]) -> None:
    assert split(text) == parts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Photo Jane Doe / AFP", "Jane Doe / AFP"),
        ("Photo / Jane Doe", "Jane Doe"),
        ("Beeld ANP", "ANP"),
        ("Foto Huebner", "Foto Huebner"),
        ("Jane Doe", "Jane Doe"),
        ("Photo", "Photo"),
        ("", ""),
    ],
)
def test_without_bare_label(text: str, expected: str) -> None:
    assert without_bare_label(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jane Doe|AFP", ["Jane Doe", "AFP"]),
        ("Jane Doe;AFP", ["Jane Doe", "AFP"]),
        ("Jane Doe • AFP", ["Jane Doe", "AFP"]),
        ("Jane Doe ● AFP", ["Jane Doe", "AFP"]),
        ("Jane Doe·AFP", ["Jane Doe", "AFP"]),
        ("Jane Doe ▪ AFP", ["Jane Doe", "AFP"]),
        ("Jane Doe┃AFP", ["Jane Doe", "AFP"]),
        ("Jane Doe│AFP", ["Jane Doe", "AFP"]),
        ("Jane Doe＝AFP", ["Jane Doe", "AFP"]),
        ("Jane Doe=AFP", ["Jane Doe", "AFP"]),
        ("Jane Doe\u2009AFP", ["Jane Doe", "AFP"]),
        ("Jane Doe – AFP", ["Jane Doe", "AFP"]),
        ("Jane Doe ~ AFP", ["Jane Doe", "AFP"]),
        ("Jane Doe [AFP]", ["Jane Doe", "AFP"]),
        ("山田（共同）", ["山田", "共同"]),
        ("山田【共同】", ["山田", "共同"]),
        ("山田、共同", ["山田", "共同"]),
        ("山田，共同", ["山田", "共同"]),
        ("山田；共同", ["山田", "共同"]),
        ("山田／共同", ["山田", "共同"]),
        ("山田｜共同", ["山田", "共同"]),
        ("AP王小明", ["AP", "王小明"]),
        ("AFP王小明", ["AFP", "王小明"]),
        ("AP通信", ["AP通信"]),
        ("Jane Doe VIA AFP", ["Jane Doe", "AFP"]),
        ("Jane Doe. AFP", ["Jane Doe", "AFP"]),
        ("A.\xa0Doe. AFP", ["A.\xa0Doe", "AFP"]),
        ("Jane Doe: AFP", ["Jane Doe", "AFP"]),
        ("Jane Doe PHOTO BY Tom Birch", ["Jane Doe", "Tom Birch"]),
        ("Jane Doe images by Tom Birch", ["Jane Doe", "Tom Birch"]),
        ("Jane Doe photo by Tom Birch", ["Jane Doe", "Tom Birch"]),
        ("Styling: Jane Doe", []),
        ("Jane Doe. Styling: Ann Lee", ["Jane Doe"]),
        ("Jane Doe / Hair: Ann Lee / AFP", ["Jane Doe"]),
        ("“The ferry sails from the old pier at dawn” Jane Doe", []),
        ("Source: “The ferry sails from the old pier at dawn” / AFP", []),
        ("AFP / “The ferry sails from the old pier at dawn” Jane Doe", ["AFP"]),
        ("“Short title” Jane Doe", ["“Short title” Jane Doe"]),
        ("Dpa-Zentralbild/Picture Alliance", ["Dpa-Zentralbild", "Picture Alliance"]),
        ("picture alliance/dpa", ["picture alliance", "dpa"]),
        ("Foto: Jane Doe Bild: Tom Birch", ["Jane Doe", "Tom Birch"]),
        ("@a / @b", ["@a", "@b"]),
        ("a@b.example", []),
        ("Jane Doe, III / AFP", ["Jane Doe III", "AFP"]),
        ("Jane Doe, II", ["Jane Doe II"]),
        ("Acme, Ltd. / AFP", ["Acme, Ltd.", "AFP"]),
        ("Jr.", ["Jr."]),
        ("National Institute for Space (INPE)", ["National Institute for Space (INPE)"]),
        ("National Institute (INPE)", ["National Institute", "INPE"]),
        ("National Institute for Space (AFP)", ["National Institute for Space", "AFP"]),
        ("National Institute for Space (IN2)", ["National Institute for Space", "IN2"]),
        ("National Institute for Space (Inpe)", ["National Institute for Space", "Inpe"]),
        ("AFP / Jane Doe, Jr.", ["AFP", "Jane Doe Jr."]),
        ("AFP / Acme, Inc.", ["AFP", "Acme, Inc."]),
        ("AFP / National Institute for Space (INPE)", ["AFP", "National Institute for Space (INPE)"]),
        ("Jane Doe, Sr / AFP", ["Jane Doe Sr", "AFP"]),
        ("Jane Doe, Jr / AFP", ["Jane Doe Jr", "AFP"]),
        ("Jane Doe, LLC", ["Jane Doe, LLC"]),
        ("Jane Doe, Inc / AFP", ["Jane Doe, Inc", "AFP"]),
        ("Jane Doe, III", ["Jane Doe III"]),
        ("Jane Doe, IV", ["Jane Doe", "IV"]),
        ("National (INPE)", ["National", "INPE"]),
        ("Institute for (INPE)", ["Institute for", "INPE"]),
        ("A B C (INPE)", ["A B C (INPE)"]),
    ],
)
def test_more_parts(text: str, expected: Any) -> None:
    assert split(text) == expected
