"""Errors of PostgreSQL as those of a ledger."""

from __future__ import annotations

import pytest

psycopg = pytest.importorskip("psycopg", reason="psycopg is not installed: pip install '.[fleet]'")
errors = psycopg.errors
from crawler.ledger.postgres.errors import is_collision, is_lost, to_ledger_error  # noqa: E402


@pytest.mark.parametrize(
    ("cls", "kind", "lost", "collision"),
    [
        (errors.DiskFull, "full", False, False),
        (errors.ReadOnlySqlTransaction, "read-only", False, False),
        (errors.InsufficientPrivilege, "read-only", False, False),
        (errors.LockNotAvailable, "locked", True, False),
        (errors.DataCorrupted, "damaged", False, False),
        (errors.IndexCorrupted, "damaged", False, False),
        (errors.InvalidCatalogName, "missing", False, False),
        (errors.InvalidPassword, "unusable", False, False),
        (errors.InvalidAuthorizationSpecification, "unusable", False, False),
        (errors.DeadlockDetected, "unusable", False, True),
        (errors.SerializationFailure, "unusable", False, True),
        (errors.AdminShutdown, "unusable", True, False),
        (psycopg.OperationalError, "unusable", True, False),
        (psycopg.InterfaceError, "unusable", True, False),
        (errors.UndefinedTable, "unusable", False, False),
    ],
)
def test_errors_of_postgresql(cls: type[Exception], kind: str, lost: bool, collision: bool) -> None:
    found = to_ledger_error(cls("It is  so.\nReally."), "postgresql://db/press")  # type: ignore[arg-type]
    sentence = "postgresql://db/press cannot be used: It is so. Really."
    assert (found.kind, str(found), found.reason) == (kind, sentence, "It is so. Really.")
    assert (is_lost(cls()), is_collision(cls())) == (lost, collision)  # type: ignore[arg-type]


def test_an_error_without_words_has_the_name_of_its_kind() -> None:
    assert str(to_ledger_error(errors.DiskFull(), "db")) == "db cannot be used: DiskFull."
