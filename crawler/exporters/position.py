"""Where an exact feed stands, as the ledger keeps it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Position:
    """What is certain of a feed."""

    name: str = ""
    """File that is written; empty before the first line."""
    day: str = ""
    records: int = 0
    offset: int = 0
    """Bytes of its lines."""
    packed: int = 0
    """Bytes of its compressed file."""
    manifest: int = 0
    """Bytes of the manifest."""
    done: str = ""
    """File that was closed last, if nothing was written since."""
    mark: str = ""
    """What tells its lines from those of another file, see :func:`crawler.exporters.resume.mark`."""
    packed_mark: str = ""
    """The same of its compressed file."""
    done_mark: str = ""
    """The same of the lines that were closed last."""
