"""Parquet as a feed of Scrapy. Scrapy loads all exporters, whichever is used, so pyarrow is imported late."""

from __future__ import annotations

from typing import IO, Any

from scrapy.exporters import BaseItemExporter

from crawler.datasets.extra import require


class ParquetExporter(BaseItemExporter):
    """A row for each record, typed by :func:`crawler.datasets.arrow_schema.parquet_schema`."""

    def __init__(self, file: IO[bytes], **kwargs: Any) -> None:
        super().__init__(dont_fail=True, **kwargs)
        require("Parquet", "pyarrow")
        from crawler.datasets.parquet import ParquetFile

        self.rows = ParquetFile(file, list(self.fields_to_export or ()))

    def export_item(self, item: dict[str, Any]) -> None:
        """Take one record."""
        self.rows.add(item)

    def finish_exporting(self) -> None:
        """Write what is left."""
        self.rows.close()
