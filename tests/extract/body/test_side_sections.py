"""Comments, forms, dialogs, teasers and embedded posts beside an article."""

from __future__ import annotations

import pytest

from crawler.extract.body.side_sections import without_side_sections
from crawler.extract.body.walk import walk
from crawler.extract.document.page import parse

TEXT = f"<p>{'a' * 200}</p>"


@pytest.mark.parametrize(
    ("html", "odds", "kept"),
    [
        (f"{TEXT}<div class=comments><p>b</p></div><p>c</p>", 2.5, [0, 2]),
        (f"{TEXT}<div class=comments><p>b</p></div><p>c</p>", 2.6, [0, 1, 2]),
        (f"{TEXT}<section><div class='art-komentarze'><ul><li>b</li></ul></div></section>", 2.5, [0]),
        (f"{TEXT}<p class=comment-text>b</p>", 2.5, [0]),
        # Too little text before it, all of the text, or a word that means something else.
        (f"<p>{'a' * 199}</p><div class=comments><p>b</p></div>", 2.5, [0, 1]),
        (f"<div class=comments>{TEXT}<p>b</p></div>", 2.5, [0, 1]),
        (f"<div class=comments><p>b</p></div>{TEXT}", 2.5, [0, 1]),
        (f"{TEXT}<div class=commentary><p>b</p></div>", 2.5, [0, 1]),
        # Other sections only where they are in doubt.
        (f"{TEXT}<fieldset><p>b</p></fieldset>", 1.0, [0]),
        (f"{TEXT}<fieldset><p>b</p></fieldset>", 1.1, [0, 1]),
        (f"{TEXT}<div role=dialog><p>b</p></div>", 1.0, [0]),
        (f"{TEXT}<dialog open><p>b</p></dialog>", 1.0, [0]),
        (f"{TEXT}<div class=modal-window><p>b</p></div>", 1.0, [0]),
        (f"{TEXT}<div class=morestories><p>b</p></div>", 1.0, [0]),
        (f"{TEXT}<div class=morestories><p>b</p></div>", 1.1, [0, 1]),
        (f"{TEXT}<div class=unrelated><p>b</p></div>", 1.0, [0, 1]),
        # A consent dialog, however long and sure, before or behind the text.
        (f"<div id=onetrust-pc-sdk>{TEXT * 2}</div>{TEXT}", 9.0, [2]),
        (f"<div id=onetrust-pc-sdk>{TEXT}</div><p>{'a' * 199}</p>", 9.0, [0, 1]),
        # Embedded posts everywhere.
        (f"<blockquote class=twitter-tweet><p>b</p></blockquote>{TEXT}", 9.0, [1]),
        (f"<blockquote class=quote><p>b</p></blockquote>{TEXT}", 9.0, [0, 1]),
        # ... but not most of the text.
        (f"<div class=instagram-media>{TEXT * 3}</div>{TEXT}", 9.0, [3]),
        (f"<div class=instagram-media>{TEXT * 3}<p>b</p></div>{TEXT}", 9.0, [0, 1, 2, 3, 4]),
        (
            f"{TEXT}<div class=comments><blockquote class=instagram-media><p>b</p></blockquote></div><p>c</p>",
            2.5,
            [0, 2],
        ),
    ],
)
def test_side_sections(html: str, odds: float, kept: list[int]) -> None:
    text_blocks = walk(
        parse(f"<html><body>{html}</body></html>", "https://daily.example/1").root, frozenset()
    ).text_blocks
    places = range(len(text_blocks))
    assert without_side_sections(text_blocks, places, [odds for _ in places]) == kept
