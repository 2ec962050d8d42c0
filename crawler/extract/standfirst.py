"""The standfirst at the beginning of a body, and a first paragraph that is only styled like one."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.html import HtmlElement

from crawler.extract.body import Body
from crawler.extract.body.text_block import names_of
from crawler.extract.candidates import Candidate, best
from crawler.extract.document.class_words import kinds_of
from crawler.extract.document.visible import text_of
from crawler.extract.reading_order import PlacedPieces
from crawler.normalize.word_tables import fold
from crawler.record.body_text import texts

_SHARE = 0.07
"""Length from which on a text is no summary of the text after it, as a share of that."""


def split_standfirst(
    kept: PlacedPieces, body: Body, descriptions: list[Candidate]
) -> tuple[PlacedPieces, list[Candidate]]:
    """Return the pieces without the standfirst, and the descriptions without what is the first paragraph instead."""
    standfirst = find_standfirst(body, descriptions)
    if standfirst and is_first_paragraph(kept, standfirst):
        return kept, [c for c in descriptions if c != Candidate(standfirst, "dom")]
    return without_standfirst(kept, standfirst), descriptions


def find_standfirst(body: Body, descriptions: list[Candidate]) -> str | None:
    """Return the chosen description if it is visible and the text does not repeat it at its beginning."""
    chosen = best(descriptions)
    if chosen is None or chosen.origin != "dom":
        return None
    shown = [text_block.box for text_block in body.text_blocks if text_block.text == chosen.value]
    again = len(shown) > 1 and any(body.text_blocks[place].box in shown[1:] for place in body.kept[1:])
    return None if again else str(chosen.value)


def is_first_paragraph(kept: PlacedPieces, standfirst: str) -> bool:
    """Return whether a standfirst is rather the first paragraph of the text.

    Many sites call their first paragraph a lead or an intro. A summary is much shorter than what it sums up.
    """
    if not _opens(kept, standfirst) or kept[0][1].block.type != "paragraph":
        return False
    rest = sum(len(text) for _, piece in kept[1:] for text in texts(piece.block))
    return len(standfirst) > _SHARE * rest and not any(
        "standfirst" in kinds_of(name) for name in _names(kept[0][1].element, standfirst)
    )


def without_standfirst(kept: PlacedPieces, standfirst: str | None) -> PlacedPieces:
    """Return the pieces without the standfirst at the beginning, which is the article's description."""
    return kept[1:] if standfirst and _opens(kept, standfirst) else kept


def _opens(kept: PlacedPieces, text: str) -> bool:
    return bool(kept) and fold(kept[0][1].block.text or "") == text


def _names(element: HtmlElement | None, text: str) -> Iterator[str]:
    """Yield class and id of an element, and of those around it that hold nothing else."""
    while element is not None and text_of(element, len(text) + 1) == text:
        yield names_of(element)
        element = element.getparent()
