"""What it means for a list that it is named again."""

from __future__ import annotations

import pytest

from crawler.ledger.model import Task
from crawler.ledger.named_list import News, StoredList, news_of


@pytest.mark.parametrize(
    ("stored", "version", "was_led_to", "news", "anew"),
    [
        (None, "v1", True, "changed", False),
        (None, "", False, "changed", False),
        (StoredList("v1", "", "r"), "v1", True, "same", False),
        (StoredList("v1", "v1", "r"), "v1", True, "read", False),
        (StoredList("v2", "v1", "r"), "v1", True, "read", False),
        (StoredList("v1", "v1", "r"), "v2", True, "changed", False),
        (StoredList("v1", "v1", "r"), "", True, "changed", False),
        (StoredList("", "", "r"), "", True, "same", False),  # without a version nothing is read for good
        (StoredList("v1", "v1", "other"), "v1", True, "changed", True),
        (StoredList("v1", "v1", "r"), "v1", False, "changed", True),
        (StoredList("", "", "r"), "", False, "changed", True),
    ],
)
def test_news_of(stored: StoredList | None, version: str, was_led_to: bool, news: News, anew: bool) -> None:
    task = Task(1, "https://daily.example/feed", version=version, reader="r", always=True)
    assert news_of(stored, task, was_led_to) == (news, anew)
