"""Under which name a request is judged by robots.txt."""

from __future__ import annotations

from typing import Any

import pytest
from scrapy import Request

from crawler.middlewares.robots import Robots


@pytest.mark.parametrize(
    ("sent", "configured", "expected"),
    [
        ("Newsbot/2.0", None, "Newsbot/2.0"),
        ("Newsbot/2.0", "Copydesk", "Newsbot/2.0"),
        ("Usual/1.0", "Copydesk", "Copydesk"),
        ("Usual/1.0", None, "Usual/1.0"),
        (None, "Copydesk", "Copydesk"),
        (None, None, "Usual/1.0"),
    ],
)
def test_agent(sent: str | None, configured: str | None, expected: str) -> None:
    robots: Any = Robots.__new__(Robots)
    robots._robotstxt_useragent, robots._default_useragent = configured, "Usual/1.0"
    headers = {"User-Agent": sent} if sent else {}
    assert robots._agent(Request("https://daily.example/", headers=headers)) == expected
