"""PostgreSQL's errors as the ledger's own."""

from __future__ import annotations

import psycopg
from psycopg import errors

from crawler.ledger.errors import ErrorKind, LedgerError

_KINDS: tuple[tuple[type[psycopg.Error], ErrorKind], ...] = (
    (errors.DiskFull, "full"),
    (errors.ReadOnlySqlTransaction, "read-only"),
    (errors.InsufficientPrivilege, "read-only"),
    (errors.LockNotAvailable, "locked"),
    (errors.DataCorrupted, "damaged"),
    (errors.IndexCorrupted, "damaged"),
    (errors.InvalidCatalogName, "missing"),
)
"""By condition (https://www.postgresql.org/docs/current/errcodes-appendix.html)."""
_FINAL = (errors.DiskFull, errors.InvalidPassword, errors.InvalidAuthorizationSpecification, errors.InvalidCatalogName)
_COLLISIONS = (errors.DeadlockDetected, errors.SerializationFailure)


def to_ledger_error(error: psycopg.Error, name: str) -> LedgerError:
    """The ledger's error for one of PostgreSQL's; ``name``: the ledger's, without a password.

    >>> to_ledger_error(errors.DiskFull("could not extend file"), "postgresql://db/press").kind
    'full'
    """
    kind: ErrorKind = next((kind for cls, kind in _KINDS if isinstance(error, cls)), "unusable")
    reason = " ".join(str(error).split()) or type(error).__name__
    return LedgerError(f"{name} cannot be used: {reason.rstrip('.')}.", kind, reason)


def is_lost(error: psycopg.Error) -> bool:
    """Whether the server was not reached, or went away: what was asked may be asked again."""
    is_final = isinstance(error, (*_FINAL, *_COLLISIONS))
    return isinstance(error, (psycopg.OperationalError, psycopg.InterfaceError)) and not is_final


def is_collision(error: psycopg.Error) -> bool:
    """Whether two transactions met, and this one was given up: it is simply made again."""
    return isinstance(error, _COLLISIONS)
