"""What a value of the ledger holds where nothing is said of it."""

from __future__ import annotations

from dataclasses import MISSING, fields
from typing import Any

import pytest

from crawler.ledger.model import (
    FAILURES,
    STATES,
    AlarmNote,
    Completion,
    DayTally,
    Known,
    Lease,
    Record,
    Task,
    Validators,
)
from crawler.ledger.outcome import RequestResult


@pytest.mark.parametrize(
    ("cls", "needed", "defaults"),
    [
        (Task, "key url", {"payload": b"", "site": "", "priority": 0, "due": 0, "always": False, "patient": False,
                           "parent": None, "version": "", "reader": "", "source": ""}),
        (Lease, "id fence key url payload site", {"tries": 0, "visits": 0, "seen": 0, "pending": True, "version": ""}),
        (Known, "revision body_hash parts", {"address": 0}),
        (Record, "line", {"article": None, "known": None}),
        (Validators, "", {"etag": None, "last_modified": None}),
        (Completion, "lease state at", {"due": None, "records": (), "article": None, "aliases": (), "validators": {},
                                        "held": False, "complete": False, "read_version": "", "interval": 0,
                                        "message": "", "source": "", "counts": {}}),
        (DayTally, "source day value", {}),
        (AlarmNote, "source kind opened closed value", {}),
        (RequestResult, "", {"status": 0, "failure": None, "records": 0, "known": 0, "repeated": False,
                             "retry_after": None, "removed": False}),
    ],
)  # fmt: skip
def test_defaults(cls: Any, needed: str, defaults: dict[str, Any]) -> None:
    names = [field.name for field in fields(cls) if field.default is MISSING and field.default_factory is MISSING]
    assert names == needed.split()
    made = cls(*range(len(names)))
    assert {name: getattr(made, name) for name in defaults} == defaults
    assert len(names) + len(defaults) == len(fields(cls))


def test_states_keep_their_numbers() -> None:
    """A ledger stores them."""
    numbers = "pending delivered unchanged passed repeated failed refused removed dead".split()
    assert list(STATES) == numbers and {*FAILURES} == {"failed", "refused"}
