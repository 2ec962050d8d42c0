"""Which of the texts near a picture are its caption and its credit, once each has a kind."""

from __future__ import annotations

import pytest
from lxml.html import fromstring

from crawler.extract.images.captions import words_of
from crawler.extract.images.class_vocabulary import Kinds
from crawler.extract.images.region import Regions

MARKED = " class=credit"


@pytest.mark.parametrize(
    ("texts", "kinds", "caption", "credit"),
    [
        (["The pier.", "Foto: Jane Doe"], "caption credit", "The pier.", "Foto: Jane Doe"),
        # Who is in the picture, and a complete credit.
        (["Jane Doe", "Foto: Max Muster/dpa"], "credit credit", "Jane Doe", "Foto: Max Muster/dpa"),
        (["Max Muster, dpa", "Jane Doe."], "credit credit", "Jane Doe.", "Max Muster, dpa"),
        # The photographer, and the agency.
        (["Jane Doe", "AFP"], "credit credit", None, "Jane Doe | AFP"),
        (["Jane Doe", "© AFP"], "credit credit", None, "Jane Doe © AFP"),
        ([f"Jane Doe{MARKED}", "Foto: Max Muster/dpa"], "credit credit", None, "Jane Doe | Foto: Max Muster/dpa"),
        (["Foto:", "Jane Doe"], "credit credit", None, "Foto: Jane Doe"),
        (["Jane Doe", "Max Muster", "Foto: dpa"], "credit credit credit", None, "Jane Doe | Max Muster | Foto: dpa"),
        (["Jane Doe"], "credit", None, "Jane Doe"),
        (["Teilen", "The pier."], "caption caption", "The pier.", None),
    ],
)
def test_words_of(texts: list[str], kinds: str, caption: str | None, credit: str | None) -> None:
    said = "".join(f"<p{MARKED if MARKED in text else ''}>{text.replace(MARKED, '')}</p>" for text in texts)
    image = fromstring(f"<div><img src=/a.jpg>{said}</div>").find("img")
    region = Regions({image}, frozenset(), {}, Kinds()).of(image, {image})
    words = words_of(image, region, kinds.split())
    assert (words.caption, words.credit) == (caption, credit)
