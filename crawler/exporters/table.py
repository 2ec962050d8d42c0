"""Show records as tables on a terminal."""

from __future__ import annotations

from io import StringIO
from typing import IO, TYPE_CHECKING, Any

from scrapy.exporters import BaseItemExporter

from crawler.errors import printable
from crawler.normalize.text import to_utf8

if TYPE_CHECKING:  # Scrapy loads all exporters, whichever is used
    from rich.console import RenderableType
    from rich.panel import Panel
    from rich.table import Table
    from rich.text import Text

_OPENING = 300


class TableExporter(BaseItemExporter):
    """Exports a framed summary of each record, with a table of its images and credits."""

    def __init__(self, file: IO[bytes], **kwargs: Any) -> None:
        super().__init__(dont_fail=True, **kwargs)
        self.file = file

    def export_item(self, item: dict[str, Any]) -> None:
        """Write one record."""
        from rich.console import Console

        out = StringIO()
        Console(file=out, force_terminal=True, width=Console().width).print(to_panel(item))
        self.file.write(to_utf8(out.getvalue()))


def to_panel(record: dict[str, Any]) -> Panel:
    """Return the record as a framed summary."""
    from rich.console import Group
    from rich.panel import Panel

    facts = ("byline", "publisher", "date_published", "in_language")
    opening = record["article_body"][:_OPENING]
    parts: list[RenderableType] = [
        _text(record["headline"] or "", "bold"),
        _text(" · ".join(filter(None, map(record.get, facts))), "cyan"),
        _text(opening + ("…" if len(opening) == _OPENING else "")),
    ]
    if record["images"]:
        parts.append(_images(record["images"]))
    return Panel(Group(*parts), title=_text(record["url"]), title_align="left")


def _images(images: list[dict[str, Any]]) -> Table:
    from rich.table import Table

    table = Table("caption", "credit", "creators", "organizations", expand=True)
    for image in images:
        people, organizations = ", ".join(image["creators"]), ", ".join(image["source_organizations"])
        table.add_row(*map(_text, (image["caption"], image["credit_text"], people, organizations)))
    return table


def _text(value: str | None, style: str = "") -> Text:
    from rich.text import Text

    lines = (printable(line) for line in (value or "–").split("\n"))
    return Text("\n".join(lines), style=style)
