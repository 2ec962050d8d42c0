"""Credits that stand away from their picture."""

from __future__ import annotations

import json

import pytest

from crawler.extract.document.page import parse
from crawler.extract.read import extract
from crawler.normalize.pipeline import clean
from crawler.record.items import Article

TEXT = (
    "The ferry between Saltmere and the outer islands will sail again from Monday, two winters after the old landing "
    "stage was closed because its timbers had rotted through, the harbour board said."
)
PICTURE = '<figure><img src="https://p.example/{0}.jpg" width="1100" height="700">{1}</figure>'
CAPTION = "<figcaption>The ferry at the stage.</figcaption>"


def read(inside: str = "", below: str = "", head: str = "") -> Article:
    """The article of a page with two pictures, the second credited where ``inside`` says so."""
    body = (
        f"<h1>Ferry runs again</h1>{PICTURE.format('one', CAPTION)}<div><p>{TEXT}</p><p>{TEXT[4:]}</p>"
        f"{PICTURE.format('two', inside)}<p>{TEXT[8:]}</p><p>{TEXT[12:]}</p></div><section>{below}</section>"
    )
    html = f"<html><head><title>Ferry</title>{head}</head><body><main><article>{body}</article></main></body></html>"
    return clean(extract(parse(html, "https://saltmere.example/ferry")))


def creators(article: Article) -> list[list[str]]:
    return [image.creators for image in article.images]


@pytest.mark.parametrize(
    "line, expected",
    [
        ("Photos by Nora Whitlock", [["Nora Whitlock"], ["Nora Whitlock"]]),
        ("Bildnachweis: Nora Whitlock", [["Nora Whitlock"], ["Nora Whitlock"]]),
        ("Crédits photos : Nora Whitlock", [["Nora Whitlock"], ["Nora Whitlock"]]),
        ("Titelbild: Nora Whitlock", [["Nora Whitlock"], []]),
        ("Featured image: Nora Whitlock/AFP", [["Nora Whitlock"], []]),
        ("Photos by Nora Whitlock were shown in Rome, where they were liked by all who saw them.", [[], []]),
        ("Titelbild mit Nora Whitlock", [[], []]),
        ("Titelbilder: Nora Whitlock", [[], []]),
    ],
)
def test_line_below_the_article(line: str, expected: list[list[str]]) -> None:
    assert creators(read(below=f"<p><small>{line}</small></p>")) == expected


@pytest.mark.parametrize(
    "below, expected",
    [
        ("<div class=image-copyright>Nora Whitlock/AFP</div>", [["Nora Whitlock"], []]),
        ("<p class=copyright>Nora Whitlock/AFP</p>", [[], []]),
        ("<aside><div class=image-copyright>Nora Whitlock/AFP</div></aside>", [[], []]),
        ("<div class=image-copyright>All about Nora Whitlock and her work in Rome</div>", [[], []]),
        ("<p class=photo-credit>Nora Whitlock/AFP</p><p class=photo-credit>Jane Doe/AFP</p>", [[], []]),
    ],
)
def test_line_that_class_names_mark(below: str, expected: list[list[str]]) -> None:
    assert creators(read(below=below)) == expected


def test_line_leaves_the_body() -> None:
    article = read(below="<p>Photos by Nora Whitlock</p>")
    assert "Whitlock" not in article.article_body


def test_credited_picture_keeps_its_own() -> None:
    article = read(inside="<figcaption>A gull. (AP Photo/Jane Doe)</figcaption>", below="<p>Fotos: Nora Whitlock</p>")
    assert creators(article) == [["Nora Whitlock"], ["Jane Doe"]]


@pytest.mark.parametrize(
    "below",
    [
        "<p>Photos by Nora Whitlock</p><p>Photos by Jane Doe</p>",
        "<aside><p>Photos by Nora Whitlock</p></aside>",
        "<ul><li><a href='/x'>Photos by Nora Whitlock</a></li><li><a href='/y'>Photos by Jane Doe</a></li></ul>",
    ],
)
def test_line_that_may_be_of_others(below: str) -> None:
    assert creators(read(below=below)) == [[], []]


def test_json_ld_beside_a_caption_of_the_page() -> None:
    picture = {"@type": "ImageObject", "url": "https://p.example/one.jpg", "creditText": "Nora Whitlock"}
    data = json.dumps({"@type": "NewsArticle", "headline": "Ferry runs again", "image": picture})
    article = read(head=f'<script type="application/ld+json">{data}</script>')
    assert creators(article) == [["Nora Whitlock"], []]
    assert article.images[0].caption == "The ferry at the stage."
