"""Agencies and their names."""

from __future__ import annotations

import csv
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from crawler.normalize.agencies import canonical, find_agencies, find_agency, small_words
from crawler.normalize.news_agencies import news_agency

ROWS = list(csv.DictReader(files("crawler.normalize").joinpath("agencies.csv").read_text("utf-8").splitlines()))
SHARED = Path(__file__).parents[3] / "shared" / "corpus" / "agencies.csv"
KINDS = {"agency", "stock", "broadcaster", "publisher", "platform", "institution", "company", "ai"}


def test_table_is_sound() -> None:
    assert len(ROWS) >= 250
    assert {row["kind"] for row in ROWS} <= KINDS
    assert all(len(row["country"]) == 2 and row["language"] for row in ROWS)
    names = [row["canonical"] for row in ROWS]
    assert len(names) == len(set(names))


def test_variants_do_not_clash() -> None:
    owner: dict[str, str] = {}
    for row in ROWS:
        for name in filter(None, [row["canonical"], *row["variants"].split("|")]):
            assert owner.setdefault(name, row["canonical"]) == row["canonical"], name


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("AP", "Associated Press"),
        ("ＡＰ", "Associated Press"),
        ("AP Photo", "Associated Press"),
        ("Agence France Presse", "Agence France-Presse"),
        ("AFP", "Agence France-Presse"),
        ("REUTERS", "Reuters"),
        ("로이터", "Reuters"),
        ("연합뉴스", "Yonhap"),
        ("dpa-Bildfunk", "dpa"),
        ("Getty", "Getty Images"),
        ("gettyimages.com", "Getty Images"),
        ("PA Images", "PA Images"),
        ("ТАСС", "TASS"),
        ("新华社", "Xinhua"),
        ("رويترز", "Reuters"),
        ("fotolia.com", "Adobe Stock"),
        (" Shutterstock. ", "Shutterstock"),
        ("Jane Doe", None),
        ("pa", None),
        ("ap", None),
        ("", None),
        ("/", None),
    ],
)
def test_canonical(name: str, expected: str | None) -> None:
    assert canonical(name) == expected


def test_agency_has_facts() -> None:
    agency = find_agency("Ritzau Scanpix")
    assert agency is not None
    assert (agency.kind, agency.language, agency.country) == ("agency", "da", "DK")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("SEOUL, April 27 (Yonhap)", ["Yonhap"]),
        ("with Agence France-Presse and The Associated Press", ["Agence France-Presse", "Associated Press"]),
        ("dpa/AFP/dpa", ["dpa", "Agence France-Presse"]),
        ("a quiet day", []),
        ("", []),
    ],
)
def test_find_agencies(text: str, expected: list[str]) -> None:
    assert find_agencies(text) == expected


@pytest.mark.skipif(not SHARED.exists(), reason="the corpus is not here")
def test_knows_the_agencies_of_the_corpus() -> None:
    rows = list(csv.DictReader(SHARED.open(encoding="utf-8", newline="")))
    unknown = [row["canonical"] for row in rows if not any(map(find_agency, row["variants"].split("|")))]
    assert unknown == []


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("AFP", True),
        ("upi", False),
        ("dpa", True),
        ("DPA", True),
        ("Dpa", True),
        ("UPI", True),
        ("upi", False),
        ("EFE", True),
        ("efe", False),
        ("Tass", True),
        ("tass", True),
        ("reuters", True),
        ("REUTERS", True),
        ("wikimedia.org", True),
        ("www.gettyimages.com", True),
        ("https://www.shutterstock.com", True),
        ("shutterstock.xyz", False),
        ("nowhere.com", False),
        ("-dpa-", True),
        ("dpa:", True),
        ("共同", True),
        ("로이터통신", True),
        (".", False),
        ("риа", False),
        ("РИА", False),
        ("тасс", True),
        ("ap", False),
        ("pa", False),
        ("ANSA", True),
        ("ansa", True),
    ],
)
def test_loose_names(name: str, expected: bool) -> None:
    assert (find_agency(name) is not None) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("AFP AFP dpa", ["Agence France-Presse", "dpa"]),
        ("The Canadian Press", ["Canadian Press"]),
        ("Deutsche Presse-Agentur GmbH", ["dpa"]),
        ("Agence France Presse and dpa", ["Agence France-Presse", "dpa"]),
        ("by Agencia de Noticias EFE today", ["EFE"]),
        ("(dpa)（AFP）", ["dpa", "Agence France-Presse"]),
        ("dpa・AFP", ["dpa", "Agence France-Presse"]),
        ("xx yy AFP", ["Agence France-Presse"]),
        ("PA Images", ["PA Images"]),
        ("AP Photo and PA", ["Associated Press", "PA Media"]),
    ],
)
def test_find_several_agencies(text: str, expected: Any) -> None:
    assert find_agencies(text) == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("dpa", True),
        ("picture", True),
        ("alliance", True),
        ("images", True),
        ("AFP", False),
        ("Getty", False),
        ("reuters", False),
        ("gettyimages", False),
    ],
)
def test_small_words(word: str, expected: bool) -> None:
    assert (word in small_words()) is expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("AFP", "Agence France-Presse"),
        ("Getty", None),
        ("BBC News", None),
        ("Reporter", None),
        ("dpa", "dpa"),
        ("Nobody", None),
    ],
)
def test_news_agency(name: str, expected: str | None) -> None:
    assert news_agency(name) == expected
