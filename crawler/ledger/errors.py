"""Why a ledger cannot be used: the kinds that every implementation has, whatever its database calls them."""

from __future__ import annotations

from typing import Literal, TypeAlias

ErrorKind: TypeAlias = Literal[
    "damaged", "missing", "locked", "full", "read-only", "newer", "foreign", "unsupported", "unusable"
]
"""``damaged``: it holds something else than was written; ``missing``: there is none, and none is to be made;
``locked``: another run has it; ``full``, ``read-only``: its disk takes no more, or nothing; ``newer``: a newer Copydesk
wrote it; ``foreign``: it is another program's; ``unsupported``: nothing here opens such an address; ``unusable``: any
other reason."""
_SHOWN = 120


class LedgerError(Exception):
    """A ledger that cannot be used; the message is one sentence that names it.

    ``reason``: the same in the words of its database, for a sentence that says what it was needed for.
    """

    def __init__(self, message: str, kind: ErrorKind = "unusable", reason: str = "") -> None:
        super().__init__(message)
        self.kind: ErrorKind = kind
        self.reason = reason or message


def damaged(name: str, error: object) -> LedgerError:
    """What is said of a damaged ledger."""
    what = " ".join(str(error).split())[:_SHOWN]
    return LedgerError(f"{name} is damaged ({what}); take a copy of it, or begin another ledger.", "damaged")
