"""Completion markers, which are written after an output is complete."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

ENDING = ".jsonl.zst"
DONE = f"{ENDING}.done.json"


@dataclass(frozen=True, slots=True)
class Marker:
    """The result of reading an input."""

    input: str
    """Path or URL of the input."""
    records: int
    size: int
    """Bytes of the output as stored."""
    sha256: str
    """SHA-256 of the output as stored."""
    copydesk: str
    """Version of Copydesk."""
    seconds: float
    """Duration of reading."""
    failures: Mapping[str, int] = field(default_factory=dict)
    """Pages without a record, by reason."""
    failed: str = ""
    """One sentence on why the input could not be read to its end, or ""; the next run reads it again."""
    kind: str = ""
    """Kind of that failure: a key of :data:`crawler.errors.EXIT_CODES`."""

    def dump(self) -> bytes:
        """Return the marker as bytes of its file."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1).encode() + b"\n"


def load(data: bytes | None) -> Marker | None:
    """Return the marker from the bytes of its file; None if the file is missing or is not a marker.

    >>> load(b"{}"), load(None)
    (None, None)
    """
    try:
        return Marker(**json.loads(data)) if data else None
    except (ValueError, TypeError):
        return None
