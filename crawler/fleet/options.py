"""How a worker works."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Options:
    """The options of a worker."""

    ledger: str
    """URL of the ledger."""
    visits: int
    """Most visits at a time."""
    every: int = 60
    """Seconds between checks for due sources, over all workers."""
    stalled: float = 30.0
    """Seconds without a heartbeat after which a worker counts as dead."""
    stop_within: float = 60.0
    """Seconds for visits to end after a signal to stop."""
    drain: bool = False
    """Whether it ends when nothing is due."""
    sources: str = ""
    """Folder of source files; empty: the table of the ledger."""
    health: str = ""
    """Where its state and metrics are served, ``[HOST:]PORT``; empty: nowhere."""
