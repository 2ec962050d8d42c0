"""Years of other calendars, and day periods beside a time."""

from __future__ import annotations

import pytest

from crawler.normalize.calendars import is_other_year, persian, to_date, western_years
from crawler.normalize.day_periods import hour_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("令和6年5月3日", "2024年5月3日"),
        ("令和元年5月3日", "2019年5月3日"),
        ("平成31年", "2019年"),
        ("昭和64年", "1989年"),
        ("民國113年", "2024年"),
        ("民国113年", "2024年"),
        ("令和 6 年", "2024年"),
        ("明治6年", "明治6年"),
        ("令和1234年", "令和1234年"),
        ("2024年", "2024年"),
    ],
)
def test_western_years(text: str, expected: str) -> None:
    assert western_years(text) == expected


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (1339, False),
        (1340, True),
        (1419, True),
        (1420, False),
        (2024, False),
        (2442, False),
        (2443, True),
        (2642, True),
        (2643, False),
    ],
)
def test_is_other_year(number: int, expected: bool) -> None:
    assert is_other_year(number) is expected


@pytest.mark.parametrize(
    ("year", "month", "day", "expected"),
    [
        (2567, 5, 3, "2024-05-03"),
        (2443, 1, 1, "1900-01-01"),
        (2442, 1, 1, "2442-01-01"),
        (2642, 1, 1, "2099-01-01"),
        (2643, 1, 1, "2643-01-01"),
        (1403, 2, 14, "2024-05-03"),
        (2024, 5, 3, "2024-05-03"),
        (1800, 1, 1, "1800-01-01"),
        (1799, 12, 31, "None"),
        (2024, 2, 30, "None"),
        (1420, 1, 1, "None"),
        (1445, 10, 24, "None"),
    ],
)
def test_to_date(year: int, month: int, day: int, expected: str) -> None:
    assert str(to_date(year, month, day)) == expected


@pytest.mark.parametrize(
    ("year", "month", "day", "expected"),
    [
        (1403, 1, 1, "2024-03-20"),
        (1403, 1, 31, "2024-04-19"),
        (1403, 1, 32, "None"),
        (1403, 1, 0, "None"),
        (1403, 6, 31, "2024-09-21"),
        (1403, 7, 1, "2024-09-22"),
        (1403, 7, 30, "2024-10-21"),
        (1403, 7, 31, "None"),
        (1403, 12, 29, "2025-03-19"),
        (1403, 12, 30, "2025-03-20"),
        (1402, 12, 29, "2024-03-19"),
        (1402, 12, 30, "None"),
        (1404, 1, 1, "2025-03-21"),
        (1404, 12, 29, "2026-03-20"),
        (1404, 12, 30, "None"),
        (1408, 12, 30, "2030-03-20"),
        (1340, 1, 1, "1961-03-21"),
        (1419, 12, 29, "2041-03-19"),
        (1403, 0, 1, "None"),
        (1403, 13, 1, "None"),
        (1399, 12, 30, "2021-03-20"),
        (1395, 12, 30, "2017-03-20"),
        (1391, 12, 30, "2013-03-20"),
        (1387, 12, 30, "2009-03-20"),
        (1383, 12, 30, "2005-03-20"),
        (1379, 12, 30, "2001-03-20"),
        (1375, 12, 30, "1997-03-20"),
        (1370, 12, 30, "1992-03-20"),
        (1407, 12, 30, "None"),
        (1379, 12, 30, "2001-03-20"),
        (1408, 12, 30, "2030-03-20"),
        (1412, 12, 30, "2034-03-20"),
        (1366, 12, 30, "1988-03-20"),
        (1362, 12, 30, "1984-03-20"),
        (1358, 12, 30, "1980-03-20"),
        (1354, 12, 30, "1976-03-20"),
        (1350, 12, 30, "1972-03-20"),
        (1346, 12, 30, "1968-03-20"),
        (1342, 12, 30, "1964-03-20"),
        (1341, 12, 30, "None"),
        (1403, 2, 1, "2024-04-20"),
        (1403, 8, 1, "2024-10-22"),
        (1403, 12, 1, "2025-02-19"),
        (1400, 1, 1, "2021-03-21"),
        (1399, 1, 1, "2020-03-20"),
    ],
)
def test_persian(year: int, month: int, day: int, expected: str) -> None:
    assert str(persian(year, month, day)) == expected


@pytest.mark.parametrize(
    ("hour", "behind", "before", "expected"),
    [
        (2, " p.m.", "", 14),
        (2, " a.m.", "", 2),
        (12, " pm", "", 12),
        (12, " am", "", 0),
        (13, " pm", "", 13),
        (13, " am", "", 13),
        (2, "pmx", "", 2),
        (2, " p. m.", "", 14),
        (8, "", "晚上", 20),
        (3, "", "凌晨", 3),
        (8, "", "上午", 8),
        (12, "", "中午", 12),
        (11, "", "中午", 11),
        (1, "", "中午", 13),
        (9, "", "中午", 21),
        (10, "", "中午", 10),
        (2, "", "", 2),
        (9, " min", "", 9),
        (3, "", "午後", 15),
        (3, "", "오후", 15),
        (3, "", " 오전 ", 3),
        (3, "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxpm", "", 3),
        (3, " ㎛", "", 3),
        (3, "", "今天下午 ", 15),
        (3, " مساءً", "", 15),
        (3, " صباحًا", "", 3),
        (5, "", "夜", 5),
        (6, "", "夜", 6),
        (11, "", "夜", 11),
        (9, " pmx", "", 9),
        (9, " apm", "", 9),
        (9, "x pm", "", 9),
    ],
)
def test_hour_of(hour: int, behind: str, before: str, expected: int) -> None:
    assert hour_of(hour, behind, before) == expected


@pytest.mark.parametrize(
    ("hour", "behind", "before", "language", "expected"),
    [
        (7, " de la tarde", "", "es", 19),
        (7, " de la noche", "", "es-MX", 19),
        (7, " de la mañana", "", "es", 7),
        (5, " giờ", "", "vi", 5),
        (3, "", "du soir", "fr", 15),
        (8, " du soir", "", "fr", 20),
        (8, " du matin", "", "fr_FR", 8),
        (7, " de la tarde", "", "", 7),
        (11, " de la noche", "", "es", 23),
        (12, " de la noche", "", "es", 12),
        (5, " de la noche", "", "es", 17),
        (6, " de la noche", "", "es", 18),
    ],
)
def test_hour_in_a_language(hour: int, behind: str, before: str, language: str, expected: int) -> None:
    assert hour_of(hour, behind, before, language) == expected
