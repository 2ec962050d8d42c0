"""crawler.extract.images.embedded_captions: captions and credits that only the page's data tell."""

from __future__ import annotations

import json
from typing import Any

import pytest

from crawler.extract.embedded import states
from tests.figurepages import figures_of

PICTURE = "<img src='/i/pier-6712345.jpg' width=900 alt='A pier'>"
CREDITS = {"by": [{"name": "Jo Li"}], "affiliation": [{"name": "AFP"}]}
IMAGE = {"url": "/i/pier-6712345.jpg", "caption": "The old pier was closed.", "credits": CREDITS}
PADDING = {"padding": "x" * 400}
"""States are no shorter."""


def next_data(image: dict[str, Any]) -> str:
    return (
        f"<script id=__NEXT_DATA__ type='application/json'>{json.dumps({'page': {'lead': image}, **PADDING})}</script>"
    )


def flight(image: dict[str, Any]) -> str:
    row = "1:" + json.dumps({"lead": image, **PADDING}) + "\n"
    return f"<script>self.__next_f.push({json.dumps([1, row])})</script>"


def fusion(image: dict[str, Any]) -> str:
    return f"<script>window.Fusion=window.Fusion||{{}};Fusion.globalContent={json.dumps({'lead': image, **PADDING})};</script>"


def json_ld(*nodes: dict[str, Any]) -> str:
    return f"<script type='application/ld+json'>{json.dumps({'@graph': list(nodes)})}</script>"


@pytest.mark.parametrize("head", [next_data, flight, fusion])
def test_words_of_the_state(head: Any) -> None:
    (figure,) = figures_of(PICTURE, head=head(IMAGE))
    assert (figure.image.caption, figure.image.credit_text) == ("The old pier was closed.", "Jo Li / AFP")


@pytest.mark.parametrize(
    ("image", "markup"),
    [
        (IMAGE | {"url": "/i/other-8888888.jpg"}, PICTURE),
        ({"url": IMAGE["url"], "caption": "A pier"}, PICTURE),
        ({"url": IMAGE["url"], "title": "The old pier was closed."}, PICTURE),
    ],
)
def test_what_the_state_says_of_others_or_repeats(image: dict[str, Any], markup: str) -> None:
    (figure,) = figures_of(markup, head=next_data(image))
    assert (figure.image.caption, figure.image.credit_text) == (None, None)


def test_words_on_the_page_are_believed() -> None:
    shown = f"<figure>{PICTURE}<figcaption>Shown.</figcaption></figure>"
    (figure,) = figures_of(shown, head=next_data(IMAGE))
    assert (figure.image.caption, figure.image.credit_text) == ("Shown.", None)


def test_state_is_left_alone_where_pictures_have_words(monkeypatch: pytest.MonkeyPatch) -> None:
    read = []
    monkeypatch.setattr(
        "crawler.extract.images.embedded_captions.states", lambda *args: read.append(args) or states(*args)
    )
    shown = "<figure><img src='/i/boat-1234567.jpg' width=900><figcaption>Shown.</figcaption></figure>"
    figures_of(shown + PICTURE, head=next_data(IMAGE))
    assert not read
    figures_of(PICTURE, head=next_data(IMAGE))
    assert len(read) == 1


@pytest.mark.parametrize("name", ["og:image", "twitter:image"])
def test_lead_of_a_page_without_elements(name: str) -> None:
    meta = f"<meta property='{name}' content='/i/1200/pier-6712345.jpg'>"
    (figure,) = figures_of(head=meta + next_data(IMAGE))
    assert figure.image.role == "lead"
    assert (figure.image.caption, figure.image.credit_text) == ("The old pier was closed.", "Jo Li / AFP")
    assert figures_of(head=meta) == []
    assert figures_of(head=next_data(IMAGE)) == []


@pytest.mark.parametrize(
    ("node", "caption", "credit"),
    [
        ({"caption": "The old pier.", "creditText": "Jo Li/AFP"}, "The old pier.", "Jo Li/AFP"),
        ({"caption": "The old pier. Photo: Jo Li/AFP"}, "The old pier. Photo: Jo Li/AFP", None),
        ({"creator": {"@type": "Person", "name": "Jo Li"}}, None, "Jo Li"),
        ({"copyrightNotice": "© Jo Li"}, None, "© Jo Li"),
        ({"caption": "The old pier"}, None, None),
        ({"caption": "A pier", "creditText": "AFP"}, None, "AFP"),
        ({"name": "The old pier", "creditText": ""}, None, None),
    ],
)
@pytest.mark.parametrize("apart", [True, False])
def test_json_ld(node: dict[str, Any], caption: str | None, credit: str | None, apart: bool) -> None:
    picture = {"@type": "ImageObject", "contentUrl": "/i/pier-6712345.jpg", **node}
    article = {"@type": "NewsArticle", "headline": "Bridge closed"}
    nodes = [article, picture] if apart else [article | {"image": picture}]
    (figure,) = figures_of(PICTURE, head=json_ld(*nodes))
    assert (figure.image.caption, figure.image.credit_text) == (caption, credit)


@pytest.mark.parametrize(
    ("metas", "caption", "credit"),
    [
        ({"caption": "The old pier.", "creditText": "Jo Li/AFP"}, "The old pier.", "Jo Li/AFP"),
        ({"copyrightHolder": "AFP", "author": "Jo Li"}, None, "Jo Li"),
        ({"url": "/i/pier.jpg", "width": "900"}, None, None),
    ],
)
def test_microdata(metas: dict[str, str], caption: str | None, credit: str | None) -> None:
    said = "".join(f"<meta itemprop={name} content='{value}'>" for name, value in metas.items())
    item = f"<div itemprop=image itemscope itemtype='https://schema.org/ImageObject'>{PICTURE}{said}</div>"
    (figure,) = figures_of(item)
    assert (figure.image.caption, figure.image.credit_text) == (caption, credit)
