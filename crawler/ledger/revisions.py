"""Whether an article is new, changed or as it was, and what changed: pure."""

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
"""Of each part's digest: a change goes unseen with a chance of one in four billion."""
_FOLDED = b"\2"
"""Begins the digests of parts as :func:`comparable` has them; those without it are of parts as they stood."""


def to_article(record: Mapping[str, Any]) -> int | None:
    """Key of a record's article; ``None`` where it has none."""
    identity = record.get("id")
    return int.from_bytes(bytes.fromhex(identity)[:8], "big", signed=True) if identity else None


def to_known(record: Mapping[str, Any]) -> Known:
    """What is remembered of a record."""
    parts = b"".join(_digest(_folded(name, record[name])) for name in PARTS)
    return Known(record["revision"], record["body_hash"], _FOLDED + parts)


def revise(record: dict[str, Any], before: Known | None) -> bool:
    """Number a record as the revision that it is; ``False`` if it is as it was."""
    if before is None:
        return True
    parts = changed(before, record)
    if parts:
        record["revision"], record["supersedes"], record["changed"] = before.revision + 1, before.body_hash, parts
    return bool(parts)


def changed(before: Known, record: Mapping[str, Any]) -> list[str]:
    """The parts of a record that a reader would call changed."""
    if before.parts.startswith(_FOLDED) and len(before.parts) == len(_FOLDED) + _BYTES * len(PARTS):
        held, form = before.parts[len(_FOLDED) :], _folded
    else:
        held, form = before.parts, _as_it_stands
    digests = [held[start : start + _BYTES] for start in range(0, _BYTES * len(PARTS), _BYTES)]
    pairs = zip(PARTS, digests, strict=True)
    return [name for name, digest in pairs if digest != _digest(form(name, record[name]))]


def _folded(name: str, value: Any) -> Any:
    """A part less what changes without the story changing.

    Of pictures their words and how many there are: the address of a rendition carries sizes, tokens and the name of a
    server.
    """
    if name == "images":
        return [[comparable(i["caption"] or ""), comparable(i["credit_text"] or "")] for i in value]
    if name == "corrections":
        return [comparable(correction["text"]) for correction in value]
    return comparable(value or "")


def _as_it_stands(name: str, value: Any) -> Any:
    """A part as ledgers of 0.1 have it."""
    if name != "images":
        return value
    return [[i["url"].split("?")[0], i["caption"], i["credit_text"]] for i in value]


def _digest(value: Any) -> bytes:
    return hashlib.blake2b(json.dumps(value, sort_keys=True).encode(), digest_size=_BYTES).digest()
