"""What a renderer of Markdown makes of a record: no HTML of a page is live, and every link leads to the web."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.exporters.markdown import to_markdown
from crawler.record.items import Article, Block, Image
from crawler.record.record import to_record

markdown_it = pytest.importorskip("markdown_it")  # rich brings it
PAGE = "https://daily.example/1"
PIECES = [
    "<b>", "</b>", "<script>alert(1)</script>", "<!--", "-->", "<?x", "<![CDATA[", "`", "```", "~~~", "\n", "\n\n", "    ", "\t",
    "](javascript:alert(1))", "![", "[", "]", "(", ")", "<javascript:alert(1)>", "&lt;", "&#60;", "\\", "|", "#", "=", "-", ">",
    "*", "_", "1.", "\r", "\u2028", "\x0b", "\x0c", "\x85", "\x1c", "a", " ", '"', "'", "http://x.example/", "[a]: javascript:x",
]  # fmt: skip
WILD = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)


def tokens(markdown: str) -> Iterator[Any]:
    """What a renderer that lets HTML through finds in it."""
    for token in (
        markdown_it.MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).parse(markdown)
    ):
        yield token
        yield from token.children or ()


@given(WILD, WILD, st.sampled_from(["paragraph", "heading", "list", "quote", "table", "code", "embed", "image"]))
def test_nothing_of_a_page_is_live(text: str, other: str, kind: Any) -> None:
    fields: dict[str, Any] = {
        "heading": {"text": text, "level": 2}, "list": {"items": [text, other]}, "table": {"rows": [[text, other], [other, text]]},
        "embed": {"url": text}, "image": {"image": 0},
    }.get(kind, {"text": text, "cite": other if kind == "quote" else None})  # fmt: skip
    image = Image(f"{PAGE}/{text}", caption=text, credit_text=other)
    article = Article(PAGE, PAGE, canonical_url=text or None, headline=text, byline=other, description=other)
    article.blocks, article.images = [Block(kind, **fields), Block("paragraph", text=other)], [image]
    for token in tokens(to_markdown(to_record(article))):
        assert not token.type.startswith("html"), token
        for address in (token.attrs or {}).get("href"), (token.attrs or {}).get("src"):
            assert address is None or str(address).startswith(("http://", "https://")), token


def test_a_listing_stays_whole() -> None:
    code = "a\n```\n<script>\n````\n~~~\nb"
    article = Article(PAGE, PAGE, headline="Rain", blocks=[Block("code", text=code)])
    fences = [token for token in tokens(to_markdown(to_record(article))) if token.type == "fence"]
    assert [fence.content for fence in fences] == [code + "\n"]
