"""crawler.extract.embedded.images: what the state of a page says of its pictures."""

from __future__ import annotations

from typing import Any

import pytest

from crawler.extract.embedded import embedded_image, find_images


@pytest.mark.parametrize(
    ("node", "caption", "credit"),
    [
        ({"url": "/a/b.jpg", "caption": "The pier."}, "The pier.", None),
        ({"src": "https://i.example/b", "caption": "<p>The <b>pier</b> &amp; sea.</p>"}, "The pier & sea.", None),
        ({"image": {"sizes": [{"src": "/a/b.jpg"}]}, "captionText": "The pier."}, "The pier.", None),
        ({"url": "/a/b.jpg", "caption": {"rendered": "<p>The pier.</p>"}}, "The pier.", None),
        ({"url": "/a/b.jpg", "caption": {"text": ""}, "legend": "The pier."}, "The pier.", None),
        (
            {"url": "/a/b.jpg", "credits": {"by": [{"name": "Jo Li"}], "affiliation": [{"name": "AP"}]}},
            None,
            "Jo Li / AP",
        ),
        ({"url": "/a/b.jpg", "vanity_credits": {"by": [{"name": "Jo Li"}, {"name": "Al Mo"}]}}, None, "Jo Li, Al Mo"),
        ({"url": "/a/b.jpg", "photographer": "Jo Li", "creditLine": "Jo Li/AFP"}, None, "Jo Li/AFP"),
        ({"url": "/a/b.jpg", "caption": "The pier.", "credit": {"name": "AFP"}}, "The pier.", "AFP"),
        ({"url": "/a/b.jpg", "bildunterschrift": "Der Pier.", "bildquelle": "dpa"}, "Der Pier.", "dpa"),
    ],
)
def test_picture(node: dict[str, Any], caption: str | None, credit: str | None) -> None:
    found = embedded_image(node)
    assert found is not None
    assert (found.caption, found.credit) == (caption, credit)


@pytest.mark.parametrize(
    "node",
    [
        {},
        {"caption": "The pier."},
        {"url": "/a/b.jpg"},
        {"url": "/a/b.jpg", "alt": "A pier", "title": "Pier"},
        {"url": "/a/b.jpg", "caption": ""},
        {"url": "/a/b.jpg", "caption": True, "credit": 7},
        {"url": "/a/b.jpg", "caption": "https://i.example/x"},
        {"url": "/a/b.jpg", "credit": "word " * 200},
        {"url": "b", "caption": "The pier."},
        {1: "/a/b.jpg", "caption": None},
    ],
)
def test_nothing(node: dict[str, Any]) -> None:
    assert embedded_image(node) is None


def test_all_values_once_and_circles_end() -> None:
    inner: dict[str, Any] = {"url": "/a/b.jpg", "caption": "The pier."}
    circle: dict[str, Any] = {"again": [inner, inner]}
    circle["self"] = circle
    assert [p.caption for p in find_images([circle, "text", None])] == ["The pier."]
