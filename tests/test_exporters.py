"""Records as Markdown, text and tables: every kind of block, and nothing that a page can steer."""

from __future__ import annotations

import io
from typing import Any

import pytest

from crawler.exporters.lines import JsonExporter, JsonLinesExporter
from crawler.exporters.markdown import MarkdownExporter, to_markdown
from crawler.exporters.table import TableExporter
from crawler.exporters.text import TextExporter, to_text
from crawler.items import Article, Block, Image
from crawler.record import to_record


def record(*blocks: Block, **fields: Any) -> dict[str, Any]:
    address = "https://daily.example/1"
    image = Image("https://daily.example/a (1).jpg", caption="Boats", credit_text="Jane Doe/AP", creators=["Jane Doe"])
    article = Article(address, address, headline="Rain", blocks=list(blocks), images=[image], **fields)
    return to_record(article)


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        (Block("paragraph", text="It rained."), "It rained."),
        (Block("paragraph", text="# 1 of 2"), "\\# 1 of 2"),
        (Block("paragraph", text="1. May"), "1\\. May"),
        (Block("paragraph", text="![x](javascript:y) <b>"), "!\\[x\\](javascript:y) \\<b\\>"),
        (Block("heading", text="Later", level=3), "### Later"),
        (Block("heading", text="Later", level=1), "## Later"),
        (Block("list", items=["one", "two"]), "- one\n- two"),
        (Block("list", items=["one", "two"], ordered=True), "1. one\n2. two"),
        (Block("quote", text="Why?", cite="A reader"), "> Why?\n>\n> — A reader"),
        (Block("table", rows=[["a", "b"], ["1|2", "3"]]), "| a | b |\n| --- | --- |\n| 1\\|2 | 3 |"),
        (Block("code", text="x = 1"), "```\nx = 1\n```"),
        (Block("image", image=0), "![Boats [Jane Doe/AP]](https://daily.example/a%20%281%29.jpg)"),
        (Block("embed", url="https://video.example/1"), "<https://video.example/1>"),
    ],
)
def test_markdown(block: Block, expected: str) -> None:
    assert to_markdown(record(block)) == f"# Rain\n\n{expected}\n\n<https://daily.example/1>\n"


@pytest.mark.parametrize(
    ("description", "body", "times"),
    [("Wet.", "It rained.", 1), ("Wet.", "Wet.\n\nIt rained.", 1), (None, "It rained.", 0)],
)
def test_a_standfirst_is_written_once(description: str | None, body: str, times: int) -> None:
    text = to_text(record(description=description, article_body=body))
    assert text.count("Wet.") == times
    assert "Boats [Jane Doe/AP]" in text


@pytest.mark.parametrize("exporter", [JsonLinesExporter, JsonExporter, MarkdownExporter, TextExporter, TableExporter])
def test_half_a_character_breaks_no_feed(exporter: Any) -> None:
    file = io.BytesIO()
    feed = exporter(file, encoding="utf-8")
    feed.start_exporting()
    for _ in range(2):
        feed.export_item(record(Block("paragraph", text="a\ud83db"), publisher="\ud83d", article_body="a\ud83db"))
    feed.finish_exporting()
    assert file.getvalue().decode().count("Rain") == 2


def test_a_table_steers_no_terminal() -> None:
    file = io.BytesIO()
    TableExporter(file).export_item(record(article_body="a\x1b]0;title\x07b"))
    assert "\x1b]" not in file.getvalue().decode()
