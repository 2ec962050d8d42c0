"""JSON-LD, meta elements and microdata of a page."""

from __future__ import annotations

import json
import time

import pytest

from crawler.extract.authors.jsonld_authors import read_persons
from crawler.extract.document import jsonld
from crawler.extract.document.broken_json import read_broken
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
        ('{"@type": "NewsArticle", "headline": "unfinished', ["NewsArticle"]),
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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"a": "He said "yes" to it", "b": 1}', {"a": 'He said "yes" to it', "b": 1}),
        ('{"a": 1 "b": 2}', {"a": 1, "b": 2}),
        ('{"a": 1,, "b": 2,}', {"a": 1, "b": 2}),
        ('{"a": , "b": 2}', {"a": None, "b": 2}),
        ('{"a": NaN, "b": undefined, "c": true, "d": -1.5}', {"a": None, "b": None, "c": True, "d": -1.5}),
        ("{'a': 'x', b: 'y'}", {"a": "x", "b": "y"}),
        ('{"a": 1, // the list\n "b": /* two */ 2}', {"a": 1, "b": 2}),
        ('{"a": {{ page.title }}, "b": 2}', {"a": None, "b": 2}),
        ('{"a": "x,\n"b": "y"}', {"a": "x", "b": "y"}),
        ('{"a": ["x" "y", {"b": 1}', {"a": ["x", "y", {"b": 1}]}),
        ('{"a": [1, 2}, "b": 3}', {"a": [1, 2]}),
        ('{"a": "x", "b": "cut o', {"a": "x", "b": None}),
        ('{"a": "\\u00e9\\n\\/"', {"a": "é\n/"}),
        ("", None),
    ],
)
def test_broken_json(text: str, expected: object) -> None:
    assert read_broken(text) == expected


@pytest.mark.parametrize(
    "text", ['{"a":' * 9_000, "[" * 40_000, '{"a":"' + '" ' * 20_000, '{"a":"' + '",' * 20_000, "/*" * 20_000]
)
def test_broken_json_costs_what_it_is_long(text: str) -> None:
    def cost(script: str) -> float:
        start = time.process_time()
        read_broken(script)
        return time.process_time() - start

    assert cost(text * 4) < 20 * max(cost(text), 0.002)


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ({"@type": "Person", "name": {"@type": "Person", "name": "Jane Doe"}}, ["Jane Doe"]),
        ([{"@type": "Person", "name": {"@value": "Jane Doe", "@language": "en"}}], ["Jane Doe"]),
        ({"@type": "http://schema.org/Person", "http://schema.org/name": "Jane Doe"}, ["Jane Doe"]),
        ({"@type": "Person", "schema:name": "Jane Doe"}, ["Jane Doe"]),
        ({"@type": "Person", "name": ["Jane Doe"]}, ["Jane Doe"]),
        ([["Jane Doe"], "Ann Lee"], ["Jane Doe", "Ann Lee"]),
        ({"@type": "Person", "name": None}, ["Tom Birch"]),
        ({"@type": "Person", "givenName": "Jane", "familyName": "Doe"}, ["Jane Doe"]),
    ],
)
def test_authors_of_json_ld(author: object, names: list[str]) -> None:
    found = page(script({"@type": "NewsArticle", "author": author, "creator": ["Tom Birch"]}))
    assert [a.name for byline in read_persons(found) for a in byline.authors] == names
