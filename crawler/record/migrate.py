"""Convert records of older schema versions to the current one."""

from __future__ import annotations

from dataclasses import MISSING, Field, fields
from typing import Any

from crawler.record.items import SCHEMA_VERSION, Article, Author, Correction, Image, Media
from crawler.record.schema import InvalidRecord, check

_LISTS: dict[str, type] = {
    "authors": Author,
    "images": Image,
    "videos": Media,
    "audios": Media,
    "corrections": Correction,
}
"""Classes of the objects in lists, except blocks, which have only the fields of their type."""


def to_current(value: Any) -> dict[str, Any]:
    """Return the record with every field of the contract; fields that an older version lacked are empty.

    :raises InvalidRecord: (a ``ValueError``) if it is not a record, or of a version that cannot be read.
    """
    if not isinstance(value, dict) or not isinstance(value.get("article_body"), str) or not value.get("id"):
        raise InvalidRecord("is not an article record: it has no id and article_body")
    version = str(value.get("schema_version") or "1.0.0")
    if version.split(".")[0] != SCHEMA_VERSION.split(".")[0]:
        raise InvalidRecord(f"is a record of schema version {version}; {SCHEMA_VERSION} can be read")
    try:
        check(value)
        return value
    except InvalidRecord:
        record = _migrated(value)
    try:
        check(record)
    except InvalidRecord as error:
        raise InvalidRecord(f"breaks the contract of a record: {error}") from error
    return record


def _migrated(value: dict[str, Any]) -> dict[str, Any]:
    record = _filled(value, Article)
    for name, kind in _LISTS.items():
        if isinstance(record[name], list):
            record[name] = [_filled(item, kind) if isinstance(item, dict) else item for item in record[name]]
    return record | {"schema_version": SCHEMA_VERSION}


def _filled(value: dict[str, Any], kind: type) -> dict[str, Any]:
    """Return the fields of a class, missing ones with their default, and no others."""
    return {field.name: value[field.name] if field.name in value else _default(field) for field in fields(kind)}


def _default(field: Field[Any]) -> Any:
    if field.default_factory is not MISSING:
        return field.default_factory()
    return None if field.default is MISSING else field.default
