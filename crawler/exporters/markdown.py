"""Records as Markdown (https://spec.commonmark.org/0.31.2/): what ``copydesk extract`` reads back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import IO, Any

from scrapy.exporters import BaseItemExporter

from crawler.exporters.text import standfirst

_MARKS = re.compile(r"([\\`*_\[\]<>])")
_NUMBER = re.compile(r"^(\d{1,9})([.)])")
_OPENS = re.compile(r"^(\s*)(#{1,6}\s|[-+>]|={3,}|~{3,})")


class MarkdownExporter(BaseItemExporter):
    """One document per record, parted by a rule."""

    def __init__(self, file: IO[bytes], **kwargs: Any) -> None:
        super().__init__(dont_fail=True, **kwargs)
        self.file = file
        self.first = True

    def export_item(self, item: dict[str, Any]) -> None:
        """Write one record."""
        parting = "" if self.first else "\n---\n\n"
        self.first = False
        self.file.write((parting + to_markdown(item)).encode("utf-8", "replace"))


def to_markdown(record: dict[str, Any]) -> str:
    """The record as a Markdown document: headline, byline and date, standfirst, blocks, images with their captions."""
    parts = [f"# {_plain(record['headline'] or record['url'])}", _byline(record), _plain(standfirst(record))]
    parts += [_block(block, record["images"]) for block in record["blocks"]]
    parts.append(f"<{record['canonical_url'] or record['url']}>")
    return "\n\n".join(filter(None, parts)) + "\n"


def _byline(record: dict[str, Any]) -> str:
    facts = (record["byline"], record["publisher"], record["date_published"])
    return _plain(" · ".join(filter(None, facts)))


def _block(block: dict[str, Any], images: list[dict[str, Any]]) -> str:
    text = block.get("text") or ""
    match block["type"]:
        case "heading":
            return f"{'#' * max(2, block.get('level') or 2)} {_plain(text)}"
        case "list":
            return "\n".join(_items(block))
        case "quote":
            said = "\n".join(f"> {_plain(line)}" for line in text.splitlines())
            return said + (f"\n>\n> — {_plain(block['cite'])}" if block.get("cite") else "")
        case "table":
            return "\n".join(_rows(block.get("rows") or []))
        case "code":
            return f"```\n{text}\n```"
        case "image":
            return _image(images[block["image"]])
        case "embed":
            return f"<{block.get('url')}>"
        case _:
            return _plain(text)


def _items(block: dict[str, Any]) -> Iterator[str]:
    for number, item in enumerate(block.get("items") or [], 1):
        yield f"{f'{number}.' if block.get('ordered') else '-'} {_plain(item)}"


def _rows(rows: list[list[str]]) -> Iterator[str]:
    for number, row in enumerate(rows):
        yield "| " + " | ".join(_plain(cell).replace("|", "\\|") for cell in row) + " |"
        if number == 0:
            yield "|" + " --- |" * len(row)


def _plain(text: str) -> str:
    """Text that Markdown shows as it is."""
    folded = _MARKS.sub(r"\\\1", " ".join(text.split()))
    return _NUMBER.sub(r"\1\\\2", _OPENS.sub(r"\1\\\2", folded))


def _image(image: dict[str, Any]) -> str:
    caption = _plain(image["caption"] or image["alt"] or "")
    credit = f"[{_plain(image['credit_text'])}]" if image["credit_text"] else ""
    address = image["url"].replace("(", "%28").replace(")", "%29").replace(" ", "%20")
    return f"![{' '.join(filter(None, (caption, credit)))}]({address})"
