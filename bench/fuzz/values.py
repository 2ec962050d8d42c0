"""What mutations put in: names that readers know, and values that break those who trust them."""

from typing import Any

TAGS = [
    name.encode()
    for name in (
        "p div span a b i ul ol li dl dt dd table tr td th caption h1 h2 h3 h6 blockquote q figure figcaption img picture "
        "source br hr pre section article main nav header footer aside form button select option textarea script style "
        "noscript template svg math iframe video audio object embed frameset html head body title meta link base time "
        "address cite font center details summary amp-img x-y item entry url loc image:image media:content rss urlset"
    ).split()
]
ATTRIBUTES = [
    name.encode()
    for name in (
        "class id href src srcset data-src content property name itemprop itemscope itemtype type rel datetime alt title "
        "style lang dir role aria-label hidden width height data-caption data-credit"
    ).split()
]
VALUES = [
    text.encode()
    for text in (
        "", "article-body", "related", "caption", "credit", "byline", "author", "headline", "paywall", "display:none", "/a.jpg",
        "/a.jpg 1x, /b.jpg 2x", "application/ld+json", "https://schema.org/NewsArticle", "og:title", "og:image", "article:author",
        "datePublished", "2026-04-02", "2026-04-02T06:00:00+09:00", "canonical", "en", "ar", "rtl", "By Jane Doe and John Roe",
        "Photo: Jane Doe/Reuters", "사진=연합뉴스", "写真：共同", "SEOUL, April 2 (Yonhap) — ", "(c) AP", "404", "The ferry left at dawn. ",
        "__NEXT_DATA__", "self.__next_f.push([1,\"1:T5,\"])", "window.__STATE__={\"a\":[",
    )
]  # fmt: skip
WRONG = [
    text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    for text in (
        "\0", "\x1b[31m", "\u202e\u2066", "\ud83d", "\ufffe", "\ufeff", "a\u0300" * 400, "&#0;&#xd800;&#x110000;", "&" * 300, "<", "]]>", "-->", "<!--",
        "<![CDATA[", "{" * 300, "[" * 300, "(" * 300, "%zz%", "http://[::1", "http://]/", "https://daily.example:99999/a", "https://daily.example:80x/",
        "//", "javascript:alert(1)", "data:image/png;base64,AA", "file:///etc/passwd", "../" * 100, "9" * 400, "-1", "1e400", "0000-00-00", "9999-99-99T99:99:99Z",
        "2026-02-30", "1970-01-01T00:00:00+99:99", " " * 3000, "\n" * 3000, ", " * 1000, "/ " * 1000, "x" * 30_000, "á" * 9000, "中" * 9000, "by " * 1000,
        "Photo: " * 300, "a@b." * 500, "https://a.example/" * 300, b"\xff\xfe", b"\xed\xa0\x80", b"\x80" * 50, b"\x1b$B", b"\x00\x01" * 20,
    )
]  # fmt: skip
BYTES = [
    *WRONG,
    *VALUES,
    b"</body>",
    b"</html>",
    b"<html>",
    b"<body>",
    b"<!doctype html>",
    b"<?xml?>",
    b"<meta charset=utf-16>",
    b"<base href='http://['>",
]
NODES: list[Any] = [
    None, True, 0, -1, 1e308, float("nan"), float("inf"), 10**400, "", [], {}, [[]], [None], {"": None}, {"@type": None}, {"@type": ["Person", 7]}, {"@id": "#a"}, {"@list": [1]},
    {"@value": {"@value": 1}}, {"name": {"name": "Jane Doe"}}, {"@type": "Person", "name": ["Jane Doe", None, 5]}, {"@type": "ImageObject", "url": {"url": [1]}, "caption": {}},
    {"@graph": [{"@graph": [{"@type": "NewsArticle"}]}]}, ["By Jane Doe", {"@type": "Organization"}], {"@type": "NewsArticle", "articleBody": ["It rained."]},
]  # fmt: skip
