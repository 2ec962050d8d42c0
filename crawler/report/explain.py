"""An explained page as rows: each field, its value, its origin, and the rejected candidates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, is_dataclass
from typing import Any, NamedTuple

from crawler.extract.candidates import Candidate
from crawler.report.values import shown
from crawler.workers.inspect import Inspection

_BOOKKEEPING = frozenset(
    "schema_version id url requested_url article_body blocks images date_downloaded discovered_via body_hash revision "
    "supersedes changed provenance warnings".split()
)
_ADDRESS = 100
_WORDS_OF_PICTURES = ("caption", "credit_text", "creators", "source_organizations", "copyright_notice")


class Row(NamedTuple):
    """A row of the table."""

    field: str
    value: str
    origin: str = ""
    lost: tuple[str, ...] = ()


def rows(inspection: Inspection) -> Iterator[Row]:
    """Yield a row for each field with a value, then for the body, the pictures, the warnings and the missing fields."""
    record = inspection.record
    unknown = []
    for name in (name for name in record if name not in _BOOKKEEPING):
        if record[name] in (None, "", []):
            unknown.append(name)
        else:
            origin = record["provenance"].get(name, "")
            yield Row(name, shown(record[name]), origin or "default", tuple(_lost(inspection.fields.get(name, []))))
    yield _body(record)
    yield from _pictures(record)
    for warning in record["warnings"]:
        yield Row("warning", shown(warning))
    if unknown:
        yield Row("not found", shown(unknown, 2_000))


def _lost(candidates: list[Candidate]) -> list[str]:
    """Return the rejected candidates with their origin, without duplicates."""
    said = [c for c in candidates if c.value not in (None, "", [])]
    values = [(shown(c.value), c.origin) for c in said]
    return list(dict.fromkeys(f"{text} ({origin})" for text, origin in values[1:] if text != values[0][0]))


def _body(record: dict[str, Any]) -> Row:
    paragraphs = sum(block["type"] != "image" for block in record["blocks"])
    text = record["article_body"]
    value = f"{paragraphs} blocks, {len(text):,} characters: {shown(text)}" if text else "none"
    return Row("article_body", value, record["provenance"].get("article_body", ""))


def _pictures(record: dict[str, Any]) -> Iterator[Row]:
    origin = record["provenance"].get("images", "")
    for number, image in enumerate(record["images"], 1):
        yield Row(f"image {number}", f"{image['role']}: {shown(image['url'], _ADDRESS)}", origin)
        for name in _WORDS_OF_PICTURES:
            if image[name]:
                yield Row(f"  {name}", shown(image[name]))


def to_json(inspection: Inspection) -> dict[str, Any]:
    """Return the record, and for each field the candidates with their origins, the chosen one first."""
    candidates = {
        name: [{"value": _plain(c.value), "origin": c.origin} for c in found if c.value not in (None, "", [])]
        for name, found in inspection.fields.items()
    }
    return {"record": inspection.record, "candidates": {name: found for name, found in candidates.items() if found}}


def _plain(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    return asdict(value) if is_dataclass(value) and not isinstance(value, type) else value
