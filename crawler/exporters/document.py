"""JSON documents: a single record is the document itself, several are its list."""

from __future__ import annotations

from typing import IO, Any, ClassVar

from scrapy.exporters import BaseItemExporter

from crawler.exporters.json_lines import SafeJsonEncoder


class DocumentExporter(BaseItemExporter):
    """Holds the first record until there is another one or the end."""

    opening: ClassVar[bytes] = b"["
    closing: ClassVar[bytes] = b"]"

    def __init__(self, file: IO[bytes], **kwargs: Any) -> None:
        super().__init__(dont_fail=True, **kwargs)
        self.file, self.first, self.records = file, b"", 0
        self.encoder = SafeJsonEncoder(ensure_ascii=False, indent=2)

    def convert(self, record: dict[str, Any]) -> dict[str, Any]:
        """Return the record in the terms of the format."""
        raise NotImplementedError

    def export_item(self, item: dict[str, Any]) -> None:
        """Write one record."""
        data = self.encoder.encode(self.convert(item)).encode()
        self.records += 1
        if self.records == 1:
            self.first = data
        else:
            self.file.write((self.opening + b"\n" + self.first if self.records == 2 else b"") + b",\n" + data)

    def finish_exporting(self) -> None:
        """Write a single record, or the end of the list."""
        if self.records > 1:
            self.file.write(b"\n" + self.closing + b"\n")
        else:
            self.file.write(self.first + b"\n" if self.records else self.opening + self.closing + b"\n")


def present(values: dict[str, Any]) -> dict[str, Any]:
    """Return only known values: no null, no empty text, list or object.

    >>> present({"a": None, "b": "", "c": [], "d": False, "e": 0})
    {'d': False, 'e': 0}
    """
    return {name: value for name, value in values.items() if value is not None and value not in ("", [], {})}
