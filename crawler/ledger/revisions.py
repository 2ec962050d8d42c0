"""Whether an article is new, changed or as it was, and what changed: pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from crawler.ledger.model import Known

PARTS = ("headline", "article_body", "images", "corrections")
"""Fields whose change makes a revision."""
_BYTES = 4
"""Of each part's digest: a change goes unseen with a chance of one in four billion."""


def to_article(record: Mapping[str, Any]) -> int | None:
    """Key of a record's article; ``None`` where it has none."""
    identity = record.get("id")
    return int.from_bytes(bytes.fromhex(identity)[:8], "big", signed=True) if identity else None


def to_known(record: Mapping[str, Any]) -> Known:
    """What is remembered of a record."""
    parts = b"".join(_digest(_told(name, record[name])) for name in PARTS)
    return Known(record["revision"], record["body_hash"], parts)


def changed(before: Known, now: Known) -> list[str]:
    """The parts that differ."""
    ends = range(_BYTES, _BYTES * (len(PARTS) + 1), _BYTES)
    pairs = zip(PARTS, ends, strict=True)
    return [name for name, end in pairs if before.parts[end - _BYTES : end] != now.parts[end - _BYTES : end]]


def revise(record: dict[str, Any], before: Known | None) -> bool:
    """Number a record as the revision that it is; ``False`` if it is as it was."""
    if before is None:
        return True
    parts = changed(before, to_known(record))
    if parts:
        record["revision"], record["supersedes"], record["changed"] = before.revision + 1, before.body_hash, parts
    return bool(parts)


def _told(name: str, value: Any) -> Any:
    """A part less what changes without the story changing: addresses of renditions carry sizes and tokens."""
    if name != "images":
        return value
    return [[i["url"].split("?")[0], i["caption"], i["credit_text"]] for i in value]


def _digest(value: Any) -> bytes:
    return hashlib.blake2b(json.dumps(value, sort_keys=True).encode(), digest_size=_BYTES).digest()
