"""Export records as Markdown (https://spec.commonmark.org/0.31.2/), which ``copydesk extract`` reads back.

No text of a page is markup here: it is escaped, code is fenced, URLs are percent-encoded.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import IO, Any

from scrapy.exporters import BaseItemExporter

from crawler.exporters.text import standfirst
from crawler.normalize.text import to_utf8, without_controls
from crawler.normalize.urls import web_url

_MARKS = re.compile(r"([\\`*_\[\]<>]|&(?=#?\w))")
_NUMBER = re.compile(r"^(\d{1,9})([.)])")
_OPENS = re.compile(r"^(\s*)(#{1,6}(?:\s|$)|[-+>]|=|~{3,})")
_TICKS = re.compile("`{3,}")
_LIVE = re.compile(r"[<>&\[\]`!\x7f-\x9f\u2028\u2029]")
_LINE_ENDS = re.compile("[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


class MarkdownExporter(BaseItemExporter):
    """Exports one document per record, separated by thematic breaks."""

    def __init__(self, file: IO[bytes], **kwargs: Any) -> None:
        super().__init__(dont_fail=True, **kwargs)
        self.file = file
        self.first = True

    def export_item(self, item: dict[str, Any]) -> None:
        """Write one record."""
        parting = "" if self.first else "\n---\n\n"
        self.first = False
        self.file.write(to_utf8(parting + to_markdown(item)))


def to_markdown(record: dict[str, Any]) -> str:
    """Return a record as Markdown: headline, byline and date, standfirst, blocks, images with their captions."""
    parts = [f"# {_plain(record['headline'] or record['url'])}", _byline(record), _plain(standfirst(record))]
    parts += [_block(block, record["images"]) for block in record["blocks"]]
    parts.append(_link(record["canonical_url"] or record["url"]))
    return without_controls("\n\n".join((front_matter(record), *filter(None, parts)))) + "\n"


def front_matter(record: dict[str, Any]) -> str:
    """What is known of the article as YAML (https://yaml.org/spec/1.2.2/), between two lines of ``---``."""
    fields = {
        "title": record["headline"], "url": web_url(record["canonical_url"] or record["url"]), "id": record["id"],
        "site_name": record["publisher"], "authors": [author["name"] for author in record["authors"]],
        "date": record["date_published"], "updated": record["date_modified"], "language": record["in_language"],
        "section": record["article_section"], "keywords": record["keywords"], "description": record["description"],
    }  # fmt: skip
    lines = (f"{name}: {_scalar(value)}" for name, value in fields.items() if value not in (None, "", []))
    return "\n".join(("---", *lines, "---"))


def _scalar(value: Any) -> str:
    """A value on one line, as JSON has it; what could be markup to a reader that knows no front matter is escaped."""
    if isinstance(value, list):
        return f"[{', '.join(map(_scalar, value))}]"
    return _LIVE.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(value, ensure_ascii=False))


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
            return _code(text)
        case "image":
            return _image(images[block["image"]])
        case "embed":
            return _link(block.get("url") or "")
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
    """Return text escaped for Markdown."""
    folded = _MARKS.sub(r"\\\1", " ".join(text.split()))
    return _NUMBER.sub(r"\1\\\2", _OPENS.sub(r"\1\\\2", folded))


def _code(text: str) -> str:
    """Return a code block with a fence longer than any inside it."""
    text = _LINE_ENDS.sub("\n", text)
    fence = "`" * max(3, 1 + max(map(len, _TICKS.findall(text)), default=0))
    return f"{fence}\n{text}\n{fence}"


def _link(address: str) -> str:
    """Return a URL as a link; one that is not http(s) as text."""
    url = web_url(address)
    return f"<{url}>" if url else _plain(address)


def _image(image: dict[str, Any]) -> str:
    caption = _plain(image["caption"] or image["alt"] or "")
    credit = f"[{_plain(image['credit_text'])}]" if image["credit_text"] else ""
    words = " ".join(filter(None, (caption, credit)))
    url = (web_url(image["url"]) or "").replace("(", "%28").replace(")", "%29")
    return f"![{words}]({url})" if url else words
