"""Differences between two records of a page: by field, and by piece in texts and pictures."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from crawler.report.values import shown

_DERIVED = frozenset("schema_version id body_hash provenance article_body date_downloaded confidence".split())
_MOST_PIECES = 2_000
_WORDS = ("url", "caption", "credit_text")


class Change(NamedTuple):
    """A field whose value differs."""

    field: str
    before: str
    after: str


def changes(before: dict[str, Any], after: dict[str, Any]) -> Iterator[Change]:
    """Yield the fields that differ; of ``blocks`` and ``images`` only the pieces that do, marked - and +.

    >>> [*changes({"headline": "a", "keywords": []}, {"headline": "b", "keywords": []})]
    [Change(field='headline', before='a', after='b')]
    """
    for name in before:
        if name in _DERIVED or before[name] == after[name]:
            continue
        if name in ("blocks", "images"):
            lost, won = _pieces(before[name], after[name])
            if lost or won:
                yield Change(name, "\n".join(f"- {piece}" for piece in lost), "\n".join(f"+ {piece}" for piece in won))
        else:
            yield Change(name, _value(before[name]), _value(after[name]))


def _value(value: Any) -> str:
    return "none" if value in (None, "", []) else shown(value)


def _pieces(before: list[dict[str, Any]], after: list[dict[str, Any]]) -> tuple[list[str], list[str]]:
    """Return the pieces that only one of the lists has, in their order."""
    one, other = [_words(p) for p in before[:_MOST_PIECES]], [_words(p) for p in after[:_MOST_PIECES]]
    codes = SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
    lost = [text for tag, i, j, _, _ in codes if tag != "equal" for text in one[i:j] if text]
    won = [text for tag, _, _, i, j in codes if tag != "equal" for text in other[i:j] if text]
    return lost, won


def _words(piece: dict[str, Any]) -> str:
    if piece.get("type") == "image":
        return ""  # compared as an image
    said = [piece.get("text"), piece.get("items"), *(piece.get(name) for name in _WORDS)]
    rows = [cell for row in piece.get("rows") or () for cell in row]
    return shown([word for word in said if word] + rows)
