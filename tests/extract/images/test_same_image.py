from __future__ import annotations

import pytest

from crawler.extract.images.image_groups import groups_of, placeholder_marks, repeated_names
from crawler.extract.images.same_image import common_marks, marks, same_picture

UUID = "74c9cd9c-f3cf-4ea7-8cee-47415c5c6ebc"
OTHER = "758b0ad3-3859-47df-b2f9-9163027ef798"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("/up/2024/bridge-300x200.jpg", "/up/2024/bridge.jpg"),
        ("/up/bridge-scaled.jpg?w=900", "https://i0.wp.example/daily.example/up/bridge.jpg"),
        (f"/c:1200/{UUID}.jpeg", f"/rs:615/{UUID}.webp"),
        ("/image/1280-7123456/harbour.jpg", "/image/wide_x1/7123456.webp"),
        ("https://img.example/?url=https%3A%2F%2Fdaily.example%2Fup%2Fbridge.jpg&w=300", "/up/bridge.jpg"),
        ("/a/harbour-at-night-image-group/wide__360x202", "/a/harbour-at-night-image-group/square__100x100"),
    ],
)
def test_same(one: str, other: str) -> None:
    assert same_picture(marks(one), marks(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("/up/2024/bridge.jpg", "/up/2024/harbour.jpg"),
        (f"/i/{UUID}/AAABjxGMSyg/16x9.jpg", f"/i/{OTHER}/AAABjxGMSyg/16x9.jpg"),
        ("/article32650054.ece/0_harbour.jpg", "/article32650055.ece/0_harbour.jpg"),
        ("/20240503/a-bridge.jpg", "/20240503/harbours.jpg"),
        ("/variantBig16x9/alpha.jpg", "/variantBig16x9/omega.jpg"),
        ("", ""),
    ],
)
def test_different(one: str, other: str) -> None:
    assert not same_picture(marks(one), marks(other))


def test_what_all_share_is_no_mark() -> None:
    pictures = [marks(f"/account99881/{name}.jpg") for name in ("alpha", "omega", "delta")]
    assert "account99881" in common_marks(pictures)
    assert groups_of(pictures, common_marks(pictures)) == [0, 1, 2]


def test_groups() -> None:
    urls = ["/up/bridge-300x200.jpg", "/up/harbour.jpg", "/up/bridge.jpg"]
    pictures = [marks(u) for u in urls]
    assert groups_of(pictures, common_marks(pictures)) == [0, 1, 0]


def test_long_addresses() -> None:
    assert marks("/" + "-w1" * 20_000)


@pytest.mark.parametrize(
    ("names", "is_common"),
    [
        (("alpha-one", "omega-two"), True),
        (("alphas12", "omegas12"), True),
        (("alphas1", "omegas1"), False),  # too short to tell renditions from pictures
        (("alpha-one", "alpha-two"), False),
        (("alpha", "omega", "delta"), True),
        (("alpha-one",), False),
    ],
)
def test_marks_of_different_names_are_common(names: tuple[str, ...], is_common: bool) -> None:
    found = common_marks([marks(f"/account99881/{name}.jpg") for name in names])
    assert ("account99881" in found) is is_common


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ({UUID, "folder123456"}, {OTHER, "folder123456"}, False),
        ({UUID, "folder123456"}, {"folder123456"}, True),
        ({UUID, OTHER, "folder123456"}, {OTHER, "x1234567"}, True),
        ({"/bridge", "1234567"}, {"/bridge", "7654321"}, False),
        ({"/bridge", "1234567"}, {"/bridge"}, True),
        ({"/bridge"}, {"/bridge"}, True),
        (set(), set(), False),
    ],
)
def test_ids_deny(one: set[str], other: set[str], expected: bool) -> None:
    assert same_picture(frozenset(one), frozenset(other)) is expected
    assert not same_picture(frozenset(one), frozenset(other), frozenset(one))


def test_a_placeholder_is_not_what_pictures_share() -> None:
    slides = [marks(f"/up/{name}.jpg") for name in ("harbour-at-dawn", "harbour-at-noon", "harbour-at-dusk")]
    lazy = [(slides[0], slides[0]), *((slide, slide | slides[0]) for slide in slides[1:])]
    assert placeholder_marks(lazy) == {"/harbour-at-dawn"}
    assert not placeholder_marks(lazy[:2])  # one picture in two renditions with names of their own
    assert not placeholder_marks([(slides[0], slides[0]), (slides[0], slides[0] | slides[1])] * 2)


@pytest.mark.parametrize(
    ("folders", "alts", "expected"),
    [
        ("xAb xCd xEf", "Dawn Noon Dusk", {"/the-pier"}),
        ("xAb xCd xAb xEf", "Dawn Noon Late Dusk", {"/the-pier"}),  # one of them twice
        ("xAb xCd", "Dawn Noon", set()),
        ("w300 w600 w900", "Dawn Dawn Dawn", set()),
        ("w300 w600 w900", "Dawn Noon Dawn", set()),
    ],
)
def test_one_name_for_all_files_of_an_article(folders: str, alts: str, expected: set[str]) -> None:
    urls = (f"https://cdn.example/{folder}/the-pier.jpg" for folder in folders.split())
    assert repeated_names(zip(urls, alts.split(), strict=True)) == expected


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("20250405_2_111400627", "20250405_2_111400624", False),
        ("harbour_1280", "harbour_2560", True),
        ("harbour_11140", "harbour_11141", False),
        ("harbour_1114", "harbour_1115", True),
        ("harbour_11140_2", "harbour_11141_3", True),
    ],
)
def test_long_numbers_in_file_names_tell_pictures_apart(one: str, other: str, same: bool) -> None:
    assert same_picture(*(marks(f"/{UUID}/{name}.jpg") for name in (one, other))) is same
