"""Scrapy's CSV and XML feeds of nested records."""

from __future__ import annotations

import csv
import re
from typing import Any

from scrapy.exporters import CsvItemExporter, XmlItemExporter

from crawler.exporters.cells import to_cells
from crawler.normalize.text import without_controls

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML cannot hold (https://www.w3.org/TR/xml/#charsets)."""


class CsvExporter(CsvItemExporter):
    """A row for each record, its values as :mod:`crawler.exporters.cells` has them.

    All cells are quoted: where a spreadsheet parts them by semicolons, a bare one would end a cell.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"errors": "replace", "quoting": csv.QUOTE_ALL, **kwargs})

    def export_item(self, item: Any) -> None:
        """Write one record."""
        super().export_item(to_cells(dict(item), list(self.fields_to_export or ())))


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
