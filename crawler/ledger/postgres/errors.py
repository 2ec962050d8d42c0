"""Translate PostgreSQL's errors to those of a ledger."""

from __future__ import annotations

import re

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
"""Kinds by condition (https://www.postgresql.org/docs/current/errcodes-appendix.html)."""
_FINAL = (errors.DiskFull, errors.InvalidPassword, errors.InvalidAuthorizationSpecification, errors.InvalidCatalogName)
_REFUSED = re.compile(
    r"FATAL: +(password authentication failed|role .* does not exist|database .* does not exist|no pg_hba\.conf entry)"
)
"""Messages of servers that refuse a connection for good; errors of connecting have no condition."""
_COLLISIONS = (errors.DeadlockDetected, errors.SerializationFailure)


def to_ledger_error(error: psycopg.Error, name: str) -> LedgerError:
    """Return the ledger's error for one of PostgreSQL's; ``name``: the name of the ledger, without a password.

    >>> to_ledger_error(errors.DiskFull("could not extend file"), "postgresql://db/press").kind
    'full'
    """
    other: ErrorKind = "unreachable" if is_lost(error) else "unusable"
    kind = next((kind for cls, kind in _KINDS if isinstance(error, cls)), other)
    reason = " ".join(str(error).split()) or type(error).__name__
    return LedgerError(f"{name} cannot be used: {reason}{'' if reason[-1] in '.?' else '.'}", kind, reason)


def is_lost(error: psycopg.Error) -> bool:
    """Return whether the server was not reached or was lost, so that the call may be repeated."""
    is_final = isinstance(error, (*_FINAL, *_COLLISIONS)) or _REFUSED.search(str(error)) is not None
    return isinstance(error, (psycopg.OperationalError, psycopg.InterfaceError)) and not is_final


def is_collision(error: psycopg.Error) -> bool:
    """Return whether this transaction was cancelled because of another one, so that it may be repeated."""
    return isinstance(error, _COLLISIONS)
