"""Translate SQLite's errors to those of a ledger."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from crawler.ledger.errors import ErrorKind, LedgerError, damaged

_KINDS: dict[int, ErrorKind] = {
    sqlite3.SQLITE_CORRUPT: "damaged",
    sqlite3.SQLITE_NOTADB: "damaged",
    sqlite3.SQLITE_FULL: "full",
    sqlite3.SQLITE_READONLY: "read-only",
    sqlite3.SQLITE_PERM: "read-only",
    sqlite3.SQLITE_BUSY: "locked",
    sqlite3.SQLITE_LOCKED: "locked",
}
"""Kinds by primary result code (https://www.sqlite.org/rescode.html)."""
_Class = TypeVar("_Class", bound=type)


def to_ledger_error(error: Exception, path: str) -> LedgerError:
    """Return the ledger's error for one of SQLite's, or for an impossible value.

    >>> to_ledger_error(IndexError("list index out of range"), "l.db").kind
    'damaged'
    """
    kind = _kind(error)
    if kind == "damaged":
        return damaged(path, error)
    return LedgerError(f"{path} cannot be used: {error}.", kind, str(error))


def _kind(error: Exception) -> ErrorKind:
    if not isinstance(error, sqlite3.Error) or "decode to UTF-8" in str(error):
        return "damaged"
    return _KINDS.get((getattr(error, "sqlite_errorcode", None) or 0) & 0xFF, "unusable")


def translates(*caught: type[Exception]) -> Callable[[_Class], _Class]:
    """Decorator of a class with a ``path``: its public methods raise :class:`LedgerError` for these."""

    def decorate(cls: _Class) -> _Class:
        for name, method in list(vars(cls).items()):
            if callable(method) and not name.startswith("_"):
                setattr(cls, name, _translated(method, caught))
        return cls

    return decorate


def _translated(method: Callable[..., Any], caught: tuple[type[Exception], ...]) -> Callable[..., Any]:
    @wraps(method)
    def call(self: Any, *arguments: Any, **named: Any) -> Any:
        try:
            return method(self, *arguments, **named)
        except caught as error:
            raise to_ledger_error(error, self.path) from error

    return call
