"""Scrapy's CSV and XML feeds of nested records, in which every value can be read back."""

from __future__ import annotations

import json
import re
from typing import Any

from scrapy.exporters import CsvItemExporter, XmlItemExporter

from crawler.normalize.text import escape_controls, without_controls

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML cannot hold (https://www.w3.org/TR/xml/#charsets)."""


class CsvExporter(CsvItemExporter):
    """A row for each record; a list or an object is JSON in its cell, and null an empty cell."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"errors": "replace", **kwargs})

    def serialize_field(self, field: Any, name: str, value: Any) -> Any:
        """The text of a cell."""
        if value is None or isinstance(value, str):
            return without_controls(value or "")
        return escape_controls(json.dumps(value, ensure_ascii=False))


class XmlExporter(XmlItemExporter):
    """An element for each field, ``value`` for each entry of a list; null is an empty element."""

    def serialize_field(self, field: Any, name: str, value: Any) -> Any:
        """The value, as XML can hold it."""
        return _to_xml(value)


def _to_xml(value: Any) -> Any:
    """The value in which every text can stand in XML.

    >>> _to_xml({"a": [None, True, 1, "b" + chr(0xd83d)]})
    {'a': ['', 'true', '1', 'b�']}
    """
    if isinstance(value, dict):
        return {name: _to_xml(item) for name, item in value.items()}
    if isinstance(value, list):
        return list(map(_to_xml, value))
    if value is None:
        return ""
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return _NOT_XML.sub("\ufffd", without_controls(text))
