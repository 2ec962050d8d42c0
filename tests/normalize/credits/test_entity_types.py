"""What one part of a credit is, and whether a name that no table knows is an organisation's."""

from __future__ import annotations

import pytest

from crawler.normalize.credits.entity_types import entity_type, strip_boilerplate
from crawler.normalize.credits.organizations import is_organization


@pytest.mark.parametrize(
    ("part", "kind"),
    [
        ("", "NOISE"),
        ("dpa", "AGENCY"),
        ("File", "NOISE"),
        ("Supplied", "NOISE"),
        ("12 May 2026", "NOISE"),
        ("May 12th, 2026", "NOISE"),
        ("12/05/2026", "NOISE"),
        ("Rome", "PLACE"),
        ("Rome 2026", "PLACE"),
        ("Rome 1826", "ORGANIZATION"),
        ("family of Ann", "NOISE"),
        ("Mashreq University", "ORGANIZATION"),
        ("Jane Doe", "PERSON"),
        ("NASA GSFC", "ORGANIZATION"),
        ("Google Flights", "ORGANIZATION"),
        ("Keystone Smith", "PERSON"),
        ("jane doe", "PERSON"),
        ("mary jones", "PERSON"),
        ("mary 2jones", "UNKNOWN"),
        ("one Two Three", "ORGANIZATION"),
        ("One Two", "PERSON"),
        ("One two", "UNKNOWN"),
        ("A b c", "UNKNOWN"),
        ("4th Floor Two", "ORGANIZATION"),
        ("Aa Bb Cc Dd Ee Ff Gg", "ORGANIZATION"),
        ("Aa Bb Cc Dd Ee Ff Gg Hh", "UNKNOWN"),
        ("ABCDEF", "ACRONYM"),
        ("ABCDEFG", "WORD"),
        ("B2b", "ACRONYM"),
        ("b2b", "WORD"),
        ("Haupt", "WORD"),
        ("x" * 30, "WORD"),
        ("x" * 31, "UNKNOWN"),
        ("-x", "UNKNOWN"),
        ("홍길동", "PERSON"),
        ("김민시", "PERSON"),
        ("서울시청", "ORGANIZATION"),
        ("山田太郎", "PERSON"),
        ("あ" * 24, "ORGANIZATION"),
        ("あ" * 25, "UNKNOWN"),
        ("AP Smith", "PERSON"),
        ("DPA Smith", "ORGANIZATION"),
        ("a b c Dd Ee Ff", "UNKNOWN"),
        ("Aa Bb Cc Dd Ee Ff gg", "ORGANIZATION"),
        ("김민당", "PERSON"),
        ("김민 시", "ORGANIZATION"),
        ("가나다시", "ORGANIZATION"),
        ("박가나시", "ORGANIZATION"),
    ],
)
def test_entity_type(part: str, kind: str) -> None:
    assert entity_type(part).name == kind


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        ("Jane Doe, Jr.", "Jane Doe, Jr."),
        ("Jane Doe, Sr.", "Jane Doe, Sr."),
        ("Jane Doe.", "Jane Doe"),
        ("'Jane Doe' –", "Jane Doe"),
        ("dpa Archivbild", "dpa"),
        ("Archiv dpa", "dpa"),
        ("Archiv", "Archiv"),
        ("Rescue Photo", "Rescue Photo"),
        ("File Jane Doe", "Jane Doe"),
        ("Jane Doe Archiv File", "Jane Doe"),
        ("2024 Jane Doe", "Jane Doe"),
        ("2024-25 Jane Doe", "Jane Doe"),
        ("1824 Jane", "1824 Jane"),
        ("Jane Doe 2024", "Jane Doe"),
        ("Jane Doe #a12", "Jane Doe"),
        ("Adobe Stock #2291", "Adobe Stock"),
        ("2024", "2024"),
        ("本报记者 王小明", "王小明"),
        ("翻攝自臉書", "臉書"),
        ("홍길동 사진기자", "홍길동"),
        ("山田太郎氏", "山田太郎"),
        ("山田太郎撮影", "山田太郎"),
        ("撮影", "撮影"),
        ("Archiv", "Archiv"),
        ("File photo", "photo"),
        ("File photo Jane Doe", "Jane Doe"),
        ("Jane File", "Jane"),
        ("2024 2023 Jane Doe", "Jane Doe"),
    ],
)
def test_strip_boilerplate(part: str, expected: str) -> None:
    assert strip_boilerplate(part) == expected


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        ("The Times", True),
        ("Example.org", True),
        ("www.example.co.uk", True),
        ("Rescue", True),
        ("Rescue.", True),
        ("Tierschutzverein", True),
        ("Sport-Foo", True),
        ("Foo-Sport", True),
        ("Foo-Bax", False),
        ("SkyView Drones", True),
        ("Drones SkyView", True),
        ("SkyView", False),
        ("SKYVIEW DRONES", False),
        ("Mary SkyView", False),
        ("Ann McDonald", False),
        ("Messe Genf", True),
        ("messe Genf", False),
        ("Messe Berlin Halle", False),
        ("Mary Berlin", False),
        ("Jack London", False),
        ("Max Hausmann", False),
        ("Ann Church", False),
        ("University Church", True),
        ("Ann Church Choir", True),
        ("La Presse", True),
        ("Die", True),
        ("Fobar Paris", False),
        ("Fobar Berlin", False),
        ("Landamt", True),
        ("Baubüro", True),
        ("Neuwerk", True),
        ("Altwerk", True),
        ("X Landamt Y", True),
        ("xamt", False),
        ("abcamt", False),
        ("abcdamt", True),
    ],
)
def test_is_organization(part: str, expected: bool) -> None:
    assert is_organization(part) is expected
