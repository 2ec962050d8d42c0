"""The types of an item's fields, for schemas of other systems."""

from __future__ import annotations

from dataclasses import fields
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints


def field_types(kind: type) -> dict[str, Any]:
    """Return the type of each field of an item class, without ``None``; for a ``Literal``, the type of its values.

    >>> from crawler.record.items import Image
    >>> types = field_types(Image)
    >>> types["caption"], types["role"], types["creators"]
    (<class 'str'>, <class 'str'>, list[str])
    """
    hints = get_type_hints(kind)
    return {field.name: _plain(hints[field.name]) for field in fields(kind)}


def _plain(hint: Any) -> Any:
    if get_origin(hint) in (Union, UnionType):
        [hint] = [choice for choice in get_args(hint) if choice is not NoneType]
    return type(get_args(hint)[0]) if get_origin(hint) is Literal else hint
