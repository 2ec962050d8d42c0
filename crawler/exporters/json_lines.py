"""Scrapy's JSON feeds, safe from half a character: a page can escape a lone surrogate, and UTF-8 has no such thing.

Scrapy's own would log the error and lose the record. Characters that steer a terminal are written as escapes.
"""

from __future__ import annotations

from typing import Any

from scrapy.exporters import JsonItemExporter, JsonLinesItemExporter
from scrapy.utils.python import to_bytes
from scrapy.utils.serialize import ScrapyJSONEncoder

from crawler.normalize.text import escape_controls


class WholeCharacters(ScrapyJSONEncoder):
    """Writes a question mark for each lone surrogate (https://www.unicode.org/glossary/#surrogate_code_point)."""

    def encode(self, o: Any) -> str:
        """The value as JSON that UTF-8 can hold."""
        text = escape_controls(super().encode(o))
        try:
            text.encode()
        except UnicodeEncodeError:
            return text.encode("utf-8", "replace").decode()
        return text


class JsonLinesExporter(JsonLinesItemExporter):
    """A record a line."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.encoder = WholeCharacters(**self._kwargs)

    def export_item(self, item: Any) -> None:
        """Write one record. Its fields are written as they are; Scrapy would ask for each of them how."""
        if isinstance(item, dict) and self.fields_to_export is None:
            self.file.write(to_bytes(self.encoder.encode(item) + "\n", self.encoding))
        else:
            super().export_item(item)


class JsonExporter(JsonItemExporter):
    """An array of records."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.encoder = WholeCharacters(**self._kwargs)
