"""Kinds of failure with their exit codes, and the failure of one input."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from crawler.normalize.request_urls import redact, without_userinfo

Kind: TypeAlias = Literal[
    "bug", "unwritable", "foreign-package", "ledger", "not-a-url", "unknown-host", "robots", "http", "timeout",
    "connection", "redirects", "cut-off", "not-html", "too-large", "empty", "missing", "unreadable", "damaged",
    "private-address", "stuck", "crash", "busy", "no-article", "drift",
]  # fmt: skip

EXIT_CODES: dict[Kind, int] = {
    "bug": 1,
    "unwritable": 3,
    "foreign-package": 4,
    "ledger": 5,
    "drift": 6,
    "not-a-url": 10,
    "unknown-host": 11,
    "robots": 12,
    "http": 13,
    "timeout": 14,
    "connection": 15,
    "redirects": 16,
    "cut-off": 17,
    "not-html": 18,
    "too-large": 19,
    "empty": 20,
    "missing": 21,
    "unreadable": 22,
    "damaged": 23,
    "private-address": 24,
    "stuck": 25,
    "crash": 26,
    "busy": 27,
    "no-article": 28,
}
"""2 is a usage error, as in other commands. ``docs/command-line.md`` has the same table."""

INTERRUPTED = 130
"""Exit code of a run that was ended by Ctrl-C."""
_JOINERS = frozenset(("\u200c", "\u200d", *map(chr, range(0xE0020, 0xE0080))))
"""Joiners and tags, which Persian, Hindi and emoji need, and which no terminal obeys."""


@dataclass(frozen=True)
class Failure:
    """An input, or a page in an archive, that gave no record. Passwords in its addresses are removed."""

    source: str
    """URL or path as given, or the URL of a page in an archive."""
    kind: Kind
    message: str
    """One sentence that says what is wrong and where."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "source", without_userinfo(self.source))
        object.__setattr__(self, "message", redact(self.message))


def unwritable(name: str, error: OSError, more: str = "") -> Failure:
    """Return the failure of a file that cannot be written; ``more`` is appended to its sentence.

    >>> unwritable("a.csv", OSError(28, "No space left on device")).message
    'a.csv cannot be written: No space left on device.'
    """
    return Failure(name, "unwritable", f"{name} cannot be written: {error.strerror or error}{more}.")


def unreadable(name: str, error: OSError) -> Failure:
    """Return the failure of a file that cannot be read.

    >>> unreadable("a.jsonl", OSError(13, "Permission denied")).message
    'a.jsonl cannot be read: Permission denied.'
    """
    return Failure(name, "unreadable", f"{name} cannot be read: {error.strerror or error}.")


def exit_code(kinds: Iterable[Kind]) -> int:
    """Return the exit code of a run with failures of these kinds: the lowest, so that it does not depend on timing.

    >>> exit_code(["timeout", "http", "http"]), exit_code([])
    (13, 0)
    """
    return min((EXIT_CODES[kind] for kind in kinds), default=0)


def printable(text: str) -> str:
    """Return the text with U+FFFD for every control character, so that a terminal can show it safely.

    >>> printable("a\\x1b[31mb")
    'a\ufffd[31mb'
    """
    return "".join(c if c.isprintable() or c in _JOINERS else "\ufffd" for c in text)
