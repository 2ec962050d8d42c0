"""Scrapy's JSON exporters, for texts with lone surrogates and control characters.

Scrapy's own would log an encoding error and lose the record. Control characters are written as escapes, so that a
terminal can show the output.
"""

from __future__ import annotations

from typing import Any

from scrapy.exporters import JsonItemExporter, JsonLinesItemExporter
from scrapy.utils.python import to_bytes
from scrapy.utils.serialize import ScrapyJSONEncoder

from crawler.normalize.text import escape_controls, replace_surrogates


class SafeJsonEncoder(ScrapyJSONEncoder):
    """Encodes values as JSON without lone surrogates and control characters."""

    def encode(self, o: Any) -> str:
        """Return a value as JSON that can be encoded in UTF-8."""
        return replace_surrogates(escape_controls(super().encode(o)))


class JsonLinesExporter(JsonLinesItemExporter):
    """Exports one record per line."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.encoder = SafeJsonEncoder(**self._kwargs)

    def export_item(self, item: Any) -> None:
        """Write one record; its fields need none of Scrapy's serializers."""
        if isinstance(item, dict) and self.fields_to_export is None:
            self.file.write(to_bytes(self.encoder.encode(item) + "\n", self.encoding))
        else:
            super().export_item(item)


class JsonExporter(JsonItemExporter):
    """Exports an array of records."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.encoder = SafeJsonEncoder(**self._kwargs)
