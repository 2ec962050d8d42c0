"""Values of a record as cells of a table that people read and spreadsheets open.

What begins like a formula gets an apostrophe before it
(https://owasp.org/www-community/attacks/CSV_Injection); lists are joined, objects are told by what matters in them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from crawler.normalize.text import without_controls

_FORMULA = tuple("=+-@＝＋－＠")
_JOINT = "; "


def to_cells(record: dict[str, Any], fields: Sequence[str] = ()) -> dict[str, str]:
    """A cell for each field; ``images.credit_text`` is that field of each image. Without fields, all of the record."""
    return {name: to_cell(pick(record, name.split("."))) for name in fields or record}


def pick(value: Any, path: Sequence[str]) -> Any:
    """The value at a path of names; of a list, that of each of its objects.

    >>> pick({"images": [{"alt": "a"}, {"alt": "b"}]}, ["images", "alt"])
    ['a', 'b']
    """
    if not path:
        return value
    if isinstance(value, list):
        return [pick(item, path) for item in value]
    return pick(value.get(path[0]), path[1:]) if isinstance(value, dict) else None


def to_cell(value: Any) -> str:
    """The text of a cell.

    >>> to_cell(["rain", "wind"]), to_cell("=1+1"), to_cell(False), to_cell(None)
    ('rain; wind', "'=1+1", 'false', '')
    """
    text = without_controls(_text(value))
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
    """What tells an author, a picture, a medium, a correction or a block; else names and values."""
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
