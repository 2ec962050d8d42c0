"""One parse of a page, however broken it is."""

from __future__ import annotations

import pytest

from crawler.extract.body import read_body
from crawler.extract.document.page import parse
from crawler.record.body_text import body_text

TEXT = "The ferry left the old pier at dawn on Thursday with eleven passengers, two dogs and a piano on its deck."


@pytest.mark.parametrize(
    "html",
    [
        f"<html><body><nav>Menu</nav></body></html><div><h1>Ferry</h1><p>{TEXT}</p></div>",
        f"<html><head><title>Ferry</title></head></html><html><body><h1>Ferry</h1><p>{TEXT}</p></body></html>",
        f"<html><body><h1>Ferry</h1></body></html>\n<article><p>{TEXT}</p></article></body></html>",
        f"<h1>Ferry</h1></html><p>{TEXT}</p>",
    ],
)
def test_what_stands_behind_the_end(html: str) -> None:
    assert body_text(piece.block for piece in read_body(parse(html, "https://daily.example/1")).pieces) == TEXT


@pytest.mark.parametrize(
    "html", ["", " ", "\0", "</html>", "<!doctype html>", "<!-- a -->", b"\xff\xfe", "<?xml version='1.0'?>"]
)
def test_what_is_no_page_is_empty(html: str | bytes) -> None:
    assert "".join(parse(html, "https://daily.example/1").root.itertext()).strip() in ("", "��")


@pytest.mark.parametrize(
    ("html", "tags"),
    [
        ("<p><image src='/a.jpg'></p>", ["img"]),
        ("<p><svg><image href='/a.jpg'/></svg></p>", ["image"]),
        ("<p><img src='/a.jpg'><svg><image href='/a.jpg'/></svg><image src='/b.jpg'></p>", ["img", "image", "img"]),
    ],
)
def test_image_is_another_name_of_img(html: str, tags: list[str]) -> None:
    for text in (html, html.encode()):
        page = parse(text, "https://daily.example/1")
        assert [e.tag for e in page.tagged["img"]] == [tag for tag in tags if tag == "img"]
        assert [e.tag for e in page.root.iter("img", "image")] == tags
