"""The facts of one record that are counted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from zlib import crc32

FIELDS = ("headline", "date", "authors", "body", "images", "captions", "credits")
"""Fields whose coverage is counted."""
_KIND = re.compile(r"(\w+(?:\.\w+)?):")
_SHORTEST, _LONGEST = 20, 400
"""Fewest and most letters of a paragraph that may be boilerplate."""
_SHOWN = 80


@dataclass(frozen=True, slots=True)
class Facts:
    """Facts of one record."""

    url: str
    present: frozenset[str]
    """The :data:`FIELDS` that it has."""
    letters: int
    confidence: float | None
    language: str | None
    delay: float | None
    """Seconds from publication to download; None if the page states no time of day."""
    published: float | None
    """Unix time of publication."""
    is_new: bool
    """Whether it is a first revision."""
    images: int
    captions: int
    credits: int
    """Pictures with a credit."""
    warnings: tuple[str, ...]
    """Kinds of warnings."""
    authors: str
    caption: str
    """The first caption."""
    paragraphs: tuple[str, ...]
    """Beginnings of short paragraphs, without repetition."""
    digest: str
    """Hash of headline and body."""


def facts_of(record: Mapping[str, Any]) -> Facts:
    """Return the facts of a record."""
    images, body = record["images"], record["article_body"]
    captions = [image["caption"] for image in images if image["caption"]]
    credit_lines = sum(1 for image in images if image["credit_text"])
    values = (
        record["headline"], record["date_published"], record["authors"] or record["source_organizations"], body,
        images, captions, credit_lines,
    )  # fmt: skip
    published, downloaded = _instant(record["date_published"]), _instant(record["date_downloaded"])
    return Facts(
        url=record["url"],
        present=frozenset(name for name, value in zip(FIELDS, values, strict=True) if value),
        letters=len(body),
        confidence=record["confidence"],
        language=record["in_language"],
        delay=max(0.0, downloaded - published) if published and downloaded else None,
        published=published,
        is_new=record["revision"] == 1,
        images=len(images),
        captions=len(captions),
        credits=credit_lines,
        warnings=tuple(dict.fromkeys(map(kind_of_warning, record["warnings"]))),
        authors=", ".join(author["name"] for author in record["authors"])[:_SHOWN],
        caption=captions[0][:_SHOWN] if captions else "",
        paragraphs=tuple(dict.fromkeys(_paragraphs(record["blocks"]))),
        digest=_digest(record["headline"], record["body_hash"] if body else record["url"]),
    )


def kind_of_warning(warning: str) -> str:
    """Return the field that a warning begins with, or "other".

    >>> kind_of_warning("date_published: none found"), kind_of_warning("The record breaks the contract: …")
    ('date_published', 'other')
    """
    match = _KIND.match(warning)
    return match[1] if match else "other"


def _digest(headline: str | None, body: str) -> str:
    return f"{crc32(f'{headline} {body}'.encode('utf-8', 'surrogatepass')):08x}"


def _paragraphs(blocks: list[dict[str, Any]]) -> Iterator[str]:
    for block in blocks:
        text = block.get("text") or ""
        if _SHORTEST <= len(text) <= _LONGEST:
            yield text[:_SHOWN]


def _instant(text: str | None) -> float | None:
    """Return the Unix time of a date with a time of day, else None; without an offset, UTC is assumed."""
    if not text or len(text) <= 10:
        return None
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    return (at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp()
