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
        (errors.AdminShutdown, "unreachable", True, False),
        (psycopg.OperationalError, "unreachable", True, False),
        (psycopg.InterfaceError, "unreachable", True, False),
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


@pytest.mark.parametrize(
    ("words", "lost"),
    [
        ('connection failed: FATAL:  password authentication failed for user "ann"', False),
        ('connection failed: FATAL:  database "none" does not exist', False),
        ('connection failed: FATAL:  role "ann" does not exist', False),
        ('FATAL:  no pg_hba.conf entry for host "10.0.0.1"', False),
        ("FATAL:  the database system is starting up", True),
        ("FATAL:  sorry, too many clients already", True),
        ("connection failed: Connection refused\n\tIs the server running on that host?", True),
    ],
)
def test_a_server_that_refuses_for_good_is_not_waited_for(words: str, lost: bool) -> None:
    error = psycopg.OperationalError(words)
    assert is_lost(error) == lost
    assert (
        str(to_ledger_error(error, "db"))
        == f"db cannot be used: {' '.join(words.split())}{'' if words[-1] == '?' else '.'}"
    )
