"""The Avro schema of a record, made from the item classes (https://avro.apache.org/docs/1.12.0/specification/)."""

from __future__ import annotations

from dataclasses import is_dataclass
from typing import Any, get_args, get_origin

from crawler.record.hints import field_types
from crawler.record.items import Article
from crawler.record.schema import field_docs

_SIMPLE = {str: "string", int: "long", float: "double", bool: "boolean"}


def avro_schema() -> dict[str, Any]:
    """Return the schema of one record; every scalar may be null."""
    return _record(Article, set())


def _record(kind: type, known: set[type]) -> dict[str, Any]:
    known.add(kind)
    docs = field_docs(kind)
    return {
        "type": "record",
        "name": kind.__name__,
        "namespace": "copydesk",
        "fields": [
            {"name": name, "doc": " ".join(docs.get(name, "").split()), **_field(hint, known)}
            for name, hint in field_types(kind).items()
        ],
    }


def _field(hint: Any, known: set[type]) -> dict[str, Any]:
    origin, kind = get_origin(hint), _type(hint, known)
    if origin is dict:
        return {"type": kind, "default": {}}
    return {"type": ["null", kind], "default": None}


def _type(hint: Any, known: set[type]) -> Any:
    if hint in _SIMPLE:
        return _SIMPLE[hint]
    if get_origin(hint) is list:
        return {"type": "array", "items": _type(get_args(hint)[0], known)}
    if get_origin(hint) is dict:
        return {"type": "map", "values": "string"}
    assert is_dataclass(hint) and isinstance(hint, type), f"no Avro type for {hint}"
    return f"copydesk.{hint.__name__}" if hint in known else _record(hint, known)
