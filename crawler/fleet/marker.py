"""What says that an output is whole: written after it, beside it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

ENDING = ".jsonl.zst"
DONE = f"{ENDING}.done.json"


@dataclass(frozen=True, slots=True)
class Marker:
    """How an input was read."""

    input: str
    """Its path or address."""
    records: int
    size: int
    """In bytes, of the output as it is stored."""
    sha256: str
    """Of the output as it is stored."""
    copydesk: str
    """Version of the program."""
    seconds: float
    """From its first page to its last."""
    failures: Mapping[str, int] = field(default_factory=dict)
    """Pages without a record, by reason."""
    failed: str = ""
    """Why the input itself could not be read to its end, one sentence; it is read again on the next run."""
    kind: str = ""
    """Of that failure: a key of :data:`crawler.errors.EXIT_CODES`."""

    def dump(self) -> bytes:
        """As a file."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1).encode() + b"\n"


def load(data: bytes | None) -> Marker | None:
    """A marker from its file; ``None`` where there is none, or what is there is none.

    >>> load(b"{}"), load(None)
    (None, None)
    """
    try:
        return Marker(**json.loads(data)) if data else None
    except (ValueError, TypeError):
        return None
