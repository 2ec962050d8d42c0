"""Records as Markdown, text and tables: every kind of block, and nothing that a page can steer."""

from __future__ import annotations

import io
import json
import re
import unicodedata
from pathlib import Path
from typing import Any, get_args

import pytest

from crawler.exporters.json_lines import JsonExporter, JsonLinesExporter
from crawler.exporters.jsonld import JsonLdExporter
from crawler.exporters.markdown import MarkdownExporter, front_matter, to_markdown
from crawler.exporters.ninjs import NinjsExporter
from crawler.exporters.table import TableExporter
from crawler.exporters.tabular import CsvExporter, XmlExporter
from crawler.exporters.text import TextExporter, to_text
from crawler.record.items import Article, Block, BlockType, Image
from crawler.record.record import to_record
from tests.command import copydesk


def record(*blocks: Block, **fields: Any) -> dict[str, Any]:
    address = "https://daily.example/1"
    image = Image("https://daily.example/a (1).jpg", caption="Boats", credit_text="Jane Doe/AP", creators=["Jane Doe"])
    fields = {"headline": "Rain", **fields}
    article = Article(address, address, blocks=list(blocks), images=[image], **fields)
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
        (Block("embed", url="https://video.example/?x='><script>"), "<https://video.example/?x='%3E%3Cscript%3E>"),
        (Block("embed", url="javascript:alert(1)"), "javascript:alert(1)"),
        (Block("code", text="a\n```\n<b>\n`````\nc"), "``````\na\n```\n<b>\n`````\nc\n``````"),
        (Block("code", text="a\r```\x0b<b>\u2028c"), "````\na\n```\n<b>\nc\n````"),
        (Block("paragraph", text="&lt;b&gt; &#60;b> A & B"), "\\&lt;b\\&gt; \\&#60;b\\> A & B"),
        (Block("paragraph", text="a\x1b[31m\u202eb\x9b"), "a\\[31mb"),
        (Block("paragraph", text="#"), "\\#"),
        (Block("quote", text="Title\n=\n<b>"), "> Title\n> \\=\n> \\<b\\>"),
    ],
)
def test_markdown(block: Block, expected: str) -> None:
    found = to_markdown(record(block))
    assert found.partition("\n---\n\n")[2] == f"# Rain\n\n{expected}\n\n<https://daily.example/1>\n"


def test_front_matter_has_what_is_known() -> None:
    fields = {"publisher": "The <b>Daily", "keywords": ["a, b", 'c "d"'], "date_published": "2026-04-02"}
    known = record(Block("paragraph", text="It rained."), **fields)
    matter = front_matter(known)
    lines = dict(line.split(": ", 1) for line in matter.split("\n")[1:-1])
    assert {name: json.loads(value) for name, value in lines.items()} == {
        "title": "Rain", "url": "https://daily.example/1", "site_name": "The <b>Daily",
        "date": "2026-04-02", "keywords": ["a, b", 'c "d"'],
    }  # fmt: skip
    assert "<" not in matter


def test_front_matter_is_read_back(tmp_path: Path) -> None:
    text = "The harbour opened again on Thursday after three days of storm, its office said. " * 5
    known = record(Block("paragraph", text=text), publisher="The Daily & Sons", date_published="2026-04-02")
    (tmp_path / "a.md").write_text(to_markdown(known), "utf-8")
    [found] = copydesk("extract", tmp_path / "a.md").records
    for name in ("url", "headline", "publisher", "date_published"):
        assert found[name] == known[name], name


@pytest.mark.parametrize(
    ("description", "body", "times"),
    [("Wet.", "It rained.", 1), ("Wet.", "Wet.\n\nIt rained.", 1), (None, "It rained.", 0)],
)
def test_a_standfirst_is_written_once(description: str | None, body: str, times: int) -> None:
    text = to_text(record(description=description, article_body=body))
    assert text.count("Wet.") == times
    assert "Boats [Jane Doe/AP]" in text


@pytest.mark.parametrize(
    "exporter",
    [
        JsonLinesExporter,
        JsonExporter,
        CsvExporter,
        XmlExporter,
        MarkdownExporter,
        TextExporter,
        TableExporter,
        NinjsExporter,
        JsonLdExporter,
    ],
)
def test_half_a_character_breaks_no_feed(exporter: Any) -> None:
    file = io.BytesIO()
    feed = exporter(file, encoding="utf-8")
    feed.start_exporting()
    for _ in range(2):
        feed.export_item(record(Block("paragraph", text="a\ud83db"), publisher="\ud83d", article_body="a\ud83db"))
    feed.finish_exporting()
    assert file.getvalue().decode().count("Rain") == (4 if exporter is MarkdownExporter else 2)


@pytest.mark.parametrize("address", ["https://x.example/a.jpg?q='><script>", "https://x.example/)](javascript:y)"])
def test_the_address_of_an_image_is_no_markup(address: str) -> None:
    wild = record(Block("image", image=0), canonical_url=address)
    wild["images"][0] |= {"url": address, "caption": "](javascript:alert(1)) <b>", "credit_text": '"><svg onload=x>'}
    text = to_markdown(wild)
    assert not re.search(r"(?<!\\)<(?!https?://[^\s<>]*>)", text)
    assert re.fullmatch(r"!\[.*\]\(https://x\.example/[^\s()<>]*\)", text.split("\n\n")[2])


STEERING = "a\x1b]0;title\x07b\x9b\x7f\u202ec\u2066\u200f\u2028d\x00\r"


@pytest.mark.parametrize("exporter", [JsonLinesExporter, JsonExporter, MarkdownExporter, TextExporter, TableExporter])
def test_nothing_steers_a_terminal(exporter: Any) -> None:
    file = io.BytesIO()
    feed = exporter(file, encoding="utf-8")
    feed.start_exporting()
    blocks = [Block(kind, text=STEERING, cite=STEERING) for kind in get_args(BlockType) if kind != "image"]
    wild = record(*blocks, article_body=STEERING, byline=STEERING, publisher=STEERING, description=STEERING)
    wild |= {"url": STEERING, "canonical_url": STEERING, "headline": STEERING, "date_published": STEERING}
    wild["images"][0] |= dict.fromkeys(("caption", "credit_text", "alt", "url"), STEERING)
    feed.export_item(wild)
    feed.finish_exporting()
    shown = re.sub(r"\x1b\[[\d;]*m", "", file.getvalue().decode())  # colours of our own
    assert {c for c in shown if unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp")} <= {"\n"}


@pytest.mark.parametrize("exporter", [JsonLinesExporter, JsonExporter])
def test_what_is_escaped_is_the_same(exporter: Any) -> None:
    file = io.BytesIO()
    feed = exporter(file, encoding="utf-8")
    feed.start_exporting()
    feed.export_item(record(headline=STEERING))
    feed.finish_exporting()
    found = json.loads(file.getvalue())
    assert (found if exporter is JsonLinesExporter else found[0])["headline"] == STEERING
