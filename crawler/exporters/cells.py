"""Values of a record as the cells of a table for people and spreadsheets.

A text that begins like a formula gets an apostrophe before it (https://owasp.org/www-community/attacks/CSV_Injection).
Lists are joined, objects are summarized.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from crawler.normalize.text import replace_surrogates, without_controls

_FORMULA = tuple("=+-@＝＋－＠")
_JOINT = "; "


def to_cells(record: dict[str, Any], fields: Sequence[str] = ()) -> dict[str, str]:
    """Return a cell for each field, by default for all; ``images.credit_text`` is that field of each image."""
    return {name: to_cell(pick(record, name.split("."))) for name in fields or record}


def pick(value: Any, path: Sequence[str]) -> Any:
    """Return the value at a path of names; in a list, that of each object.

    >>> pick({"images": [{"alt": "a"}, {"alt": "b"}]}, ["images", "alt"])
    ['a', 'b']
    """
    if not path:
        return value
    if isinstance(value, list):
        return [pick(item, path) for item in value]
    return pick(value.get(path[0]), path[1:]) if isinstance(value, dict) else None


def to_cell(value: Any) -> str:
    """Return a value as the text of a cell.

    >>> to_cell(["rain", "wind"]), to_cell("=1+1"), to_cell(False), to_cell(None)
    ('rain; wind', "'=1+1", 'false', '')
    """
    text = replace_surrogates(without_controls(_text(value)))
    return f"'{text}" if isinstance(value, str | list | dict) and text.lstrip().startswith(_FORMULA) else text


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return _joined(map(_text, value))
    return _object(value) if isinstance(value, dict) else str(value)


def _object(value: dict[str, Any]) -> str:
    """Summarize an image, a medium, an author, a correction or a block; of other objects, list names and values."""
    if "credit_text" in value:
        credit = f"[{value['credit_text']}]" if value["credit_text"] else ""
        return " ".join(filter(None, (value.get("caption"), credit, value["url"])))
    if "provider" in value and "type" not in value:
        return " ".join(filter(None, (value.get("name"), value["url"])))
    if "name" in value:
        return str(value["name"])
    if "text" in value:
        return " ".join(filter(None, (value.get("date"), value["text"])))
    if "type" in value:
        return _joined(_text(item) for name, item in value.items() if name not in ("type", "ordered", "image"))
    return _joined(f"{name}: {_text(item)}" for name, item in value.items())


def _joined(texts: Iterable[str]) -> str:
    return _JOINT.join(filter(None, texts))
