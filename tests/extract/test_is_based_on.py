"""Stories that are another publisher's, as pages say in their data, by their canonical address and in words."""

from __future__ import annotations

import json

import pytest

from crawler.extract.is_based_on import is_elsewhere
from tests.records import record_of

URL = "https://www.daily.example/2026/ferry"
PROSE = "".join(
    f"<p>{n}. The ferry left the old pier at dawn on Thursday with eleven passengers, two dogs and a piano on its deck.</p>"
    for n in range(5)
)
LINK = "<a href='https://wire.example/ferry'>{}</a>"


def based_on(head: str = "", foot: str = "", url: str = URL) -> tuple[str | None, str | None]:
    html = f"<html><head>{head}</head><body><article><h1>The ferry</h1>{PROSE}{foot}</article></body></html>"
    record = record_of(html, url)
    return record["is_based_on"], record["provenance"].get("is_based_on")


def ld(**fields: object) -> str:
    return f"<script type='application/ld+json'>{json.dumps({'@type': 'NewsArticle', 'headline': 'The ferry'} | fields)}</script>"


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (ld(isBasedOn="https://wire.example/ferry"), ("https://wire.example/ferry", "json-ld")),
        (
            ld(isBasedOn={"@type": "NewsArticle", "url": "https://wire.example/ferry"}),
            ("https://wire.example/ferry", "json-ld"),
        ),
        (ld(isBasedOn=["/own", {"@id": "https://wire.example/ferry"}]), ("https://wire.example/ferry", "json-ld")),
        ("<meta name=syndication-source content='https://wire.example/ferry'>", ("https://wire.example/ferry", "meta")),
        ("<link rel=canonical href='https://wire.example/ferry'>", ("https://wire.example/ferry", "dom")),
        ("<link rel=canonical href='https://m.daily.example/ferry'>", (None, None)),
        ("<link rel=canonical href='https://www.daily.example/ferry'>", (None, None)),
        (ld(isBasedOn="nowhere"), (None, None)),
    ],
)
def test_what_the_data_say(head: str, expected: tuple[str | None, str | None]) -> None:
    assert based_on(head) == expected


@pytest.mark.parametrize(
    "words",
    """This article was originally published on {}.|It first appeared in {}.|Republished with permission of {}.
Dieser Text ist zuerst erschienen bei {}.|Zum Original: {}|Cet article a été initialement publié sur {}.|Lire l’article original : {}
Este artículo fue publicado originalmente en {}.|Este artigo foi publicado originalmente em {}.|Leggi l’articolo originale: {}
Dit artikel is oorspronkelijk verschenen in {}.|Artikeln är ursprungligen publicerad i {}.|Saken er opprinnelig publisert i {}.
Artykuł ukazał się pierwotnie w {}.|Оригинал статьи: {}|İlk olarak yayımlandı: {}|Artikel asli: {}|المقال الأصلي: {}|原文链接：{}
元記事：{}|원문 보기: {}|पूरा मूल लेख: {}""".replace("\n", "|").split("|"),
)
def test_what_the_page_tells(words: str) -> None:
    link = LINK.format("The Wire")
    assert based_on(foot=f"<p>{words.format(link)}</p>") == ("https://wire.example/ferry", "dom")
    assert based_on(foot=f"<p>{words.format('The Wire')}</p>") == (None, None)


@pytest.mark.parametrize(
    "foot",
    [
        f"<p>Read more at {LINK.format('The Wire')}.</p>",
        "<p>This article was originally published on <a href='https://wire.example/'>The Wire</a>.</p>",
        "<p>Originally published by <a href='/about'>us</a>, share on <a href='https://x.com/a'>X</a>.</p>",
        f"<p>{'The paper was first published in 1890 and has been read ever since on the islands. ' * 6}{LINK.format('x')}</p>",
        f"<p>The pier was built by {LINK.format('The Wire')}.</p>",
    ],
)
def test_other_links(foot: str) -> None:
    assert based_on(foot=foot) == (None, None)


NOTE = (
    "<p>The story of the ferry and its dogs was originally published by <a href='https://wire.example/ferry'>The Wire"
    "</a> on Monday, and the people of the old harbour have told it to one another ever since that day.</p>"
)


@pytest.mark.parametrize(("before", "is_read"), [(0, True), (1, True), (2, False), (6, False), (7, True), (9, True)])
def test_notes_within_the_text(before: int, is_read: bool) -> None:
    """One that reads as part of the text is a note among its first two or last three blocks."""
    paragraphs = [f"<p>{n}. The ferry left the old pier at dawn with eleven people and a piano.</p>" for n in range(9)]
    text = "".join([*paragraphs[:before], NOTE, *paragraphs[before:]])
    html = f"<html><body><article><h1>The ferry</h1>{text}</article></body></html>"
    assert record_of(html, URL)["is_based_on"] == ("https://wire.example/ferry" if is_read else None)


def test_a_cache_keeps_what_is_anothers() -> None:
    head = "<link rel=canonical href='https://wire.example/ferry'>"
    assert based_on(head, url="https://daily-example.cdn.ampproject.org/c/s/daily.example/1") == (None, None)


@pytest.mark.parametrize(
    ("url", "other", "expected"),
    [
        ("https://news.bbc.co.uk/1", "https://www.bbc.co.uk/1", False),
        ("https://economictimes.indiatimes.com/1", "https://m.economictimes.com/1", False),
        ("https://morgenpost.example/1", "https://waz.example.org/1", True),
        ("https://daily.example/1", "http://[", True),
    ],
)
def test_elsewhere(url: str, other: str, expected: bool) -> None:
    assert is_elsewhere(url, other) is expected
