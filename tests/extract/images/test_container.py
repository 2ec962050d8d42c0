"""How far around an image its words are sought."""

from __future__ import annotations

import pytest
from lxml import html

from crawler.extract.images.class_vocabulary import Kinds
from crawler.extract.images.container_texts import read_container


class Limits:
    """A page without other pictures and text, unless they are given."""

    def __init__(self, others: set[html.HtmlElement] | None = None) -> None:
        self.others = others or set()
        self.kinds = Kinds()

    def text(self, element: html.HtmlElement) -> bool:
        return False


def words(markup: str) -> list[str]:
    root = html.fromstring(f"<html><body>{markup}</body></html>")
    first, *others = root.iter("img")
    return [s.text for s in read_container(first, frozenset(), Limits({*others}), lambda _: False).segments]


@pytest.mark.parametrize(("depth", "found"), [(1, ["The pier."]), (6, ["The pier."]), (7, [])])
def test_words_are_sought_seven_levels_up(depth: int, found: list[str]) -> None:
    image = "<div>" * depth + "<img src=a.jpg>" + "</div>" * depth
    assert words(f"<section><div>{image}<span>The pier.</span></div></section>") == found


@pytest.mark.parametrize(
    ("other", "found"),
    [
        ("<noscript><img src=b.jpg></noscript>", ["The pier."]),
        ("<template><div><img src=b.jpg></div></template>", ["The pier."]),
        ("<div><img src=b.jpg></div>", []),
    ],
)
def test_a_hidden_picture_is_no_other(other: str, found: list[str]) -> None:
    assert words(f"<section><div><img src=a.jpg>{other}<span>The pier.</span></div></section>") == found
