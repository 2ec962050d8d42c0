"""Evidence for pictures, and what it weighs."""

from __future__ import annotations

import pytest

from crawler.extract.images.read import find_candidates
from crawler.extract.images.weights import BIAS, load, odds
from tests.figurepages import body_of, page_of

OG = "<meta property=og:image content=https://daily.example/up/bridge.jpg>"


def evidence_of(head: str = "", **markup: str) -> dict[str, float]:
    page = page_of(head=head, **markup)
    (evidence,) = find_candidates(page, body_of(page)).evidence()
    return evidence


@pytest.mark.parametrize(
    ("place", "markup", "name", "expected"),
    [
        ("inline", "<img src=/a.jpg>", "inside", 1),
        ("lead", "<img src=/a.jpg>", "before", 1),
        ("below", "<img src=/a.jpg>", "end", 1),
        ("above", "<img src=/a.jpg>", "above", 1),
        ("lead", "<img src=/a.jpg>", "above", 0),
        ("inline", "<img src=/a.jpg>", "unsized", 1),
        ("inline", "<img src=/a.jpg width=60>", "icon", 1),
        ("inline", "<img src=/a.jpg width=61>", "portrait", 1),
        ("inline", "<img src=/a.jpg width=150>", "portrait", 1),
        ("inline", "<img src=/a.jpg width=151>", "medium", 1),
        ("inline", "<img src=/a.jpg width=399>", "medium", 1),
        ("inline", "<img src=/a.jpg width=400>", "large", 1),
        ("inline", "<img src=/a.PNG>", "png", 1),
        ("inline", "<img src=/a.png.jpg>", "png", 0),
        ("inline", "<img src=/2024.jpg>", "numbered", 1),
        ("inline", "<img src=/202.jpg>", "numbered", 0),
        ("inline", "<img src=/a.jpg style='display: none'>", "hidden", 1),
        ("inline", "<img src=/a.jpg hidden>", "hidden", 1),
        ("inline", "<div><div><img src=/a.jpg></div></div>", "depth", 2),
        ("inline", "<img src=/a.jpg>", "away", 0),
        ("above", "<img src=/a.jpg>", "away", 2),
        ("inline", "<a href=/other><img src=/a.jpg></a>", "link_here", 1),
        ("inline", "<a href=https://other.example/><img src=/a.jpg></a>", "link_abroad", 1),
        ("inline", "<a href=/b.jpg><img src=/a.jpg></a>", "link_file", 1),
        ("inline", "<a href=/b.jpg><img src=/a.jpg></a>", "link_here", 0),
        ("inline", "<img src=/a.jpg alt='The bridge closed'>", "alt_in_headline", 1),
        ("inline", "<img src=/a.jpg alt='Bridge engineers'>", "alt_in_headline", 0.5),
        ("inline", "<a href=/news/harbour-bridge/pier><img src=/a.jpg></a>", "link_here", 0),
        ("inline", "<a href=/news/><img src=/a.jpg></a>", "link_here", 1),
        ("inline", "<a href=/other rel='attachment wp-att-7'><img src=/a.jpg></a>", "link_here", 0),
        ("inline", "<img src=/a-900.jpg data-full-url=/a.jpg srcset='/a-900.jpg 900w'>", "large", 1),
        ("inline", "<img src=/s.jpg data-full-url=/a.jpg>", "link_file", 1),
        (
            "inline",
            "<figure><img src=/a.jpg><figcaption>A pier. Foto: dpa</figcaption></figure>",
            "caption_credited",
            1,
        ),
        ("inline", "<figure><img src=/a.jpg><figcaption>A pier.</figcaption></figure>", "caption_credited", 0),
        ("inline", "<img src=/up/logo.jpg>", "drawn", 1),
        ("inline", "<figure><img src=/a.jpg><figcaption>A pier.</figcaption></figure>", "marked_caption", 1),
        ("inline", "<figure><img src=/a.jpg><figcaption>A pier.</figcaption></figure>", "inside_own_marked", 1),
        ("inline", "<div class=related><img src=/a.jpg></div>", "inside_own", 0),
    ],
)
def test_evidence(place: str, markup: str, name: str, expected: float) -> None:
    head = "<meta property=og:title content='Bridge closed'>"
    assert evidence_of(head, **{place: markup})[name] == expected


@pytest.mark.parametrize(("url", "named", "others"), [("/up/bridge.jpg", 1, 0), ("/up/pillar.jpg", 0, 1)])
def test_named_by_the_metadata(url: str, named: int, others: int) -> None:
    found = evidence_of(OG, inline=f"<img src={url}>")
    assert (found["named"], found["others_named"]) == (named, others)


def test_every_piece_of_evidence_has_a_weight() -> None:
    assert {*evidence_of(inline="<img src=/a.jpg>"), BIAS} == load().keys()


def test_weighing() -> None:
    assert odds({"a": 2.0, "b": False}, {BIAS: -1.0, "a": 0.75, "b": 9.0}) == 0.5
