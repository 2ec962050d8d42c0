"""Paths of fields, such as ``images.credit_text``."""

from __future__ import annotations

from dataclasses import is_dataclass
from typing import Any, get_args

from crawler.record.hints import field_types
from crawler.record.items import Article


def is_field(path: str, kind: Any = Article) -> bool:
    """Return whether the record has this field.

    >>> [is_field(path) for path in ("headline", "images.alt", "headlines", "headline.alt", "provenance.headline")]
    [True, True, False, False, True]
    """
    name, _, rest = path.partition(".")
    if kind == dict[str, str]:
        return is_field(path)
    if not is_dataclass(kind) or not isinstance(kind, type) or name not in (types := field_types(kind)):
        return False
    inner = types[name]
    return not rest or is_field(rest, inner if inner == dict[str, str] else next(iter(get_args(inner)), None))
