"""Captions that stand as paragraphs of the text right behind their picture, and end in a credit with a label."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from crawler.extract.body import Body
from crawler.extract.images.candidates import Candidate
from crawler.extract.images.captions import CaptionAndCredit
from crawler.normalize.credits.inline import captioned

_LONGEST = 400


def add_following_paragraphs(body: Body, candidates: Sequence[Candidate]) -> None:
    """Give pictures without words the paragraph behind them, where its end says that it is a caption.

    Of several pictures before one paragraph it is the last one's.
    """
    nearest = {candidate.after: candidate for candidate in candidates}
    held = Counter(piece.element for piece in body.pieces)
    for place, candidate in nearest.items():
        piece = body.pieces[place] if place < len(body.pieces) else None
        if piece is None or candidate.words or piece.element is None or held[piece.element] > 1:
            continue
        text = " ".join((piece.block.text or "").split())
        if piece.block.type == "paragraph" and len(text) <= _LONGEST and captioned(text):
            candidate.words = CaptionAndCredit(text, None, [piece.element], marked=True, credited=True)
