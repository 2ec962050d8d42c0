"""What holds for every page, whatever comes in: no exception, no text twice, blocks and body alike, linear work."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from crawler.extract.document.decode import decode
from crawler.extract.document.page import parse
from crawler.extract.read import extract
from crawler.normalize.pipeline import clean
from crawler.record.finalize import to_valid_record
from tests.blown import PAGES
from tests.records import agree

URL = "https://daily.example/2026/04/02/ferry"
FEW = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def record(data: bytes, kind: str = "text/html", url: str = URL) -> dict[str, Any]:
    """The whole way from bytes to a record; an invalid record is an error."""
    return to_valid_record(clean(extract(parse(decode(data, kind), url, {"content-type": kind}))), strict=True)


TAGS = (
    "p div span a b i ul ol li table tr td th h1 h2 h3 blockquote figure figcaption img picture source br hr pre section article "
    "main nav header footer aside form button select option textarea script style noscript template svg math iframe video "
    "object frameset frame body html head title meta link base time address q font center dl dt dd details summary amp-img x-y"
).split()
NAMES = "class id href src srcset content property name itemprop itemscope itemtype type rel datetime alt style data-src".split()
VALUES = [
    "", "article-body", "related", "caption", "credit", "byline", "/a.jpg", "/a.jpg 1x, /b.jpg 2x", "http://[::1", "javascript:x", "application/ld+json",
    "https://schema.org/NewsArticle", "2026-04-02", "og:title", "author", "datePublished", "\ud83d", "%", "data:image/png;base64,AA",
]  # fmt: skip
TEXTS = [
    "The ferry left at dawn. ", "By Jane Doe", "Photo: Jane Doe/Reuters", "SEOUL, April 2 (Yonhap) — ", "2026-04-02", "사진=연합뉴스", "写真：共同", "\x00", "\ufffe",
    "&#0;&#xd800;&nbsp;", "<", "]]>", "-->", "{", '{"@type":"NewsArticle","author":[null,{"name":7}]}', "self.__next_f.push([1,\"1:T5,\"])", "\u202e", "a\u0300" * 40,
    "window.a={\"b\":[", " ", "\n\n", "©", "العبّارة غادرت", "เรือออกจากท่า", "[", "(", "404",
]  # fmt: skip
attributes = st.dictionaries(st.sampled_from(NAMES), st.sampled_from(VALUES) | st.text(max_size=20), max_size=3)
opening = st.builds(
    lambda tag, said: f"<{tag}" + "".join(f" {name}='{value}'" for name, value in said.items()) + ">",
    st.sampled_from(TAGS),
    attributes,
)
soup = st.lists(
    opening | st.sampled_from([f"</{t}>" for t in TAGS]) | st.sampled_from(TEXTS) | st.text(max_size=30), max_size=60
)
encodings = st.sampled_from(["utf-8", "utf-16", "latin-1", "cp1251", "euc-kr", "shift_jis", "gb18030", "iso-2022-jp"])
kinds = st.sampled_from(
    [
        "text/html",
        "text/html; charset=utf-8",
        "text/html; charset=nonsense",
        "text/html; charset=utf-16",
        "",
        "image/png",
    ]
)


@given(st.binary(max_size=400), kinds)
@example(b"", "")
@example(b"\x00" * 99, "text/html")
@example(b"\xff\xfe<\x00p\x00>\x00", "text/html")
@example(b"<html><head></head></html>", "text/html")
@example(b"<!--" * 200, "text/html")
@example(b"<![CDATA[" * 200, "text/html")
@example(b"<p>\xed\xa0\x80</p>", "text/html; charset=utf-8")
@example(b"%PDF-1.7 <p>x</p>", "text/html")
@FEW
def test_any_bytes(data: bytes, kind: str) -> None:
    agree(record(data, kind))


@given(soup, encodings, kinds)
@settings(FEW, max_examples=250)
def test_any_soup(parts: list[str], encoding: str, kind: str) -> None:
    agree(record("".join(parts).encode(encoding, "replace"), kind))


@given(
    st.sampled_from(
        [
            "",
            "/",
            "http://",
            "http://[",
            "://x",
            "https://daily.example:99999/a",
            "ü",
            "https://daily.example/%zz",
            "\ud800",
        ]
    )
)
@FEW
def test_any_address(url: str) -> None:
    agree(record(PAGES["figures with text"](1).encode(), url=url))


@pytest.mark.parametrize(
    "tag",
    [
        "div",
        "span",
        "b",
        "p",
        "ul><li",
        "table><tr><td",
        "blockquote",
        "a",
        "font",
        "section",
        "noscript",
        "svg",
        "figure",
        "x-y",
    ],
)
@pytest.mark.parametrize("closed", [True, False])
def test_deep_pages(tag: str, closed: bool) -> None:
    end = "".join(f"</{t}>" for t in reversed(tag.split("><"))) if closed else ""
    agree(record(f"<body><p>Before.</p>{f'<{tag}>' * 5000}Within.{end * 5000}<p>After.</p>".encode()))


@pytest.mark.parametrize("tag", ["x\x1b", "x\x01y", "x\ufffe", "x{y}", "x:y", "é", "p\x7f"])
def test_any_tag(tag: str) -> None:
    """The names that HTML takes and XML does not."""
    agree(
        record(f"<body><{tag}>{SENTENCES['en'] * 3}</{tag}><h1>Ferry</h1><p>{SENTENCES['en'] * 3}</p></body>".encode())
    )


@pytest.mark.parametrize("name", NAMES)
def test_huge_attributes(name: str) -> None:
    value = "/a.jpg 1x, related-share " * 20_000
    agree(
        record(
            f"<body><article><h1>Ferry</h1><img {name}='{value}'><p {name}='{value}'>The ferry left.</p></article>".encode()
        )
    )


SENTENCES = {
    "en": "The ferry number {} left the old pier at dawn with eleven passengers on its deck.",
    "de": "Die Fähre Nummer {} verließ im Morgengrauen mit elf Fahrgästen die alte Anlegestelle.",
    "ko": "연락선 {} 호는 새벽에 승객 열한 명을 태우고 오래된 부두를 떠났다고 관계자가 밝혔다.",
    "ja": "渡し船{}号は夜明けに十一人の乗客を乗せて古い桟橋を離れたと、関係者が明らかにした。",
    "ar": "غادرت العبّارة رقم {} الرصيف القديم عند الفجر وعلى متنها أحد عشر راكبا.",
}
WRAPPERS: list[Callable[[str], str]] = [
    lambda t: f"<p>{t}</p>",
    lambda t: f"<p>{t}",
    lambda t: f"<div>{t}</div>",
    lambda t: f"<div><p>{t}</p></div>",
    lambda t: f"{t}<br><br>",
    lambda t: f"<p><b>{t}</b></p>",
    lambda t: f"<p>{t[:9]}<a href=/a>{t[9:]}</a></p>",
    lambda t: f"<ul><li>{t}</li></ul>",
    lambda t: f"<ul><li><p>{t}</p></li></ul>",
    lambda t: f"<ul><li>One<ul><li>{t}</li></ul></li></ul>",
    lambda t: f"<ul><li>{t}<ul><li>Two</li></ul></li></ul>",
    lambda t: f"<dl><dt>One</dt><dd>{t}</dd></dl>",
    lambda t: f"<table><tr><th>One</th><td>{t}</td></tr><tr><td>Two</td><td>Three</td></tr></table>",
    lambda t: f"<a href=/a><div>{t}</div></a>",
    lambda t: f"<font><p>{t}</p></font>",
    lambda t: f"<figure><table><tr><td><img src=/g.jpg></td></tr></table><figcaption><p>{t}</p></figcaption></figure>",
    lambda t: f"<noscript><p>{t}</p></noscript>",
    lambda t: f"<button><p>{t}</p></button>",
    lambda t: f"<p><picture><img src=/h.jpg alt='{t}'></picture></p>",
    lambda t: f"<p class=byline>By Jane Doe</p><p>SEOUL, April 2 (Yonhap) — {t}</p>",
    lambda t: f"<p>Correction: {t}</p>",
    lambda t: f"<blockquote>{t}</blockquote>",
    lambda t: f"<blockquote><p>{t}</p></blockquote>",
    lambda t: f"<table><tr><td>{t}</td></tr></table>",
    lambda t: f"<h2>{t}</h2>",
    lambda t: f"<figure><img src=/{t[:3]}.jpg><figcaption>{t} Photo: Jo Doe/AP</figcaption></figure>",
    lambda t: f"<figure><p>{t}</p><img src=/b.jpg></figure>",
    lambda t: f"<div class=image><img src=/c.jpg><div class=caption>{t}</div></div>",
    lambda t: f"<img src=/d.jpg><p class=caption>{t} (Reuters)</p>",
    lambda t: f"<table><tr><td><img src=/e.jpg></td></tr><tr><td>{t}</td></tr></table>",
    lambda t: f"<aside><p>{t}</p></aside>",
    lambda t: f"<pre>{t}</pre>",
    lambda t: f"<details><summary>More</summary><p>{t}</p></details>",
    lambda t: f"<span>{t}</span>",
    lambda t: f"<section><h3>{t}</h3></section>",
    lambda t: f"<p>{t} <img src=/f.jpg></p>",
    lambda t: f"<div class=article-body><div><div>{t}</div></div></div>",
]


@given(st.sampled_from(sorted(SENTENCES)), st.lists(st.sampled_from(WRAPPERS), min_size=1, max_size=25), st.booleans())
@settings(FEW, max_examples=250)
def test_nothing_is_said_twice(language: str, wrappers: list[Callable[[str], str]], boxed: bool) -> None:
    """Each sentence of the page bears a number of its own; the record has none in two places."""
    numbers = [str(7_000_001 + 13 * i) for i in range(len(wrappers))]
    shown = "".join(wrap(SENTENCES[language].format(n)) for wrap, n in zip(wrappers, numbers, strict=True))
    body = f"<main><article><h1>Ferry</h1>{shown}</article></main>" if boxed else f"<h1>Ferry</h1>{shown}"
    found = record(
        f"<html lang={language}><head><title>Ferry</title></head><body>{body}</body></html>".encode(),
        "text/html; charset=utf-8",
    )
    agree(found)
    images = [text for image in found["images"] for text in (image["caption"], image["credit_text"]) if text]
    said = "\n".join(
        [found["article_body"], found["description"] or "", found["byline"] or "", found["dateline"] or "", *images]
    )
    counts = Counter({number: said.count(number) for number in numbers})
    assert counts.most_common(1)[0][1] <= 1, counts


def calls(page: bytes) -> int:
    """How many functions are called on the way to a record, those of libraries in C among them."""
    number = 0

    def count(frame: FrameType, event: str, argument: object) -> None:
        nonlocal number
        number += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        record(page, "text/html; charset=utf-8")
    finally:
        sys.setprofile(None)
    return number


@pytest.mark.parametrize("name", PAGES)
def test_work_grows_with_the_page(name: str) -> None:
    """Four times the page, no more than four times the calls. A shorter step may be one from a page whose pictures are
    none of the article to one where they are. What happens inside one call of C, bench/speed/growth measures."""
    record(PAGES[name](1).encode())  # tables are loaded
    part, whole = (calls(PAGES[name](n).encode()) for n in (4, 16))
    assert whole <= 4.6 * part
