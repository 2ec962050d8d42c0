"""What feeds and sitemaps say of a page reaches the record last, and is held against what the page says."""

from __future__ import annotations

from typing import Any

import pytest

from crawler.extract.document.page import parse
from crawler.extract.read import extract
from crawler.record.items import Author

TEXT = "<p>" + "The harbour opened again on Thursday after three days of storm, its office said. " * 4 + "</p>"
BARE = f"<html><body><article>{TEXT * 3}</article></body></html>"
FULL = f"""<html lang="en"><head><meta property="article:published_time" content="2026-11-24T10:00:00Z">
<title>Harbour opens again</title></head><body><article><h1>Harbour opens again</h1>
<img src="https://daily.example/photos/pier-broken-0402-1200x800.jpg">{TEXT * 3}</article></body></html>"""
URL = "https://daily.example/story"


@pytest.mark.parametrize(
    ("hints", "name", "value", "origin"),
    [
        ({"headline": "Harbour <b>opens</b> &amp; closes"}, "headline", "Harbour opens & closes", "feed"),
        ({"headline": "A", "origin": "news-sitemap"}, "headline", "A", "news-sitemap"),
        ({"headline": "A", "origin": "my grandmother"}, "headline", "A", "feed"),
        ({"headline": "<>"}, "headline", "<>", "feed"),
        ({"headline": ["A"]}, "headline", None, None),
        ({"headline": 3, "keywords": "a, b", "authors": None, "images": 5}, "keywords", [], None),
        ({"date_published": "Tue, 24 Nov 2026 10:00:00 GMT"}, "date_published", "2026-11-24T10:00:00+00:00", "feed"),
        ({"date_published": "soon"}, "date_published", None, None),
        ({"date_modified": "2026-11-24", "origin": "sitemap"}, "date_modified", None, None),
        ({"date_modified": "2026-11-24", "origin": "feed"}, "date_modified", "2026-11-24", "feed"),
        ({"keywords": ["harbour", " storm ", "harbour", 3, ""]}, "keywords", ["harbour", "storm"], "feed"),
        ({"authors": ["Jane Doe"]}, "authors", [Author("Jane Doe")], "feed"),
        ({"article_body": "x", "id": "y"}, "id", "", None),
    ],
)
def test_what_a_page_does_not_say(hints: dict[str, Any], name: str, value: object, origin: str | None) -> None:
    article = extract(parse(BARE, URL), hints)
    assert (getattr(article, name), article.provenance.get(name)) == (value, origin)


@pytest.mark.parametrize(
    ("hints", "warnings"),
    [
        ({"headline": "Old pier breaks"}, ["headline: the feed says Old pier breaks, the page Harbour opens again"]),
        ({"headline": "Storm is over: harbour is open"}, []),
        ({"date_published": "2026-11-25T09:00:00Z"}, []),
        (
            {"date_published": "2026-11-20", "origin": "news-sitemap"},
            ["date_published: the news sitemap says 2026-11-20, the page 2026-11-24T10:00:00+00:00"],
        ),
        ({"in_language": "de-AT"}, ["in_language: the feed says de-AT, the page en"]),
        ({"in_language": "en-us"}, []),
    ],
)
def test_what_a_page_says_otherwise(hints: dict[str, Any], warnings: list[str]) -> None:
    article = extract(parse(FULL, URL), hints)
    assert (article.headline, article.in_language) == ("Harbour opens again", "en")
    assert article.warnings == warnings


SAME, OTHER = "https://cdn.daily.example/pier-broken-0402-300x200.jpg", "https://daily.example/photos/crane-raised.jpg"


@pytest.mark.parametrize(
    ("page", "image", "found"),
    [
        (FULL, {"url": SAME, "caption": "The pier.", "credit_text": "Jane Doe"}, [("The pier.", "Jane Doe", "dom")]),
        (FULL, {"url": OTHER, "caption": "The crane."}, [(None, None, "dom")]),
        (BARE, {"url": OTHER, "credit_text": "Jane Doe"}, [(None, "Jane Doe", "feed")]),
        (BARE, {"url": OTHER}, []),
        (BARE, {"url": "javascript:x", "caption": "x"}, []),
        (BARE, {"caption": "x"}, []),
    ],
)
def test_pictures(page: str, image: dict[str, str], found: list[tuple[object, ...]]) -> None:
    article = extract(parse(page, URL), {"images": [image]})
    assert [(i.caption, i.credit_text, article.provenance["images"]) for i in article.images] == found
