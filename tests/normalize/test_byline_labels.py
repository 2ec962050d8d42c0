"""Labels, sources, places and roles of bylines, and how names are written in data."""

from __future__ import annotations

from typing import Any

import pytest

from crawler.normalize.bylines import read_byline
from crawler.normalize.labels import match_source, opens_more, sources, strip_label


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Gepostet von\nKlara Riegel", ["Klara Riegel"]),
        ("Eingestellt von Klara Riegel", ["Klara Riegel"]),
        ("Übersetzt von Rolf Hilde", ["Rolf Hilde"]),
        ("A Post By: Darra Rowe", ["Darra Rowe"]),
        ("Weitere Artikel von Klara Riegel", ["Klara Riegel"]),
        ("著者：河野太一", ["河野太一"]),
        ("投稿者 Taro Kono", ["Taro Kono"]),
        ("By Ludwig von Berg", ["Ludwig von Berg"]),
        ("Jon v. Berg", ["Jon v. Berg"]),
        ("By ✍️ Olivia Marsh", ["Olivia Marsh"]),
        ("By Olivia Marsh ❤️", ["Olivia Marsh"]),
        ("Jane Doe und Ann Lee, Nairobi", ["Jane Doe", "Ann Lee"]),
        ("Chus Pino, Martí Abad, Sevilla, Los Gallardos", ["Chus Pino", "Martí Abad"]),
        ("Dora Mann\nHead of Product Marketing and GTM Strategy", ["Dora Mann"]),
        ("Martin Gramnæs\nGramnæs", ["Martin Gramnæs"]),
        ("Autor: Rechtsanwalt Sebastian Ein", ["Sebastian Ein"]),
        ("来源：中国新闻网", []),
        ("Quelle: Jane Doe", []),
        ("(山田花子)", ["山田花子"]),
        ("（Jane Doe）", ["Jane Doe"]),
    ],
)
def test_names(text: str, names: list[str]) -> None:
    assert [a.name for a in read_byline(text).authors] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Birch, Tom", ["Tom Birch"]),
        ("Birch, Tom B.", ["Tom B. Birch"]),
        ("Birch, MD", ["Birch"]),
        ("Deutsche Welle (", ["Deutsche Welle"]),
        ("Jane Doe (Berlin", ["Jane Doe"]),
        ("tom.birch@gazette.example (Tom Birch)", ["Tom Birch"]),
        ("Olivia Marsh ❤️", ["Olivia Marsh"]),
        ("harbourpost.example developer", []),
        ("Reuters, AFP", []),
    ],
)
def test_names_of_data(text: str, names: list[str]) -> None:
    assert [a.name for a in read_byline(text, is_person=True).authors] == names


@pytest.mark.parametrize(
    ("text", "organizations"),
    [
        ("来源：中国新闻网", ["中国新闻网"]),
        ("Quelle: dpa", ["dpa"]),
        ("Source: Reuters", ["Reuters"]),
        ("Fuente: EFE", ["EFE"]),
        ("Source: Lesotho Times", ["Lesotho Times"]),
        ("Source: the police", []),
        ("Sourcebook of Jane Doe", []),
    ],
)
def test_sources(text: str, organizations: list[str]) -> None:
    assert read_byline(text).organizations == organizations


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Artikel von Jane Doe", "Jane Doe"),
        ("Posted by", ""),
        ("Jane Doe", "Jane Doe"),
        ("By Jane", "By Jane"),
        ("", ""),
    ],
)
def test_strip_label(text: str, rest: str) -> None:
    assert strip_label(text) == rest


@pytest.mark.parametrize(
    ("line", "expected"), [("More by Jane", True), ("Mehr von Jane", True), ("Mor Jane", False), ("More", False)]
)
def test_opens_more(line: str, expected: bool) -> None:
    assert opens_more(line) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("新华网 2024", []),
        ("新华网、人民网", ["新华网", "人民网"]),
        ("The Rain Times", ["The Rain Times"]),
        ("Jane", []),
    ],
)
def test_outlets_of_sources(text: str, expected: list[str]) -> None:
    assert list(sources(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Übersetzt von Rolf Hilde", "Rolf Hilde"),
        ("A Post By:", ""),
        ("Ludwig von Berg", "Ludwig von Berg"),
        ("By Jane", "By Jane"),
        ("Posted by Jane Doe by Tom", "Jane Doe by Tom"),
        ("Post Post Post Post Post by Jane", "Jane"),
        ("Post Post Post Post Post Post by Jane", "Post Post Post Post Post Post by Jane"),
        ("(Posted) by: Jane", "Jane"),
        ("More by Jane", "Jane"),
        ("", ""),
        ("PostedX by Jane", "PostedX by Jane"),
        ("|Posted| by· Jane", "Jane"),
    ],
)
def test_labels_of_bylines(text: str, expected: str) -> None:
    assert strip_label(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("中国新闻网、人民网", ["中国新闻网", "人民网"]),
        ("A Times - B Times", ["A Times", "B Times"]),
        ("a Times", []),
        ("XXXXXXXXXXXXXXXXXXXXXXXXX Times", []),
        ("XXXXXXXXXXXXXXXXXXXXXXXX Times", ["XXXXXXXXXXXXXXXXXXXXXXXX Times"]),
        ("新", []),
        ("新网", ["新网"]),
        ("新网2", []),
        ("Lesotho Times; The Daily|B Times · C Times", ["Lesotho Times", "The Daily", "B Times", "C Times"]),
        ("ニュース", ["ニュース"]),
        ("뉴스", ["뉴스"]),
        ("", []),
    ],
)
def test_outlets(text: str, expected: Any) -> None:
    assert list(sources(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Source: Jane", True),
        ("Source Jane", True),
        ("Source", False),
        ("Sources said", True),
        ("— Source: Jane", True),
        ("———— Source: Jane", False),
        ("Quelle： x", True),
        ("Sourcebook x", False),
        ("", False),
    ],
)
def test_source_labels(text: str, expected: bool) -> None:
    assert (match_source(text) is not None) is expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("More Stories By Ada", True),
        ("More", False),
        ("more by", True),
        ("Ada More", False),
        ("", False),
    ],
)
def test_links_to_more(line: str, expected: bool) -> None:
    assert opens_more(line) is expected
