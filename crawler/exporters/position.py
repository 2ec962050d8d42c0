"""The position of an exact feed, as the ledger stores it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Position:
    """The certain state of a feed."""

    name: str = ""
    """Current file; empty before the first line."""
    day: str = ""
    records: int = 0
    offset: int = 0
    """Bytes of uncompressed lines."""
    packed: int = 0
    """Bytes of the compressed file."""
    manifest: int = 0
    """Bytes of the manifest."""
    done: str = ""
    """File that was closed last, if nothing was written since then."""
    mark: str = ""
    """Mark that identifies its lines, see :func:`crawler.exporters.resume.mark`."""
    packed_mark: str = ""
    """Mark of the compressed file."""
    done_mark: str = ""
    """Mark of the lines that were closed last."""
