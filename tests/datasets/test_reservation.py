"""What reserves a page: TDMRep, robots words, Content-Usage, licence; and what does not."""

from __future__ import annotations

from typing import Any

import pytest

pytest.importorskip("pyarrow", reason="the extra datasets is not installed")

from crawler.datasets.filters import Filters
from crawler.datasets.reservation import reservation, reserves
from tests.datasets.articles import article


@pytest.mark.parametrize(
    ("fields", "by"),
    [
        ({}, ""),
        ({"tdm_reservation": 1}, "tdmrep"),
        ({"tdm_reservation": 0}, ""),
        ({"robots": ["noai"]}, "robots"),
        ({"robots": ["gptbot: noai"]}, "robots"),
        ({"robots": ["none"]}, "robots"),
        ({"robots": ["noml", "noarchive"]}, "robots"),
        ({"robots": ["noarchive", "noimageai", "nosnippet", "nocache"]}, ""),
        ({"content_usage": "train-ai=n"}, "content_usage"),
        ({"content_usage": "search=y, train-ai = n"}, "content_usage"),
        ({"content_usage": "train-genai=N;exceptions"}, "content_usage"),
        ({"content_usage": "bots=n"}, "content_usage"),
        ({"content_usage": "train-ai=y"}, ""),
        ({"content_usage": "search=n"}, ""),
        ({"license": "All rights reserved"}, "license"),
        ({"license": "https://creativecommons.org/licenses/by-nc/4.0/"}, "license"),
        ({"license": "https://creativecommons.org/licenses/by/4.0/"}, ""),
        ({"license": "https://daily.example/terms"}, ""),
        ({"tdm_reservation": 1, "robots": ["noai"], "license": "All rights reserved"}, "tdmrep"),
    ],
)
def test_reservation(fields: dict[str, Any], by: str) -> None:
    record = article(1, **fields)
    assert reservation(record) == by
    assert Filters(rights=True).refuses(record) == (f"rights_{by}" if by else "")
    assert Filters().refuses(record) == ""


@pytest.mark.parametrize(
    ("license", "reserved"),
    [
        ("© Der Tag. Alle  Rechte\nvorbehalten", True),
        ("Tous droits réservés", True),
        ("Все права защищены.", True),
        ("版权所有 2026", True),
        ("無断転載を禁じます", True),
        ("جميع الحقوق محفوظة", True),
        ("CC BY-ND 4.0", True),
        ("cc by nc sa", True),
        ("Attribution-NonCommercial 4.0 International", True),
        ("CC BY-SA 4.0", False),
        ("CC0", False),
        ("http://creativecommons.org/publicdomain/zero/1.0/", False),
        ("https://ncnd.example/terms", False),
        ("Attribution 4.0 International", False),
        ("", False),
    ],
)
def test_licences(license: str, reserved: bool) -> None:
    assert reserves(license) is reserved
