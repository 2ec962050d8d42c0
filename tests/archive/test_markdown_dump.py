"""Dumps in Markdown or plain text as HTML."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from crawler.archive.markdown_dump import to_html
from crawler.archive.phrases import is_byline, is_prompt

SHARED = Path(__file__).parents[3] / "shared"


def article(text: str) -> str:
    """What stands between the headline and the end of the article."""
    page = to_html(text).decode("utf-8")
    return page.partition("</h1>\n")[2].rpartition("</article>")[0].replace("\n", "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rain in May\nIt rained.", "Rain in May"),
        ("# Rain in May\n\nIt rained.", "Rain in May"),
        ("Rain in May\n===\n\nIt rained.", "Rain in May"),
        ("\ufeff\n\n## Rain in May\nIt rained.", "Rain in May"),
        ("---\ntitle: 'Rain in May'\n---\nIt rained.", "Rain in May"),
        ("---\ntitle: Rain in May\n---\nRain in May\nIt rained.", "Rain in May"),
        ("---\ntitle: Other\n---\n# Rain in May\nIt rained.", "Rain in May"),
        ("Home\n# Rain in May\nIt rained.", "Rain in May"),
        ('A < B & "C"\nText', 'A < B & "C"'),
        ("- an item\n- another", None),
        ("", None),
    ],
)
def test_headline(text: str, expected: str | None) -> None:
    assert html.fromstring(to_html(text)).findtext(".//h1") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("T\nOne.\nTwo.\nThree.", "<p>One.</p><p>Two.</p><p>Three.</p>"),
        ("T\n\nOne.\nTwo.\nThree.", "<p>One.</p><p>Two.</p><p>Three.</p>"),
        ("T\n\nOne\nline.\n\nTwo\nlines.", "<p>One line.</p><p>Two lines.</p>"),
        ("T\n\nOne.\n\n\n\nTwo.\n\nThree.", "<p>One.</p><p>Two.</p><p>Three.</p>"),
        ("T\n## Part\nText.", "<h2>Part</h2><p>Text.</p>"),
        ("T\n### Part ###\nText.", "<h3>Part</h3><p>Text.</p>"),
        ("T\n#hashtag text", "<p>#hashtag text</p>"),
        ("T\n- a\n* b\nText.", "<ul><li>a</li><li>b</li></ul><p>Text.</p>"),
        ("T\n1. a\n2) b", "<ol><li>a</li><li>b</li></ol>"),
        ("T\n- a\n1. b", "<ul><li>a</li></ul><ol><li>b</li></ol>"),
        ("T\n2025. That was a year.", "<p>2025. That was a year.</p>"),
        ("T\n> Said.\n>\nText.", "<blockquote><p>Said.</p></blockquote><p>Text.</p>"),
        ("T\n```py\na < b\n# c\n```\nText.", "<pre>a &lt; b# c</pre><p>Text.</p>"),
        ("T\n~~~\nnever closed", "<pre>never closed</pre>"),
        ("T\n* * *\nText.\n---\nMore.", "<h2>Text.</h2><p>More.</p>"),
        ("T\n***\nText.", "<p>Text.</p>"),
        ("T\n<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
        ("T\nA **bold** and *soft* word.", "<p>A <strong>bold</strong> and <em>soft</em> word.</p>"),
        ("T\n2 * 3 * 4 and snake_case_name", "<p>2 * 3 * 4 and snake_case_name</p>"),
        ("T\nSee [the list](https://e.org/?a=1&b=2).", '<p>See <a href="https://e.org/?a=1&amp;b=2">the list</a>.</p>'),
        ("T\n[sic] (https://e.org/)", "<p>[sic] (https://e.org/)</p>"),
        ("T\nA [x](javascript:alert) y", "<p>A [x](javascript:alert) y</p>"),
        ("T", ""),
    ],
)
def test_blocks(text: str, expected: str) -> None:
    assert article(text) == expected


def figure(caption: str, src: str = "https://e.org/a.jpg") -> str:
    shown = f"<figcaption>{caption}</figcaption>" if caption else ""
    return f'<figure><img src="{src}" alt="{caption}">{shown}</figure>'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("T\n![A dog](https://e.org/a.jpg)\nText.", figure("A dog") + "<p>Text.</p>"),
        ("T\n![A dog [AP]](https://e.org/a.jpg)\nA dog [AP]\nText.", figure("A dog [AP]") + "<p>Text.</p>"),
        ("T\n\n![A dog](https://e.org/a.jpg)\n\n*A  Dog*\n\nText.", figure("A dog") + "<p>Text.</p>"),
        ("T\n![A dog](https://e.org/a.jpg)\nText.\nA dog", figure("A dog") + "<p>Text.</p><p>A dog</p>"),
        ("T\n![](https://e.org/a.jpg)\nText.", figure("") + "<p>Text.</p>"),
        ('T\n![A dog](https://e.org/a.jpg "Rex")', figure("A dog")),
        ("T\n![A dog](<https://e.org/a b.jpg>)", figure("A dog", "https://e.org/a b.jpg")),
        ("T\n![A dog](https://e.org/a_(1).jpg)", figure("A dog", "https://e.org/a_(1).jpg")),
        ('T\n![A "dog"](https://e.org/a.jpg)', figure("A &quot;dog&quot;")),
        ("T\n![no picture", "<p>![no picture</p>"),
        ("T\n![a] b", "<p>![a] b</p>"),
    ],
)
def test_pictures(text: str, expected: str) -> None:
    assert article(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("T\nText.\nYonhap", '<p>Text.</p><p class="byline">Yonhap</p>'),
        ("T\nText.\nYonhap\nwith the Korea Times", '<p>Text.</p><p class="byline">Yonhap with the Korea Times</p>'),
        ("T\nText.\nBy Jane Roe\nTo write comments, please log in.", '<p>Text.</p><p class="byline">By Jane Roe</p>'),
        ("T\nText.\nPor Ana Gómez", '<p>Text.</p><p class="byline">Por Ana Gómez</p>'),
        ("T\nYonhap\nText.", "<p>Yonhap</p><p>Text.</p>"),
        ("T\nText.\nBy then it was late.", "<p>Text.</p><p>By then it was late.</p>"),
        ("T\nText.\nwith nobody knowing what comes", "<p>Text.</p><p>with nobody knowing what comes</p>"),
    ],
)
def test_closing_byline(text: str, expected: str) -> None:
    assert article(text) == expected


@pytest.mark.parametrize("line", ["AP", "(Reuters)", "연합뉴스", "with Agence France-Presse", "*By Jane Roe*"])
def test_bylines(line: str) -> None:
    assert is_byline(line)


@pytest.mark.parametrize("line", ["", "by", "April", "Bystanders", "Apart", "From here on nothing works", "Text."])
def test_no_bylines(line: str) -> None:
    assert not is_byline(line)


@pytest.mark.parametrize(
    "line",
    ["To write comments, please log in to one of the accounts.", "Standards Board Policy (0/250자)", "0/500 Zeichen",
     "댓글을 작성하려면 로그인하세요.", "Inicia sesión para comentar", "0 / 1000 characters"],
)  # fmt: skip
def test_prompts(line: str) -> None:
    assert is_prompt(line)


@pytest.mark.parametrize(
    "line", ["", "He scored 9/10 overall.", "To write comments down is human" + " indeed" * 40, "1/2"]
)
def test_no_prompts(line: str) -> None:
    assert not is_prompt(line)


def test_front_matter() -> None:
    text = '---\ndate: 2025-04-27\nAuthor: [Ann Lee, "Bo Ray"]\nurl: https://e.org/?a&b\nodd: x\n---\n\n# T\n\nText.'
    head = html.fromstring(to_html(text)).find("head")
    found = {meta.get("property") or meta.get("name"): meta.get("content") for meta in head.findall("meta")}
    assert found == {
        None: None,
        "article:published_time": "2025-04-27",
        "author": "Ann Lee, Bo Ray",
        "og:url": "https://e.org/?a&b",
    }


@pytest.mark.parametrize("text", ["---\nnever closed: x\nText", "---\n\n---\nText", "---"])
def test_no_front_matter(text: str) -> None:
    assert b"<meta " not in to_html(text).replace(b'<meta charset="utf-8">', b"")


@given(st.text(max_size=400))
def test_any_text_is_escaped_and_never_raises(text: str) -> None:
    to_html(text)


@given(
    st.lists(
        st.sampled_from(["![", "](", ")", "# ", "\n", "```", "> ", "- ", "*", "a", "---\n", "[", "0/2자"]), max_size=40
    )
)
def test_any_markup_never_raises(parts: list[str]) -> None:
    assert to_html("".join(parts)).endswith(b"</article></body></html>\n")


@pytest.mark.skipif(not (SHARED / "seed").is_dir(), reason="the seed document is not beside the checkout")
def test_seed() -> None:
    record = json.loads((SHARED / "seed/record.json").read_text("utf-8"))
    root = html.fromstring(to_html((SHARED / "seed/article.md").read_text("utf-8")))
    paragraphs = [p.text_content() for p in root.iter("p") if not p.get("class")]
    assert root.findtext(".//h1") == record["headline"]
    assert "\n\n".join(paragraphs) == record["article_body"]
    assert [img.get("src") for img in root.iter("img")] == [image["url"] for image in record["images"]]
    assert [p.text for p in root.iter("p") if p.get("class") == "byline"] == ["Yonhap with the Korea JoongAng Daily"]
