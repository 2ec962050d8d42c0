"""How long a server that went away is waited for, and how often a transaction is made again; at a time passed in."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

psycopg = pytest.importorskip("psycopg", reason="psycopg is not installed: pip install '.[fleet]'")
from crawler.ledger.errors import LedgerError  # noqa: E402
from crawler.ledger.postgres import session as module  # noqa: E402
from crawler.ledger.postgres.address import to_address  # noqa: E402
from crawler.ledger.postgres.session import PATIENCE, Session  # noqa: E402

LOST, MET, WRONG = psycopg.OperationalError, psycopg.errors.DeadlockDetected, psycopg.errors.UndefinedTable


class Time:
    """Passes only where it is slept."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.slept: list[float] = []

    def monotonic(self) -> float:
        """The time."""
        return self.now

    def sleep(self, seconds: float) -> None:
        """Let it pass."""
        self.slept.append(seconds)
        self.now += seconds


def attempt(
    monkeypatch: pytest.MonkeyPatch, errors: list[type[Exception]], patience: float = PATIENCE, lost_at: float = 0
) -> tuple[str, Time, int]:
    """What becomes of work that meets these errors, one after another, and how often it connects anew.

    ``lost_at``: when an earlier call has met the first of them, 0 if none has.
    """
    time, connected = Time(), [0]
    monkeypatch.setattr(module, "time", time)
    monkeypatch.setattr(module, "random", SimpleNamespace(uniform=lambda least, most: (least + most) / 2))
    found: Any = object.__new__(Session)
    found.address, found._patience, found._exclusive = to_address("db.example/news"), patience, False
    found._connection, found._lost_at = SimpleNamespace(close=lambda: None), lost_at or None

    def connect() -> object:
        connected[0] += 1
        found._connection = SimpleNamespace(close=lambda: None)
        return found._connection

    found._connect = connect
    left = list(errors)

    def work(connection: object) -> str:
        if left:
            raise left.pop(0)("so")
        return "done"

    try:
        done = found._persist(work)
        assert found._lost_at is None
        return done, time, connected[0]
    except LedgerError as error:
        return f"{error.kind}: {error}", time, connected[0]


FAILED = "unusable: postgresql://db.example/news cannot be used: so."
GONE = "unreachable: postgresql://db.example/news cannot be used: so."


@pytest.mark.parametrize(
    ("errors", "result", "slept", "connected"),
    [
        ([], "done", [], 0),
        ([LOST], "done", [0.1], 1),
        ([LOST] * 7, "done", [0.1, 0.5, 1.0, 2.0, 5.0, 5.0, 5.0], 7),
        ([MET] * 3, "done", [0.025] * 3, 0),
        ([MET, LOST, MET, LOST], "done", [0.025, 0.1, 0.025, 0.5], 2),
        ([MET] * 19, "done", [0.025] * 19, 0),
        ([MET] * 20, FAILED, [0.025] * 19, 0),
        ([WRONG], FAILED, [], 0),
        ([LOST, WRONG], FAILED, [0.1], 1),
    ],
)
def test_what_is_made_again(
    monkeypatch: pytest.MonkeyPatch, errors: list[type[Exception]], result: str, slept: list[float], connected: int
) -> None:
    found, time, anew = attempt(monkeypatch, errors)
    assert (found, time.slept, anew) == (result, pytest.approx(slept), connected)


def test_a_server_is_waited_for_three_minutes(monkeypatch: pytest.MonkeyPatch) -> None:
    found, time, _ = attempt(monkeypatch, [LOST] * 999)
    assert found == GONE and 180 < time.now - 1000 <= 185


@pytest.mark.parametrize(("lost_at", "pauses"), [(819.9, 0), (820.0, 1), (990.0, 38), (0, 40)])
def test_calls_in_one_outage_wait_together(monkeypatch: pytest.MonkeyPatch, lost_at: float, pauses: int) -> None:
    """Each for what is left of three minutes: visits of one process would wait one after another."""
    found, time, _ = attempt(monkeypatch, [LOST] * 999, lost_at=lost_at)
    assert found == GONE and len(time.slept) == pauses
    found, _, _ = attempt(monkeypatch, [], lost_at=lost_at)
    assert found == "done"


@pytest.mark.parametrize(("patience", "pauses"), [(0.0, 1), (0.05, 1), (0.1, 2), (0.6, 3)])
def test_patience_may_be_shorter(monkeypatch: pytest.MonkeyPatch, patience: float, pauses: int) -> None:
    found, time, _ = attempt(monkeypatch, [LOST] * 999, patience)
    assert found == GONE and time.slept == [0.1, 0.5, 1.0][:pauses]
