"""The authors of a page's data against those of its byline."""

from __future__ import annotations

import json

import pytest

from tests.records import record_of

PROSE = (
    "<p>The ferry left the old pier at dawn on Thursday with eleven passengers, two dogs and a piano on its deck.</p>"
    * 3
)
_PAGE = """<html><head><script type="application/ld+json">
{{"@type": "NewsArticle", "headline": "The ferry sails again", "author": {{"@type": "Person", "name": "Tom Birch"}}}}</script>
</head><body><article><h1>The ferry sails again</h1>{near}{prose}</article>{behind}</body></html>"""


@pytest.mark.parametrize(
    ("near", "behind", "expected"),
    [
        ("<p class=byline>By Ann Lee</p>", "", ["Ann Lee"]),
        ("<p class=byline>Ann Lee</p>", "", ["Ann Lee"]),
        ("<p class=byline>By Ann Lee</p>", "<script>author = 'Tom Birch'</script>", ["Ann Lee"]),
        ("<p class=byline>By Ann Lee</p>", "<p>Tom BIRCH writes about ships.</p>", ["Tom Birch"]),
        ("<p class=byline>By Ann Lee and Tom Birch</p>", "", ["Ann Lee", "Tom Birch"]),
        ("", "", ["Tom Birch"]),
    ],
)
def test_an_author_of_the_data_who_is_nowhere_on_the_page(near: str, behind: str, expected: list[str]) -> None:
    html = _PAGE.format(near=near, behind=behind, prose=PROSE)
    assert [author["name"] for author in record_of(html)["authors"]] == expected


@pytest.mark.parametrize(
    ("authors", "expected"),
    [
        (["Old Harbour", "Ann Lee"], ["Ann Lee"]),
        (["Old Harbour Gaze", "Ann Lee"], ["Ann Lee"]),
        (["Gazetteer Plus", "Ann Lee"], ["Ann Lee"]),
        (["Qwert Plus", "Ann Lee"], ["Qwert Plus", "Ann Lee"]),
        (["Old", "Ann Lee"], ["Old", "Ann Lee"]),
        (["Ann Gazetteer", "Tom Birch"], ["Ann Gazetteer", "Tom Birch"]),
        (["Old Harbour"], ["Old Harbour"]),
    ],
)
def test_parts_of_the_name_of_the_outlet(authors: list[str], expected: list[str]) -> None:
    node = {
        "@type": "NewsArticle",
        "headline": "The ferry sails again",
        "author": [{"@type": "Person", "name": name} for name in authors],
        "publisher": {"@type": "Organization", "name": "Old Harbour Gazette"},
    }
    html = f"""<html><script type="application/ld+json">{json.dumps(node)}</script>
    <article><h1>The ferry sails again</h1>{PROSE}</article>"""
    names = [author["name"] for author in record_of(html, "https://gazetteer.example/ferry")["authors"]]
    assert names == expected


@pytest.mark.parametrize(
    ("host", "byline", "expected"),
    [
        ("harbourcat.wordpress.com", "<p class=byline>by harbourcat</p>", ["harbourcat"]),
        ("harbourcat.blogspot.co.uk", "<p class=byline>by harbourcat</p>", ["harbourcat"]),
        ("harbourcat.example", "<p class=byline>by harbourcat</p>", []),
        ("daily.example", "<p>by <a rel=author href='/author/admin/'>admin</a></p>", []),
    ],
)
def test_accounts_of_bloggers(host: str, byline: str, expected: list[str]) -> None:
    html = f"<html><body><article><h1>The ferry sails again</h1>{byline}{PROSE}</article></body></html>"
    names = [author["name"] for author in record_of(html, f"https://{host}/2026/04/02/story")["authors"]]
    assert names == expected
