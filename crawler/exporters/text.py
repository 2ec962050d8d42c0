"""Export records as plain text, for reading."""

from __future__ import annotations

from typing import IO, Any

from scrapy.exporters import BaseItemExporter

from crawler.normalize.text import to_utf8, without_controls


class TextExporter(BaseItemExporter):
    """Exports headline, byline, standfirst, body and captions of each record, separated by a line."""

    def __init__(self, file: IO[bytes], **kwargs: Any) -> None:
        super().__init__(dont_fail=True, **kwargs)
        self.file = file
        self.first = True

    def export_item(self, item: dict[str, Any]) -> None:
        """Write one record."""
        parting = "" if self.first else f"\n{'-' * 80}\n\n"
        self.first = False
        self.file.write(to_utf8(parting + to_text(item)))


def to_text(record: dict[str, Any]) -> str:
    """Return the record as text, with blank lines between paragraphs."""
    byline = " · ".join(filter(None, (record["byline"], record["publisher"], record["date_published"])))
    captions = [_caption(image) for image in record["images"]]
    parts = [record["headline"], byline, standfirst(record), record["article_body"], *captions, record["url"]]
    return without_controls("\n\n".join(filter(None, parts))) + "\n"


def standfirst(record: dict[str, Any]) -> str:
    """Return the description, unless the body begins with it."""
    description = str(record["description"] or "")
    return "" if record["article_body"].startswith(description) else description


def _caption(image: dict[str, Any]) -> str:
    credit = f"[{image['credit_text']}]" if image["credit_text"] else ""
    return " ".join(filter(None, (image["caption"], credit)))
