"""JSON Schema of the record, generated from the item classes: their types, and their docstrings as descriptions.

Dialect: https://json-schema.org/draft-07/schema
"""

from __future__ import annotations

import ast
import inspect
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from functools import cache
from itertools import pairwise
from threading import RLock
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import fastjsonschema

from crawler.record import items

_SIMPLE = {str: "string", int: "integer", float: "number", bool: "boolean", NoneType: "null"}

_ONE_AT_A_TIME = RLock()
"""Threads that read their first pages at once must not parse source at once: CPython 3.11 raises SystemError then."""


class InvalidRecord(ValueError):
    """A record breaks the contract; the message names the field and the rule."""


def json_schema(described: bool = True) -> dict[str, Any]:
    """Return the JSON Schema of one record (one line of the output).

    ``described``: with descriptions, which are read from the source of the classes; that takes time.
    """
    with _ONE_AT_A_TIME:
        return {
            "$schema": "http://json-schema.org/draft-07/schema#",
            "title": "Copydesk article",
            **object_schema(items.Article, described),
        }


def check(record: dict[str, Any]) -> None:
    """Validate a record. Raises :class:`InvalidRecord` if it breaks the contract."""
    try:
        validator()(record)
    except fastjsonschema.JsonSchemaException as error:
        raise InvalidRecord(str(error)) from error


def validator() -> Callable[[dict[str, Any]], object]:
    """Return the function that raises for an invalid record; it is compiled once, whichever thread comes first."""
    with _ONE_AT_A_TIME:
        return _compiled()


@cache
def _compiled() -> Callable[[dict[str, Any]], object]:
    return fastjsonschema.compile(json_schema(described=False))


def object_schema(kind: type, described: bool = True) -> dict[str, Any]:
    """Return the JSON Schema of a dataclass whose fields are documented; all of them are required."""
    hints, docs = get_type_hints(kind), field_docs(kind) if described else {}
    names = [f.name for f in fields(kind)]
    if kind is items.Block:  # only the fields of its type are present, and those are never null
        hints = {name: _not_null(hint) for name, hint in hints.items()}
    properties = {n: {**_schema(hints[n], described), **_description(docs.get(n))} for n in names}
    required = ["type"] if kind is items.Block else names
    return {
        "type": "object",
        **_description(inspect.cleandoc(kind.__doc__ or "") if described else None),
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def _description(text: str | None) -> dict[str, str]:
    return {"description": text} if text is not None else {}


def _not_null(hint: Any) -> Any:
    return get_args(hint)[0] if isinstance(hint, UnionType) else hint


def _schema(hint: Any, described: bool) -> dict[str, Any]:
    origin, args = get_origin(hint), get_args(hint)
    if hint is Any:
        return {}
    if hint in _SIMPLE:
        return {"type": _SIMPLE[hint]}
    if is_dataclass(hint) and isinstance(hint, type):
        return object_schema(hint, described)
    if origin is Literal:
        return {"enum": list(args)}
    if origin in (Union, UnionType):
        return _either([_schema(a, described) for a in args])
    if origin is list:
        return {"type": "array", "items": _schema(args[0], described)}
    return {"type": "object", "additionalProperties": _schema(args[1], described)}


def field_docs(kind: type) -> dict[str, str]:
    """Return the docstring of each field of a class, by field name."""
    [body] = [node.body for node in ast.parse(inspect.getsource(kind)).body if isinstance(node, ast.ClassDef)]
    pairs = pairwise(body)
    return {
        field.target.id: inspect.cleandoc(doc.value.value)
        for field, doc in pairs
        if isinstance(field, ast.AnnAssign)
        and isinstance(field.target, ast.Name)
        and isinstance(doc, ast.Expr)
        and isinstance(doc.value, ast.Constant)
        and isinstance(doc.value.value, str)
    }


def _either(choices: list[dict[str, Any]]) -> dict[str, Any]:
    """Return a schema for one of several; simple types are combined, which is faster to validate."""
    if all(choice.keys() == {"type"} for choice in choices):
        return {"type": [choice["type"] for choice in choices]}
    return {"anyOf": choices}
