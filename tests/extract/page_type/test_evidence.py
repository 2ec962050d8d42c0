"""What kind of page the evidence makes of it: pages that we wrote, of each kind."""

from __future__ import annotations

import pytest

from crawler.extract.document.page import parse
from crawler.extract.page_type.evidence import KINDS, page_words
from crawler.extract.page_type.weigh import weigh
from crawler.extract.read import extract

PROSE = "The harbour council voted on Tuesday to keep the old pier open to walkers through the winter, after a debate. "
POSTS = "".join(
    f"<div class='post'><div class='user'>walker{i}</div><span>Joined</span><span>Posts</span><time>May {i + 1}, 2024</time><p>Post {i}: {PROSE}</p>"
    "<button>Reply</button><button>Quote</button></div>"
    for i in range(12)
)
GOODS = "".join(
    f"<div class='product-card'><a href='/products/p{i}'>Pier cup number {i} in blue</a><span>$1{i}.00</span></div>"
    for i in range(40)
)
DOCS = f"<nav class='sidebar'>{''.join(f'<a href=/docs/{i}>Chapter {i}</a>' for i in range(40))}</nav>"


def kind(url: str, body: str, head: str = "") -> str:
    title = "<title>The old pier</title>"
    return extract(parse(f"<html><head>{title}{head}</head><body>{body}</body></html>", url)).type


@pytest.mark.parametrize(
    ("url", "body", "head", "expected"),
    [
        ("https://a.example/forum/threads/old-pier.115684/", f"<h1>Old pier</h1>{POSTS}{POSTS}", "<meta name=generator content=vBulletin><meta property='og:type' content='website'>", "DiscussionForumPosting"),
        (
            "https://shop.example/products/pier-cup",
            "<h1>Pier cup</h1><span>$12.00</span><button>Add to cart</button><button>Buy now</button><p>A cup of clay.</p>"
            f"<p>{PROSE}</p>{GOODS}<p>$9.00</p><p>$8.00</p>",
            "<meta property='og:type' content='product'><script type='application/ld+json'>{\"@type\": \"Product\"}</script>",
            "Product",
        ),
        ("https://shop.example/collections/cups", f"<h1>Cups</h1><button>Sort by</button><button>Filter</button>{GOODS}{GOODS}<a>Sort by</a><p>{PROSE}</p>", "<meta name=generator content='Shopify'><script type='application/ld+json'>{\"@type\": \"CollectionPage\"}</script>", "CollectionPage"),
        (
            "https://docs.example/docs/api/reference/pier",
            f"{DOCS}<main><h1>Pier API</h1><p>{PROSE}</p><pre><code>pier --open</code></pre><h2>Parameters</h2>"
            f"<p>{PROSE}</p><pre><code>pier --shut</code></pre><a>On this page</a><a>Edit this page</a></main>",
            "<meta name='generator' content='mkdocs'>",
            "TechArticle",
        ),
        (
            "https://daily.example/news/2026/11/old-pier-stays-open",
            f"<article><h1>Old pier</h1><p>By Jane Doe</p><time>Nov 20, 2026</time>{f'<p>{PROSE * 3}</p>' * 6}</article>",
            "<meta property='og:type' content='article'>",
            "NewsArticle",
        ),
        ("https://daily.example/a", f"<h1>Old pier</h1>{f'<p>{PROSE * 2}</p>' * 5}", "", "NewsArticle"),
    ],
)  # fmt: skip
def test_kinds(url: str, body: str, head: str, expected: str) -> None:
    assert kind(url, body, head) == expected


def test_what_declares_news_is_news() -> None:
    head = '<script type=\'application/ld+json\'>{"@type": "NewsArticle", "headline": "The old pier"}</script>'
    assert kind("https://a.example/forum/threads/old-pier.115684/", f"<h1>Old pier</h1>{POSTS}", head) == "NewsArticle"


def test_what_a_byline_and_a_date_weigh() -> None:
    plain = {"text": 1.0, "kept": 0.6, "confidence": 0.95, "prose": 1.0}
    assert weigh(plain | {"has_date": 1.0, "has_author": 1.0, "has_both": 1.0})[1] > weigh(plain)[1]


@pytest.mark.parametrize("name", KINDS)
def test_words(name: str) -> None:
    assert all(word == word.casefold() for word in page_words(name))
