"""Datelines taken off the first paragraph."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from crawler.normalize.dateline_places import is_place, opening_place
from crawler.normalize.datelines import _agencies, _head, _is_shouted, split_dateline

ROWS = [
    [cell.strip() for cell in line.split("~")]
    for line in (Path(__file__).parents[1] / "tables" / "datelines.txt").read_text("utf-8").splitlines()
    if not line.startswith("#")
]


@pytest.mark.parametrize(("text", "dateline", "agencies", "rest"), ROWS)
def test_split_dateline(text: str, dateline: str, agencies: str, rest: str) -> None:
    found, organizations, left = split_dateline(text)
    assert (found or "") == dateline
    assert organizations == [a.strip() for a in agencies.split(";") if a.strip()]
    assert left.startswith(rest)
    assert dateline or left == text


def test_table_is_wide() -> None:
    assert len(ROWS) >= 100
    assert sum(not row[1] for row in ROWS) >= 20


@pytest.mark.parametrize(
    "text", ["WASHINGTON (AP) —", "WASHINGTON —", "(dpa) - ", "A" * 100_000, "A " * 100_000, "(" * 100_000]
)
def test_nothing_left_or_too_long(text: str) -> None:
    assert split_dateline(text) == (None, [], text)


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("WASHINGTON", True),
        ("NEW YORK", True),
        ("WASHINGTON Post", True),
        ("WASHINGTON, April", True),
        ("WASHINGTON april", True),
        ("WASHINGTON the Sea", True),
        ("WASHINGTON with Sea", False),
        ("Washington", False),
        ("UN", False),
        ("U.N.", True),
        ("U.S.", True),
        ("UNO", True),
        ("SAINT-DENIS", True),
        ("A B C D E F", False),
        ("AAA B C D E F", True),
        ("AAA B C D E F G", False),
        ("", False),
        ("BREAKING", False),
        ("AAA bc", True),
        ("AAA bcde", False),
        ("AAA Abcd", True),
        ("X.Y. Abc", True),
        ("A-B C", True),
    ],
)
def test_shouted(place: str, expected: bool) -> None:
    assert _is_shouted(place) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("WASHINGTON, D.C.", "WASHINGTON, D.C."),
        ("WASHINGTON, ", "WASHINGTON"),
        ("- ROMA -", "ROMA"),
        ("ROMA.", "ROMA"),
        ("ROMA 27. ", "ROMA 27"),
        ("  A   B ", "A B"),
        ("|A|", "A"),
    ],
)
def test_dateline_heads(text: str, expected: str) -> None:
    assert _head(text) == expected


@pytest.mark.parametrize(
    ("named", "expected"),
    [
        ("AFP", ["Agence France-Presse"]),
        ("AFP/dpa", ["Agence France-Presse", "dpa"]),
        ("AFP, dpa", ["Agence France-Presse", "dpa"]),
        ("AFP and dpa", ["Agence France-Presse", "dpa"]),
        ("dpa und AFP", ["dpa", "Agence France-Presse"]),
        ("dpa - AFP", ["dpa", "Agence France-Presse"]),
        ("dpa·AFP", ["dpa", "Agence France-Presse"]),
        ("dpa・AFP", ["dpa", "Agence France-Presse"]),
        ("AFP/AFP", ["Agence France-Presse"]),
        ("서울=연합뉴스", ["Yonhap"]),
        ("ワシントン共同", ["Kyodo News"]),
        ("ワシントンワシントンワ共同", []),
        ("Paris AFP", ["Agence France-Presse"]),
        ("afp", ["Agence France-Presse"]),
        ("Jane Doe", []),
        ("", []),
        ("ワシントンワシントン共同", []),
        ("ワシントンワシントンＡ共同", []),
        ("xxx=AFP", ["Agence France-Presse"]),
        ("Paris und AFP", ["Agence France-Presse"]),
    ],
)
def test_dateline_agencies(named: str, expected: Any) -> None:
    assert _agencies(named) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("LONDON/Teheran", True),
        ("LONDON / Teheran", True),
        ("İSTANBUL", True),
        ("Trump", False),
        ("Berlin.", True),
        ("Berlin,", True),
        ("Berlin/Trump", False),
        ("", False),
        ("İzmir", True),
        ("Izmir", True),
    ],
)
def test_places(name: str, expected: bool) -> None:
    assert is_place(name) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Berlin. Die Feuerwehr kämpft gegen einen Brand in Lichterfelde.", ("Berlin", 8)),
        ("Berlin. Paris. Rom. Die Mode kommt aus allen drei Städten.", None),
        ("Berlin: Die Feuerwehr kämpft gegen einen Brand in Lichterfelde.", None),
        ("BERLIN: Die Feuerwehr kämpft gegen einen Brand in Lichterfelde.", ("BERLIN", 8)),
        ("Berlin – Die Feuerwehr kämpft gegen einen Brand in Lichterfelde.", ("Berlin", 9)),
        ("Berlin - Die Feuerwehr kämpft gegen einen Brand in Lichterfelde.", ("Berlin", 9)),
        ("Berlin - die Feuerwehr kämpft gegen einen Brand in Lichterfelde.", None),
        ("Trump. Die Feuerwehr kämpft gegen einen Brand in Lichterfelde.", None),
        ("Berlin. Abbbbbbbbbbbbbbbbbbbbbbbbbbbbb.", ("Berlin", 8)),
        ("Berlin. Abbbbbbbbbbbbbbbbbbbbbbbbbbbb.", None),
        ("Berlin, 3. Mai. Die Feuerwehr kämpft gegen einen Brand in Lichterfelde.", ("Berlin, 3. Mai", 16)),
        ("Berlin 3.5.2026. Die Feuerwehr kämpft gegen einen Brand in Lichterfelde.", None),
        ("Berlin/Paris. Die Feuerwehr kämpft gegen einen Brand in Lichterfelde.", ("Berlin/Paris", 14)),
        ("Berlin. " + "A" * 300, ("Berlin", 8)),
        ("", None),
        ("Berlin. A" + "b" * 210 + ".", ("Berlin", 8)),
        ("Berlin – Abbbbbbbbbbbbbbbbbbbbbbbbbbbb! x", None),
    ],
)
def test_opening_places(text: str, expected: Any) -> None:
    assert opening_place(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "WASHINGTON — The president said on Monday that he would go.",
            ("WASHINGTON", [], "The president said on Monday that he would go."),
        ),
        (
            "WASHINGTON — the president said on Monday that he would go.",
            (None, [], "WASHINGTON — the president said on Monday that he would go."),
        ),
        ("Trump — the president — said so.", (None, [], "Trump — the president — said so.")),
        ("(ANSA) - ROMA, 27 APR - Il presidente va.", ("(ANSA) - ROMA, 27 APR", ["ANSA"], "Il presidente va.")),
        ("(ANSA) - Il presidente va.", ("(ANSA)", ["ANSA"], "Il presidente va.")),
        ("[서울=연합뉴스] 대통령은 말했다.", ("[서울=연합뉴스]", ["Yonhap"], "대통령은 말했다.")),
        ("[서울=아무개] 대통령은 말했다.", ("[서울=아무개]", [], "대통령은 말했다.")),
        ("（共同）大統領は言った。", (None, [], "（共同）大統領は言った。")),
        ("新华社北京5月3日电 总统说。", ("新华社北京5月3日电", ["Xinhua"], "总统说。")),
        ("北京5月3日电 总统说。", ("北京5月3日电", [], "总统说。")),
        ("5月3日电 总统说。", (None, [], "5月3日电 总统说。")),
        ("〔記者王小明／台北報導〕總統說。", ("〔記者王小明／台北報導〕", [], "總統說。")),
        ("本报讯（记者 王小明）总统说。", ("本报讯（记者 王小明）", [], "总统说。")),
        ("МОСКВА, 3 мая. /ТАСС/. Президент сказал.", ("МОСКВА, 3 мая. /ТАСС/", ["TASS"], "Президент сказал.")),
        ("【共同】大統領は言った。", ("【共同】", ["Kyodo News"], "大統領は言った。")),
        ("【独自】大統領は言った。", (None, [], "【独自】大統領は言った。")),
        ("AFP — The president said so.", ("AFP", ["Agence France-Presse"], "The president said so.")),
        (
            "WASHINGTON, May 3 (Reuters) - The president said so.",
            ("WASHINGTON, May 3 (Reuters)", ["Reuters"], "The president said so."),
        ),
        ("WASHINGTON (Nobody) - The president said so.", ("WASHINGTON (Nobody)", [], "The president said so.")),
        (
            "Washington (AFP) - The president said so.",
            ("Washington (AFP)", ["Agence France-Presse"], "The president said so."),
        ),
        ("Washington - The president said so.", (None, [], "Washington - The president said so.")),
        ("(AFP) – The president said so.", ("(AFP)", ["Agence France-Presse"], "The president said so.")),
        ("(AFP) PARIS - The president said so.", (None, [], "(AFP) PARIS - The president said so.")),
    ],
)
def test_more_datelines(text: str, expected: Any) -> None:
    assert split_dateline(text) == expected
