"""JSON-LD, meta elements and microdata of a page."""

from __future__ import annotations

import json

import pytest

from crawler.extract.document import jsonld
from crawler.extract.document.page import Page, parse

URL = "https://daily.example/world/rain"


def page(head: str = "", body: str = "", url: str = URL) -> Page:
    return parse(f"<html><head>{head}</head><body>{body}</body></html>", url)


def script(value: object) -> str:
    text = value if isinstance(value, str) else json.dumps(value)
    return f'<script type="application/ld+json">{text}</script>'


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ('{"@type": "NewsArticle"}', ["NewsArticle"]),
        ('[{"@type": "NewsArticle"}, {"@type": "Person"}]', ["NewsArticle", "Person"]),
        ('{"@graph": [{"@type": "WebPage"}, {"@type": "NewsArticle"}]}', ["WebPage", "NewsArticle"]),
        ('{"@type": "WebPage", "mainEntity": {"@type": "NewsArticle"}}', ["WebPage", "NewsArticle"]),
        ('{"@type": "NewsArticle", "headline": "a\tb\nc"}', ["NewsArticle"]),
        ('{"@type": "NewsArticle",}', ["NewsArticle"]),
        ('[{"@type": "NewsArticle",},]', ["NewsArticle"]),
        ('<!-- {"@type": "NewsArticle"} -->', ["NewsArticle"]),
        ('//<![CDATA[\n{"@type": "NewsArticle"}\n//]]>', ["NewsArticle"]),
        ('{"@type": "NewsArticle", "headline": "It\\\'s"}', ["NewsArticle"]),
        ('{"@type": "NewsArticle"}{"@type": "Person"}', ["NewsArticle", "Person"]),
        ('{"@type": "NewsArticle"};', ["NewsArticle"]),
        ('{"@type": ["http://schema.org/NewsArticle"]}', ["NewsArticle"]),
        ('{"@type": "NewsArticle", "headline": "unfinished', []),
        ("", []),
        ("not json", []),
        ("null", []),
        ("[" * 100_000, []),
        ('{"a":' * 100_000, []),
    ],
)
def test_nodes(text: str, kinds: list[str]) -> None:
    assert [t for node in page(script(text)).data.json_ld for t in jsonld.types(node)] == kinds


def test_nodes_are_bounded() -> None:
    assert len(jsonld.nodes([json.dumps([{"@type": "Person"}] * 10_000)])) == 2_000


@pytest.mark.parametrize(
    ("nodes", "headline"),
    [
        ([{"@type": "NewsArticle", "headline": "A"}], "A"),
        (
            [
                {"@type": "NewsArticle", "headline": "B", "url": "/other"},
                {"@type": "NewsArticle", "headline": "A", "url": URL},
            ],
            "A",
        ),
        (
            [{"@type": "Article", "headline": "Other story"}, {"@type": "Article", "headline": "Rain floods town"}],
            "Rain floods town",
        ),
        ([{"@type": "ReportageNewsArticle", "headline": "A"}], "A"),
        ([{"@type": "LiveBlogPosting", "headline": "A"}], "A"),
        ([{"@type": "Person", "headline": "A"}], None),
        ([], None),
    ],
)
def test_article(nodes: list[object], headline: str | None) -> None:
    assert page("<title>Rain floods town - Daily</title>" + script(nodes)).data.article.get("headline") == headline


def test_meta_and_links() -> None:
    data = page(
        '<meta property="OG:Title" content=" A "><meta name="author" content="B"><link rel="Canonical" href="/c">'
    ).data
    assert (data.meta, data.links) == ({"og:title": ["A"], "author": ["B"]}, {"canonical": ["/c"]})
    assert (data.first("missing", "author"), data.first("missing")) == ("B", None)


def test_microdata() -> None:
    body = """<div itemscope itemtype="https://schema.org/NewsArticle"><h1 itemprop="headline">Rain  floods</h1>
    <span itemprop="author" itemscope><b itemprop="name">Jane Doe</b></span>
    <time itemprop="datePublished" datetime="2024-05-03">May</time><a itemprop="url" href="/x"></a>
    <div itemprop="articleBody">long text</div></div>"""
    found = page("", body).data.microdata
    assert found["headline"] == ["Rain floods"]
    assert found["author"] == ["Jane Doe"]
    assert found["datepublished"] == ["2024-05-03"]
    assert found["articlebody"] == [""]
    assert page("", "<p>none</p>").data.microdata == {}


def test_references_are_resolved() -> None:
    data = page(script({"@graph": [{"@id": "#p", "@type": "Person", "name": "Jane Doe"}]})).data
    assert data.resolve({"@id": "#p"})["name"] == "Jane Doe"
    assert data.resolve("Jane Doe") == "Jane Doe"
    assert data.resolve({"@id": "#q"}) == {"@id": "#q"}
