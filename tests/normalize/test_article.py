"""Every text of an article is cleaned, and nothing else of it is changed."""

from __future__ import annotations

from typing import Any

import pytest

from crawler.normalize.article import clean_article
from crawler.record.items import Article, Author, Block, Correction, Image

URL = "https://daily.example/1"
DIRTY, CLEAN = " Old\u200b  pier ", "Old pier"


@pytest.mark.parametrize(
    ("fields", "name", "expected"),
    [
        ({"headline": DIRTY}, "headline", CLEAN),
        ({"headline": " \u200b"}, "headline", None),
        ({"keywords": [DIRTY, " ", "sea"]}, "keywords", [CLEAN, "sea"]),
        ({"authors": [Author(DIRTY), Author(" \u200b")]}, "authors", [Author(CLEAN)]),
        ({"authors": [Author("Ann", job_title=DIRTY)]}, "authors", [Author("Ann", job_title=CLEAN)]),
        ({"corrections": [Correction(DIRTY), Correction("\u200b ")]}, "corrections", [Correction(CLEAN)]),
        ({"images": [Image(URL, caption=DIRTY)]}, "images", [Image(URL, caption=CLEAN)]),
        ({"body_hash": DIRTY, "headline": DIRTY}, "body_hash", DIRTY),
        ({"blocks": [Block("paragraph", text=DIRTY)]}, "blocks", [Block("paragraph", text=CLEAN)]),
        ({"blocks": [Block("paragraph", text="a"), Block("paragraph", text=" ")]}, "blocks", [Block("paragraph", text="a")]),
        ({"blocks": [Block("code", text="a\n  b")]}, "blocks", [Block("code", text="a\n  b")]),
        ({"blocks": [Block("code", text="a \n\tb  c")]}, "blocks", [Block("code", text="a\n\tb  c")]),
        ({"blocks": [Block("code", text="a \n\tb"), Block("list", items=["c"])]}, "blocks", [Block("code", text="a\n\tb"), Block("list", items=["c"])]),
        ({"blocks": [Block("paragraph", text="a"), Block("paragraph", text=" b")]}, "blocks", [Block("paragraph", text="a"), Block("paragraph", text="b")]),
        ({"blocks": [Block("paragraph", text="a\n b")]}, "blocks", [Block("paragraph", text="a\nb")]),
        ({"blocks": [Block("image", image=0), Block("paragraph", text="a")]}, "blocks", [Block("image", image=0), Block("paragraph", text="a")]),
        ({"headline": "a", "description": " b"}, "description", "b"),
        ({"headline": DIRTY, "authors": [Author("Ann")]}, "headline", CLEAN),
        ({"headline": "a", "images": [Image(URL, caption=DIRTY)]}, "images", [Image(URL, caption=CLEAN)]),
        ({"headline": DIRTY, "keywords": ["a"]}, "headline", CLEAN),
        ({"headline": "a", "keywords": [DIRTY]}, "keywords", [CLEAN]),
        ({"headline": DIRTY, "keywords": []}, "keywords", []),
        ({"headline": DIRTY, "images": [Image(f"{URL}?a=b  c", caption="a", role="lead")]}, "images", [Image(f"{URL}?a=b  c", caption="a", role="lead")]),
        ({"headline": DIRTY, "in_language": " en"}, "in_language", " en"),
        ({"blocks": [Block("list", items=[DIRTY, " "])]}, "blocks", [Block("list", items=[CLEAN])]),
        ({"blocks": [Block("list", items=[" "])]}, "blocks", []),
        ({"blocks": [Block("table", rows=[[DIRTY, ""]])]}, "blocks", [Block("table", rows=[[CLEAN, ""]])]),
        ({"blocks": [Block("table", rows=[])]}, "blocks", []),
        ({"blocks": [Block("quote", text="a", cite=DIRTY)]}, "blocks", [Block("quote", text="a", cite=CLEAN)]),
        ({"blocks": [Block("quote", text="a", cite=" ")]}, "blocks", [Block("quote", text="a")]),
        ({"blocks": [Block("image", image=0)]}, "blocks", [Block("image", image=0)]),
    ],
)  # fmt: skip
def test_clean_article(fields: dict[str, Any], name: str, expected: Any) -> None:
    article = Article(URL, URL, **fields)
    assert clean_article(article) is article
    assert getattr(article, name) == expected
