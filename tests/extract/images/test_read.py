from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extract.document.page import parse
from crawler.extract.images import read_images
from tests.figurepages import URL, body_of, figures_of

FIGURE = "<figure><img src=/up/bridge.jpg width=800><figcaption>The bridge. <span class=credit>J. Doe</span></figcaption></figure>"
OG = "<meta property=og:image content=https://daily.example/up/bridge-1200x630.jpg>"


def urls(**markup: str) -> list[str]:
    return [f.image.url.removeprefix("https://daily.example") for f in figures_of(**markup)]


@pytest.mark.parametrize(
    ("place", "markup", "expected"),
    [
        ("lead", FIGURE, ["/up/bridge.jpg"]),
        ("lead", "<img src=/up/bridge.jpg width=900 height=600>", ["/up/bridge.jpg"]),
        ("lead", "<div><img src=/up/bridge.jpg></div>", ["/up/bridge.jpg"]),
        ("lead", "<div><img src=/up/logo.png width=60></div>", []),
        (
            "inline",
            "<img data-srcset='/up/bridge.jpg?resize=200 200w, /up/bridge.jpg?resize=1200 1200w' width=1763>"
            "<noscript><img src='/up/bridge.jpg?resize=200' width=1763></noscript>",
            ["/up/bridge.jpg?resize=1200"],
        ),
        ("inline", "<img src=/up/bridge.jpg>", ["/up/bridge.jpg"]),
        ("inline", "<a href=/up/large.jpg><img src=/up/bridge.jpg></a>", ["/up/large.jpg"]),
        ("inline", "<a href=/other><figure><img src=/up/o.jpg><figcaption>Other</figcaption></figure></a>", []),
        ("above", FIGURE, ["/up/bridge.jpg"]),
        ("below", FIGURE, ["/up/bridge.jpg"]),
        ("inline", f"<div class=ui-modal>{FIGURE}</div>", ["/up/bridge.jpg"]),
        (
            "inline",
            "<div class=gallery><a href=/up/g.jpg><img src=/up/g-150x150.jpg width=150></a></div>",
            ["/up/g.jpg"],
        ),
        (
            "inline",
            "<figure><img src=/up/a.jpg><figcaption>The old bridge and its <a href=/b>pillars</a>.</figcaption></figure>",
            ["/up/a.jpg"],
        ),
        (
            "inline",
            "<figure><img src=/a.jpg><figcaption><a href=//u.example>Photo: J. Doe</a></figcaption></figure>",
            ["/a.jpg"],
        ),
        # not the article's
        ("above", "<header><a href=/><img src=/up/daily.png width=300></a></header>", []),
        ("above", "<img src=/up/banner.jpg width=900>", []),
        ("lead", "<div class=author><img src=/up/jane.jpg width=140></div>", []),
        ("lead", "<img src=/up/jane.jpg width=64 height=64>", []),
        ("inline", "<img src=/t.gif?x=1 width=1 height=1>", []),
        ("inline", "<a href=/other-story><img src=/up/other.jpg></a>", []),
        ("inline", "<div class=related><img src=/up/other.jpg></div>", []),
        ("inline", "<div><img src=/up/other.jpg><h3><a href=/other-story>Another story</a></h3></div>", []),
        ("inline", "<iframe src=/embed/1></iframe>", []),
        ("below", "<img src=/up/other.jpg width=900>", []),
        ("below", "<aside><figure><img src=/up/o.jpg><figcaption>Other</figcaption></figure></aside>", []),
        ("below", f"<article>{FIGURE}</article>", []),
        ("below", "<footer><figure><img src=/up/o.jpg><figcaption>Us</figcaption></figure></footer>", []),
    ],
)
def test_which_pictures(place: str, markup: str, expected: list[str]) -> None:
    assert urls(**{place: markup}) == expected


def test_lead_of_the_metadata_is_merged_with_its_rendition() -> None:
    (figure,) = figures_of(lead="<div class=author-box><img src=/up/bridge-300x200.jpg></div>", head=OG)
    assert (figure.image.url, figure.image.role) == ("https://daily.example/up/bridge-300x200.jpg", "lead")


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<img src=/h/s_300x.jpg><noscript><img src=/big/9.jpg width=900></noscript>", 1),
        ("<noscript><img src=/big/9.jpg width=900></noscript><img src=/h/s_300x.jpg>", 1),
        ("<img src=/h/s_300x.jpg><p>Text.</p><noscript><img src=/big/9.jpg width=900></noscript>", 2),
    ],
)
def test_a_picture_without_scripts_is_the_one_beside_it(markup: str, expected: int) -> None:
    assert len(urls(inline=f"<figure>{markup}</figure>")) == expected


def test_one_image_per_picture() -> None:
    twins = (
        "<figure><img src='data:image/gif;base64,R0' data-src=/up/bridge-600x400.jpg>"
        "<noscript><img src=/up/bridge-300x200.jpg></noscript><figcaption>The bridge.</figcaption></figure>"
    )
    (figure,) = figures_of(inline=twins + "<img src=/up/bridge-1200x800.jpg>")
    assert (figure.image.url, figure.image.width) == ("https://daily.example/up/bridge-1200x800.jpg", 1200)
    assert figure.image.caption == "The bridge."


def test_roles_and_places() -> None:
    gallery = "<div class=gallery><img src=/up/alpha.jpg><img src=/up/omega.jpg></div>"
    images = figures_of(lead=FIGURE, inline="<img src=/up/pillar.jpg>" + gallery)
    assert [(f.image.role, f.after) for f in images] == [("lead", 0), ("inline", 1), ("gallery", 1), ("gallery", 1)]


def test_picture_only_in_the_metadata() -> None:
    data = (
        '{"@context":"https://schema.org","@type":"NewsArticle","headline":"Bridge closed","image":{"url":"/up/b.jpg"}}'
    )
    (figure,) = figures_of(head=f"<script type=application/ld+json>{data}</script>")
    assert (figure.image.url, figure.image.role, figure.words) == ("https://daily.example/up/b.jpg", "lead", [])


def test_no_text_at_all() -> None:
    page = parse(f"<html><body><h1>Bridge</h1>{FIGURE}</body></html>", URL)
    body = body_of(page)
    assert body.pieces == []
    assert [f.image.caption for f in read_images(page, body)] == ["The bridge."]


@given(st.text(alphabet="<>/ ='\"abfigurecaptionimgsrcp{}[],0123 ", max_size=120))
def test_never_raises(markup: str) -> None:
    for place in ("lead", "inline", "below"):
        assert isinstance(figures_of(**{place: markup}), list)
