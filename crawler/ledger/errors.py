"""Errors of a ledger, whatever its database calls them."""

from __future__ import annotations

from typing import Literal, TypeAlias

ErrorKind: TypeAlias = Literal[
    "damaged", "missing", "locked", "full", "read-only", "newer", "foreign", "unsupported", "unreachable",
    "unusable",
]
"""``damaged``: its content is corrupt; ``missing``: there is none, and none is to be created; ``locked``: another run
uses it; ``full``, ``read-only``: the disk is; ``newer``: a newer Copydesk wrote it; ``foreign``: it belongs to another
program; ``unsupported``: no implementation opens its URL; ``unreachable``: its server is not there, or is lost;
``unusable``: any other reason."""
_SHOWN = 120


class LedgerError(Exception):
    """A ledger cannot be used; the message is one sentence that names it.

    ``reason``: the message of its database, for use in another sentence.
    """

    def __init__(self, message: str, kind: ErrorKind = "unusable", reason: str = "") -> None:
        super().__init__(message)
        self.kind: ErrorKind = kind
        self.reason = reason or message


def damaged(name: str, error: object) -> LedgerError:
    """Return the error of a damaged ledger."""
    what = " ".join(str(error).split())[:_SHOWN]
    return LedgerError(f"{name} is damaged ({what}); take a copy of it, or begin another ledger.", "damaged")
