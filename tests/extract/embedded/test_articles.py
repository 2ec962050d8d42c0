"""Pages whose elements hold no article, or its opening alone, and whose data do."""

from __future__ import annotations

import html
import json
from typing import Any

import pytest

from crawler.extract.body import read_body
from crawler.extract.document.page import parse
from crawler.record.body_text import body_text

TITLE = "The ferry that nobody wanted sails again"
URL = "https://daily.example/2026/04/02/the-ferry-that-nobody-wanted-sails-again"
FIRST = "The ferry left the old pier at dawn on Thursday with eleven passengers, two dogs and a piano on its deck. " * 2
SECOND = "Its captain said that the crossing had been calm, and that the piano had been played all the way over. " * 2
THIRD = (
    "The council will decide in May whether the line is to run through the winter, as the islanders have asked. " * 2
)
PARAGRAPHS = [FIRST.strip(), SECOND.strip(), THIRD.strip()]
HEADING = "A piano on deck"
MARKUP = f"<p>{FIRST}</p><h2>{HEADING}</h2><p>{SECOND}</p><ul><li>Adults, 4 pounds</li><li>Dogs, 1 pound</li></ul><p>{THIRD}</p>"
LONG = MARKUP + f"<p>{FIRST.replace('dogs', 'cats')}</p><p>{SECOND.replace('piano', 'organ')}</p>"
MANY = "".join(MARKUP.replace("e", letter) for letter in "eaiou")
FRONT = "".join(f"<div><a href=/n/{n}>Another story of the old pier, number {n}</a></div>" for n in range(30))
PLAIN = ["paragraph", "paragraph", "paragraph"]
HEADED = ["paragraph", "heading", "paragraph", "paragraph"]
FULL = ["paragraph", "heading", "paragraph", "list", "paragraph"]


def page(scripts: str, shown: str = "<div id=app></div>") -> str:
    head = f"<title>{TITLE} - The Example Daily</title><meta property=og:title content='{TITLE}'>"
    return f"<!doctype html><html><head>{head}</head><body>{shown}{scripts}</body></html>"


def data(value: Any, attributes: str) -> str:
    return f"<script {attributes} type='application/json'>{json.dumps(value)}</script>"


def node(kind: str, text: str, **more: Any) -> dict[str, Any]:
    return {"type": kind, "content": [{"type": "text", "text": text}], **more}


FUSION = [
    {"type": "text", "content": FIRST},
    {"type": "interstitial_link", "content": "Read on: the old pier", "url": "/pier"},
    {"type": "header", "level": 3, "content": HEADING},
    {"type": "text", "content": SECOND},
    {"type": "list", "list_type": "unordered", "items": [{"type": "text", "content": "Adults"}, {"type": "text", "content": "Dogs"}]},
    {"type": "text", "content": f"<i>{THIRD}</i>"},
]  # fmt: skip
PORTABLE = [
    {"_type": "block", "style": style, "children": [{"_type": "span", "text": text[:20]}, {"_type": "span", "text": text[20:]}]}
    for style, text in (("normal", FIRST), ("h2", HEADING), ("normal", SECOND), ("normal", THIRD))
]  # fmt: skip
CONTENTFUL = {
    "nodeType": "document",
    "content": [
        {"nodeType": kind, "data": {}, "content": [{"nodeType": "text", "value": text, "marks": []}]}
        for kind, text in (("paragraph", FIRST), ("heading-3", HEADING), ("paragraph", SECOND), ("paragraph", THIRD))
    ],
}
DRAFT = {
    "blocks": [
        {"key": "a", "type": kind, "text": text}
        for kind, text in (("unstyled", FIRST), ("header-two", HEADING), ("unstyled", SECOND), ("unstyled", THIRD))
    ]
}
PROSEMIRROR = {
    "type": "doc",
    "content": [
        node("paragraph", FIRST),
        node("heading", HEADING, attrs={"level": 2}),
        node("paragraph", SECOND),
        {"type": "bulletList", "content": [{"type": "listItem", "content": [node("paragraph", "Adults")]},
                                           {"type": "listItem", "content": [node("paragraph", "Dogs")]}]},
        node("paragraph", THIRD),
    ],
}  # fmt: skip
SECTIONS = [{"component": "Text", "properties": {"text": text}} for text in PARAGRAPHS]
FLIGHT_HEAD = f'1:{{"title":{json.dumps(TITLE)},"body":"$2"}}\n2:T{len(MARKUP):x},'
DEVALUE = [["ShallowReactive", 1], {"data": 2}, ["Reactive", 3], {"article": 4}, {"title": 5, "html": 6}, TITLE, MARKUP]


def next_page(article: Any, shown: str = "<div id=app></div>") -> str:
    return page(data({"props": {"pageProps": {"article": article}}, "page": "/a"}, "id=__NEXT_DATA__"), shown)


def push(text: str) -> str:
    return f"<script>self.__next_f.push([1,{json.dumps(text)}])</script>"


def ld(**values: Any) -> str:
    node = {"@type": "NewsArticle", "headline": TITLE, "url": URL, **values}
    return f"<script type='application/ld+json'>{json.dumps(node)}</script>"


@pytest.mark.parametrize(
    ("source", "kinds"),
    [
        (next_page({"title": TITLE, "body": MARKUP}), FULL),
        (next_page({"title": TITLE, "content": FUSION}), ["paragraph", "heading", "paragraph", "list", "paragraph"]),
        (next_page({"title": TITLE, "content": PORTABLE}), HEADED),
        (next_page({"title": TITLE, "fields": {"body": CONTENTFUL}}), HEADED),
        (next_page({"title": TITLE, "body": DRAFT}), HEADED),
        (next_page({"title": TITLE, "body": json.dumps(PROSEMIRROR)}), FULL),
        (next_page({"title": TITLE, "content": SECTIONS}), PLAIN),
        (next_page({"title": TITLE, "paragraphs": PARAGRAPHS}), PLAIN),
        (next_page({"slug": "the-ferry-that-nobody-wanted-sails-again", "content": {"rendered": MARKUP}}), FULL),
        (page(push(FLIGHT_HEAD + MARKUP[:90]) + push(MARKUP[90:] + '3:["$","p",null,{"children":"x"}]\n')), FULL),
        (page(data(DEVALUE, "id=__NUXT_DATA__")), FULL),
        (page(f"<script>window.__NUXT__=(function(a,b){{return {{title:a,body:{json.dumps(LONG)}}}}}('x',1))</script>"), [*FULL, "paragraph", "paragraph"]),
        (page(f"<script>window.Fusion=window.Fusion||{{}};Fusion.globalContent={json.dumps({'headlines': {'basic': TITLE}, 'content_elements': FUSION})};"
              "Fusion.globalContentConfig={}</script>"), FULL),
        (page(f"<script>window.__APOLLO_STATE__ = {json.dumps({'Article:1': {'title': TITLE, 'body': MARKUP}})};</script>"), FULL),
        (page(f"<script>window.__PRELOADED_STATE__ = JSON.parse({json.dumps(json.dumps({'title': TITLE, 'text': MARKUP}))})</script>"), FULL),
        (page(f"<script>window['__INITIAL_STATE__']={json.dumps({'title': TITLE, 'articleBody': MARKUP})}</script>"), FULL),
        (page(f"<script id=ng-state type=application/json>{html.escape(json.dumps({'title': TITLE, 'body': MARKUP})).replace('&quot;', '&q;').replace('&lt;', '&l;').replace('&gt;', '&g;')}</script>"), FULL),
    ],
    ids="html fusion portable contentful draft prosemirror components paragraphs rendered flight devalue nuxt2 arc apollo redux initial angular".split(),
)  # fmt: skip
def test_state(source: str, kinds: list[str]) -> None:
    body = read_body(parse(source, URL))
    assert [piece.block.type for piece in body.pieces] == kinds
    text = body_text(piece.block for piece in body.pieces)
    assert all(paragraph in text for paragraph in PARAGRAPHS)
    assert "Read on" not in text
    assert body.origin == "inferred"
    assert body.warnings == ["article_body: not in the page's elements, taken from the state of its application"]


@pytest.mark.parametrize(
    ("source", "kinds"),
    [
        (page(ld(articleBody="\n\n".join(PARAGRAPHS))), PLAIN),
        (page(ld(articleBody=MARKUP)), FULL),
        (page(ld(articleBody=html.escape(MARKUP))), FULL),
        (
            page(ld(articleBody="\n\n".join(PARAGRAPHS)), f"<article><h1>{TITLE}</h1><p>{FIRST[:90]}…</p></article>"),
            PLAIN,
        ),
    ],
    ids="lines html escaped teaser".split(),
)
def test_json_ld(source: str, kinds: list[str]) -> None:
    body = read_body(parse(source, URL))
    assert [piece.block.type for piece in body.pieces] == kinds
    assert body.origin == "json-ld"


@pytest.mark.parametrize(
    "source",
    [
        page("", f"<article><h1>{TITLE}</h1>{MARKUP}</article>"),
        page(ld(articleBody=FIRST * 20), f"<article><h1>{TITLE}</h1>{MANY}</article>"),
        next_page({"title": TITLE, "body": "<p>Another text than the page shows, and it is as long.</p>" * 9}, f"<article><h1>{TITLE}</h1>{MARKUP}</article>"),
    ],
)  # fmt: skip
def test_the_page_is_believed_where_it_shows_an_article(source: str) -> None:
    body = read_body(parse(source, URL))
    assert body.origin == "dom"
    assert body.pieces[0].block.text == FIRST.strip()


@pytest.mark.parametrize(
    "source",
    [
        page(""),
        next_page({"title": "Another story altogether", "url": "/2026/another", "body": MARKUP[:300]}),
        next_page({"title": TITLE, "excerpt": MARKUP}),
        next_page({"title": TITLE, "css": ".a { color: red; } " * 200}),
        next_page([{"title": f"Story {n}", "url": f"/{n}/story", "summary": FIRST} for n in range(20)]),
        page("<script>window.__STATE__ = {broken: [</script>" + push("1:[[[[" * 400)),
        page("<script type=application/json>" + "[" * 100_000 + "</script>"),
        page("<script>window.a = {" + '"a":{' * 50_000 + "</script>"),
        page(ld(articleBody="Too short.")),
        page(data({"lead": {"body": LONG * 2}}, "id=__NEXT_DATA__"), FRONT),
        page(ld(articleBody={"@value": MARKUP})),
    ],
)
def test_nothing_is_made_up(source: str) -> None:
    assert read_body(parse(source, URL)).pieces == []


def test_a_state_that_holds_itself() -> None:
    flat = [{"data": 1}, {"self": 1, "title": 2, "list": 3}, TITLE, [3, 1]]
    assert read_body(parse(page(data(flat, "id=__NUXT_DATA__") + " " * 500), URL)).pieces == []


def test_structure_wins_over_a_flat_text() -> None:
    """JSON-LD has lost its paragraphs here; the state has them."""
    flat = " ".join(PARAGRAPHS * 4)
    paragraphs = [f"{n}. {p}" for n in range(4) for p in PARAGRAPHS]
    state = data({"title": TITLE, "body": "".join(f"<p>{p}</p>" for p in paragraphs)}, "id=__NEXT_DATA__")
    body = read_body(parse(page(ld(articleBody=flat) + state), URL))
    assert (body.origin, len(body.pieces)) == ("inferred", 12)


def test_a_cut_text_loses() -> None:
    state = data({"title": TITLE, "body": MARKUP}, "id=__NEXT_DATA__")
    body = read_body(parse(page(ld(articleBody=FIRST + SECOND[:90] + "…") + state), URL))
    assert body.origin == "inferred"


def test_a_live_blog_by_its_entries() -> None:
    entries = [
        {"@type": "BlogPosting", "headline": f"Entry {n}", "datePublished": f"2026-04-02T1{n}:00:00Z", "articleBody": f"{n}. {p}"}
        for n, p in enumerate(PARAGRAPHS)
    ]  # fmt: skip
    entries[1].pop("headline")
    source = page(ld(liveBlogUpdate=entries).replace("NewsArticle", "LiveBlogPosting"))
    blocks = [piece.block for piece in read_body(parse(source, URL)).pieces]
    assert [b.type for b in blocks] == ["heading", "paragraph"] * 3
    assert [b.text for b in blocks[::2]] == ["Entry 0", "2026-04-02T11:00:00Z", "Entry 2"]


def test_a_live_blog_that_shows_its_last_entries() -> None:
    texts = [f"Entry {n}: {p.replace('e', letter)}" for letter in "eaiouy" for n, p in enumerate(PARAGRAPHS)]
    entries = [{"@type": "BlogPosting", "headline": f"At {n}", "articleBody": text} for n, text in enumerate(texts)]
    shown = "".join(f"<div class=entry><h2>At {n}</h2><p>{text}</p></div>" for n, text in enumerate(texts[:6]))
    source = page(
        ld(liveBlogUpdate=entries).replace("NewsArticle", "LiveBlogPosting"), f"<main><h1>{TITLE}</h1>{shown}</main>"
    )
    body = read_body(parse(source, URL))
    assert (body.origin, len(body.pieces)) == ("json-ld", 36)


def test_pictures_in_the_state() -> None:
    picture = '<figure><img src="/pier.jpg" alt="The pier"><figcaption>The pier at dawn.</figcaption></figure>'
    body = read_body(parse(next_page({"title": TITLE, "body": MARKUP + picture}), URL))
    assert [spot.element.get("src") for spot in body.media] == ["/pier.jpg"]


def test_an_article_in_a_menu_that_was_never_closed() -> None:
    source = page("", f"<nav><ul><li><a href=/a>News</a></li></ul><div><h1>{TITLE}</h1>{MARKUP}</div>")
    assert FIRST.strip() in body_text(piece.block for piece in read_body(parse(source, URL)).pieces)
