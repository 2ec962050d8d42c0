import pytest

from crawler.extract.body.assemble import Assembly
from crawler.extract.body.walk import walk
from crawler.extract.document.page import parse
from crawler.record.items import Block

LONG = "A paragraph that lays out a page and is no datum. " * 6


@pytest.mark.parametrize(
    ("html", "blocks"),
    [
        ("<p>a</p><h2>b</h2>", [Block("paragraph", text="a"), Block("heading", level=2, text="b")]),
        ("<ul><li>a</li><li>b</li></ul>", [Block("list", ordered=False, items=["a", "b"])]),
        ("<ol><li><p>a</p><p>b</p></li><li>c</li></ol>", [Block("list", ordered=True, items=["a b", "c"])]),
        ("<ul><li>a</li></ul><ul><li>b</li></ul>",
         [Block("list", ordered=False, items=["a"]), Block("list", ordered=False, items=["b"])]),
        ("<blockquote><p>a</p><p>b</p></blockquote>", [Block("quote", text="a"), Block("quote", text="b")]),
        ("<blockquote><p>a</p><cite>b</cite></blockquote><p>c</p>",
         [Block("quote", text="a", cite="b"), Block("paragraph", text="c")]),
        ("<blockquote><p>a</p></blockquote><blockquote><cite>b</cite></blockquote>",
         [Block("quote", text="a"), Block("quote", text="b")]),
        ("<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>",
         [Block("table", rows=[["a", "b"], ["1", "2"]])]),
        ("<table><tr><td>a</td></tr></table>", [Block("paragraph", text="a")]),
        ("<table><tr><td>a<br><br>b</td><td>c</td></tr></table>",
         [Block("paragraph", text="a"), Block("paragraph", text="b"), Block("paragraph", text="c")]),
        (f"<table><tr><td>a</td><td>{LONG}</td></tr></table>",
         [Block("paragraph", text="a"), Block("paragraph", text=LONG.strip())]),
        ("<p>a<br>b</p><ul><li>c<br>d</li></ul><blockquote>e<br>f</blockquote>",
         [Block("paragraph", text="a\nb"), Block("list", ordered=False, items=["c\nd"]), Block("quote", text="e\nf")]),
        ("<table><tr><td>a<br>b</td><td>c</td></tr></table>", [Block("table", rows=[["a b", "c"]])]),
        ("<pre>a\n  b</pre>", [Block("code", text="a\n  b")]),
        ("<ul><li><h3>a</h3></li></ul>", [Block("heading", level=3, text="a")]),
        ("<pre> \n </pre><p></p>", []),
        ("", []),
    ],
)  # fmt: skip
def test_assembly(html: str, blocks: list[Block]) -> None:
    text_blocks = walk(parse(f"<html><body>{html}</body></html>", "https://daily.example/1").root).text_blocks
    assert [piece.block for piece in Assembly(text_blocks, range(len(text_blocks))).pieces] == blocks
