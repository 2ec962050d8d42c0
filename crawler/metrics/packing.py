"""The format of tallies in the ledger: compressed JSON."""

from __future__ import annotations

import json
import zlib
from typing import Any

from crawler.metrics.tally import Tally


def pack(values: Any) -> bytes:
    """Return plain values as bytes."""
    return zlib.compress(json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace"))


def unpack(data: bytes) -> Any:
    """Return the plain values of :func:`pack`. Raises ``ValueError`` for other bytes."""
    try:
        return json.loads(zlib.decompress(data))
    except zlib.error as error:
        raise ValueError(str(error)) from error


def merge_packed(before: bytes, new: bytes) -> bytes:
    """Return the sum of two packed tallies; ``new`` is the later one."""
    tally = Tally.from_dict(unpack(before))
    tally.add(Tally.from_dict(unpack(new)))
    return pack(tally.to_dict())
