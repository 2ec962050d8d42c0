"""Scrapy's CSV and XML exporters for nested records."""

from __future__ import annotations

import csv
import re
from typing import Any

from scrapy.exporters import CsvItemExporter, XmlItemExporter

from crawler.exporters.cells import to_cells
from crawler.normalize.text import without_controls

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML does not allow (https://www.w3.org/TR/xml/#charsets)."""


class CsvExporter(CsvItemExporter):
    """Exports a row for each record, with the cells of :mod:`crawler.exporters.cells`.

    All cells are quoted, because some spreadsheets also split cells at semicolons.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"errors": "replace", "quoting": csv.QUOTE_ALL, **kwargs})

    def export_item(self, item: Any) -> None:
        """Write one record."""
        super().export_item(to_cells(dict(item), list(self.fields_to_export or ())))


class XmlExporter(XmlItemExporter):
    """Exports an element for each field, with a ``value`` for each entry of a list; null is an empty element."""

    def serialize_field(self, field: Any, name: str, value: Any) -> Any:
        """Return the value without characters that XML does not allow."""
        return _to_xml(value)


def _to_xml(value: Any) -> Any:
    """Return the value with U+FFFD for characters that XML does not allow.

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
