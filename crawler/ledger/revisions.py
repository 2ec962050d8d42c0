"""Decide whether an article is new, changed or unchanged, and what has changed. Pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from crawler.ledger.model import Known
from crawler.normalize.comparable import comparable

PARTS = ("headline", "article_body", "images", "corrections")
"""Fields whose change makes a revision."""
_BYTES = 4
"""Bytes of each digest; a change is missed with a chance of one in four billion."""
_FOLDED = b"\2"
"""Prefix of digests of fields normalized by :func:`comparable`; digests without it are of the raw fields."""


def to_article(record: Mapping[str, Any]) -> int | None:
    """Return the key of a record's article; None if it has none."""
    identity = record.get("id")
    return int.from_bytes(bytes.fromhex(identity)[:8], "big", signed=True) if identity else None


def to_known(record: Mapping[str, Any]) -> Known:
    """Return what the ledger stores of a record."""
    parts = b"".join(_digest(_folded(name, record[name])) for name in PARTS)
    return Known(record["revision"], record["body_hash"], _FOLDED + parts)


def revise(record: dict[str, Any], before: Known | None) -> bool:
    """Set the revision fields of a record; return whether it is new or has changed."""
    if before is None:
        return True
    parts = changed(before, record)
    if parts:
        record["revision"], record["supersedes"], record["changed"] = before.revision + 1, before.body_hash, parts
    return bool(parts)


def changed(before: Known, record: Mapping[str, Any]) -> list[str]:
    """Return the fields of a record that have changed for a reader."""
    if before.parts.startswith(_FOLDED) and len(before.parts) == len(_FOLDED) + _BYTES * len(PARTS):
        held, form = before.parts[len(_FOLDED) :], _folded
    else:
        held, form = before.parts, _as_it_stands
    digests = [held[start : start + _BYTES] for start in range(0, _BYTES * len(PARTS), _BYTES)]
    pairs = zip(PARTS, digests, strict=True)
    return [name for name, digest in pairs if digest != _digest(form(name, record[name]))]


def _folded(name: str, value: Any) -> Any:
    """Return a field without what changes while the story does not.

    Of images, these are captions, credits and number: the URL of a rendition contains sizes, tokens and server names.
    """
    if name == "images":
        return [[comparable(i["caption"] or ""), comparable(i["credit_text"] or "")] for i in value]
    if name == "corrections":
        return [comparable(correction["text"]) for correction in value]
    return comparable(value or "")


def _as_it_stands(name: str, value: Any) -> Any:
    """Return a field as ledgers of version 0.1 store it."""
    if name != "images":
        return value
    return [[i["url"].split("?")[0], i["caption"], i["credit_text"]] for i in value]


def _digest(value: Any) -> bytes:
    return hashlib.blake2b(json.dumps(value, sort_keys=True).encode(), digest_size=_BYTES).digest()
