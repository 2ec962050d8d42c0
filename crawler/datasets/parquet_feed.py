"""Parquet as a Scrapy feed. Scrapy loads all exporters, so pyarrow is imported only when a file is written."""

from __future__ import annotations

from typing import IO, Any

from scrapy.exporters import BaseItemExporter

from crawler.datasets.extra import require


class ParquetExporter(BaseItemExporter):
    """Writes a row for each record, with the types of :func:`crawler.datasets.arrow_schema.parquet_schema`."""

    def __init__(self, file: IO[bytes], **kwargs: Any) -> None:
        super().__init__(dont_fail=True, **kwargs)
        require("Parquet", "pyarrow")
        from crawler.datasets.parquet import ParquetFile

        self.rows = ParquetFile(file, list(self.fields_to_export or ()))

    def export_item(self, item: dict[str, Any]) -> None:
        """Add a record."""
        self.rows.add(item)

    def finish_exporting(self) -> None:
        """Write the last rows."""
        self.rows.close()
