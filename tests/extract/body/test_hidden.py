"""Text that a page holds and does not show."""

from __future__ import annotations

import pytest

from crawler.extract.body.hidden import hidden_places, hides
from crawler.extract.body.walk import walk
from crawler.extract.document.page import parse

TEXT = "<p>The harbour council voted on Tuesday to keep the old pier open.</p>"


@pytest.mark.parametrize(
    ("names", "hidden"),
    [
        ("sr-only", True),
        ("label visually-hidden", True),
        ("screen-reader-text", True),
        ("is-hidden", True),
        ("d-none", True),
        ("d-none d-md-block", False),
        ("hidden lg:flex", False),
        ("sr-only sr-only-focusable", False),
        ("rollover-people-block", True),
        ("rollover-people", False),
        ("tooltip-text", True),
        ("tooltip", False),
        ("onetrust-pc-sdk", True),
        ("pc-policy-text", True),
        ("cmp-banner", True),
        ("cmplz-message", True),
        ("cmp-text cmp-container", False),
        ("cookie-recipe", False),
        ("hidden-gems", False),
        ("unhidden", False),
        ("", False),
    ],
)
def test_hides(names: str, hidden: bool) -> None:
    assert hides(names) is hidden


@pytest.mark.parametrize(
    ("html", "places"),
    [
        (f"{TEXT}<p hidden>no</p>", {1}),
        (f"{TEXT}<p hidden=until-found>yes</p>", set()),
        (f"{TEXT}<div hidden><section><p>no</p></section></div>", {1}),
        (f"{TEXT}<div style='Display : none'>no</div><div style='display:flex'>yes</div>", {1}),
        (f"{TEXT}<div style='visibility:hidden'>no</div>", {1}),
        (f"{TEXT}<div aria-hidden=true>no</div><div aria-hidden=false>yes</div>", {1}),
        (f"{TEXT}<div class='promo hide'>no</div>", {1}),
        # Opened by a click.
        (f"{TEXT}<div class=accordion-content hidden>yes</div>", set()),
        (f"{TEXT}<div role=tabpanel style='display:none'>yes</div>", set()),
        (f"{TEXT}<div id=faq-1 aria-hidden=true>yes</div>", set()),
        (f"{TEXT}<button>All</button><div hidden>yes</div>", set()),
        (f"{TEXT}<h3 aria-expanded=false>All</h3><div hidden>yes</div>", set()),
        (f"{TEXT}<h3>All</h3><div hidden>no</div>", {2}),
        # Most of the text: a script shows it.
        (f"<p>Short.</p><div hidden>{TEXT}</div>", set()),
        ("", set()),
    ],
)
def test_hidden_places(html: str, places: set[int]) -> None:
    text_blocks = walk(parse(f"<html><body>{html}</body></html>", "https://daily.example/1").root).text_blocks
    assert hidden_places(text_blocks, range(len(text_blocks))) == places


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>a <span class=sr-only>opens in a new tab</span> b</p>", "a b"),
        ("<p>a <span hidden>no</span> b</p>", "a b"),
        ("<p>a <span style='display:none'>no</span> b <span style='color:red'>c</span></p>", "a b c"),
        ("<p>Ann <span class=rollover-block>Ann Lee <a href=/1>Old news</a></span> said</p>", "Ann said"),
    ],
)
def test_hidden_words_of_a_line(html: str, text: str) -> None:
    [text_block] = walk(parse(f"<html><body>{html}</body></html>", "https://daily.example/1").root).text_blocks
    assert (text_block.text, text_block.links) == (text, 0)
