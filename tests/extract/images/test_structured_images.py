from __future__ import annotations

import json
from typing import Any

import pytest

from crawler.extract.document.page import parse
from crawler.extract.images.structured_images import lead_of, structured_images
from tests.figurepages import URL


def named(image: Any, meta: str = ""):  # type: ignore[no-untyped-def]
    data = json.dumps(
        {"@context": "https://schema.org", "@type": "NewsArticle", "headline": "x", "url": URL, "image": image}
    )
    return structured_images(
        parse(f"<html><head><script type='application/ld+json'>{data}</script>{meta}</head></html>", URL)
    )


@pytest.mark.parametrize(
    ("image", "expected"),
    [
        ("/a.jpg", ("https://daily.example/a.jpg", None, None, None)),
        (["/a.jpg", "/b.jpg"], ("https://daily.example/a.jpg", None, None, None)),
        (
            {"@type": "ImageObject", "url": "/a.jpg", "width": "1200px", "caption": " A  bridge. "},
            ("https://daily.example/a.jpg", "A bridge.", None, 1200),
        ),
        (
            {"contentUrl": "/a.jpg", "creditText": "Jane Doe/AP"},
            ("https://daily.example/a.jpg", None, "Jane Doe/AP", None),
        ),
        (
            {"url": "/a.jpg", "creator": [{"name": "Jane Doe"}, {"name": "AP"}]},
            ("https://daily.example/a.jpg", None, "Jane Doe, AP", None),
        ),
        (
            {"url": "/a.jpg", "width": {"@type": "QuantitativeValue", "value": 900}},
            ("https://daily.example/a.jpg", None, None, 900),
        ),
    ],
)
def test_json_ld(image: Any, expected: tuple[Any, ...]) -> None:
    first = named(image)[0]
    assert (first.url, first.caption, first.credit, first.width) == expected


@pytest.mark.parametrize(
    "image", [None, "", [], {}, {"url": ""}, {"caption": "words"}, 7, {"url": "data:image/png;base64,AA"}]
)
def test_nothing(image: Any) -> None:
    assert named(image) == []


@pytest.mark.parametrize(
    ("image", "is_lead"),
    [("/a.jpg", True), ("/logo.jpg", False), ("/a.png", False), ({"url": "/a.jpg", "width": 90}, False), (None, False)],
)
def test_lead_without_element(image: Any, is_lead: bool) -> None:
    assert (lead_of(named(image, "<meta property='og:image' content='/og.jpg'>")) is not None) == is_lead
