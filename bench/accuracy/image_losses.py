"""What is lost of the pictures of one page, and where the page has it: kinds, no texts."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from corpus import CORPUS
from image_labels import true_of
from images import near_texts

from crawler.extract.body import read_body
from crawler.extract.document.page import Page
from crawler.extract.images.read import find_candidates
from crawler.normalize.credits import read_credit
from crawler.normalize.word_tables import squash

sys.path.insert(0, str(CORPUS.parent / "bench"))

import score  # the corpora's own scorer

Row = dict[str, Any]
_FIELDS = {"creators": "creators", "organizations": "source_organizations"}
_LONGEST = 5_000
"""Most characters of an attribute that is searched."""


@dataclass
class OnPage:
    """Where a page has the true texts of its pictures."""

    page: Page
    row: Row

    @cached_property
    def texts(self) -> dict[int, list[str]]:
        """The texts near each true picture that is a candidate."""
        seen = find_candidates(self.page, read_body(self.page))
        true = true_of([c.source.url for c in seen.candidates], self.row)
        found: dict[int, list[str]] = {}
        for place, region in zip(true, near_texts(seen)[0], strict=True):
            found.setdefault(place, []).extend(text.text for text in region.texts)
        return found

    @cached_property
    def elsewhere(self) -> dict[str, str]:
        """All that the page holds, squashed: its text, its attributes, its scripts."""
        root = self.page.root
        values = (v for e in root.iter() if isinstance(e.tag, str) for v in e.values() if len(v) < _LONGEST)
        return {
            "elsewhere in the text": squash(" ".join(root.xpath("//text()[not(parent::script or parent::style)]"))),
            "in an attribute": squash(" ".join(values)),
            "in a script": squash(" ".join(e.text or "" for e in self.page.tagged["script"])),
        }

    def place_of(self, place: int, text: str) -> str:
        """Where the page has the caption or credit of a picture."""
        key, near = squash(text), self.texts.get(place, [])
        if any(score.same_caption(read_credit(one).caption, text) for one in near):
            return "one near text"
        if any(key in squash(one) for one in near):
            return "in a near text"
        if key in squash(" ".join(near)):
            return "in several near texts"
        return next((name for name, held in self.elsewhere.items() if key in held), "nowhere")


def losses(on: OnPage, record: Row, row: Row) -> Iterator[str]:
    """What is right and what is lost on a page, by kind."""
    matched, extra = score.match_images(record, row)
    yield from (f"picture: too many{', with a caption' if i.get('caption') else ''}" for i in extra)
    for place, true in enumerate(row["images"]):
        own = matched.get(place)
        yield f"picture: {'right' if own else 'rejected' if place in on.texts else 'no candidate'}"
        yield from of_caption(on, place, true, own)
        yield from of_credit(on, place, true, own)
        yield from of_names("creators", "organizations", true, own)
        yield from of_names("organizations", "creators", true, own)
        yield from in_body(true, own, record)


def of_caption(on: OnPage, place: int, true: Row, own: Row | None) -> Iterator[str]:
    captions = [c for c in [true["caption"], *(true.get("alt_captions") or [])] if c]
    said = (own or {}).get("caption") or ""
    if not captions:
        yield from ["caption: where there is none"] if said else []
    elif any(score.same_caption(said, caption) for caption in captions):
        yield "caption: right"
    else:
        kind = difference(said, captions[0], true) if own else "picture lost"
        yield f"caption: {kind} | {on.place_of(place, captions[0])}"


def difference(said: str, caption: str, true: Row) -> str:
    ours, theirs = squash(said), squash(caption)
    if not ours or ours == theirs:
        return "punctuation" if ours else "none found"
    if theirs in ours:
        credited = bool(true["credits"]) and squash(true["credits"][0]) in ours
        return "with its credit" if credited else "longer"
    return "shorter" if ours in theirs else "another"


def of_credit(on: OnPage, place: int, true: Row, own: Row | None) -> Iterator[str]:
    credit, said = score.credit_tokens(" ".join(true["credits"])), score.credit_tokens((own or {}).get("credit_text"))
    if own is None or credit == said:
        yield from ["credit: picture lost" if own is None else "credit: right"] if credit else []
    elif not credit or not said:
        yield (
            "credit: where there is none" if said else f"credit: none found | {on.place_of(place, true['credits'][0])}"
        )
    else:
        yield f"credit: {'more' if not credit - said else 'less' if not said - credit else 'another'}"


def of_names(kind: str, other: str, true: Row, own: Row | None) -> Iterator[str]:
    found, elsewhere = (score.names((own or {}).get(_FIELDS[name])) for name in (kind, other))
    alone = score.names(getattr(read_credit(None, " | ".join(true["credits"])), _FIELDS[kind]))
    text = squash((own or {}).get("credit_text") or "")
    for name in score.names(true[kind]):
        if name in found:
            yield f"{kind}: right"
        elif not text:
            yield f"{kind}: missed, {'no credit' if own else 'picture lost'}"
        else:
            where = f"of the {other}" if name in elsewhere else "in the credit" if name in text else "not in the credit"
            yield f"{kind}: missed, {where}"
        yield f"{kind} of the true credit: {'right' if name in alone else 'missed'}"
    for name in found - score.names(true[kind]):
        theirs = name in score.names(true[other])
        within = name in squash(" ".join(true["credits"]))
        yield f"{kind}: too many, {f'of the {other}' if theirs else 'in the credit' if within else 'not in the credit'}"
    yield from (f"{kind} of the true credit: too many" for _ in alone - score.names(true[kind]))


def in_body(true: Row, own: Row | None, record: Row) -> Iterator[str]:
    """How the body has a caption, as the scorer asks: by its first 200 letters."""
    key = squash(true["caption"] or "")[:200]
    if len(key) < 20 or key not in squash(record.get("article_body") or ""):
        return
    texts = (squash(block.get("text") or "") for block in record.get("blocks") or [])
    held = next((text for text in texts if key in text), "")
    right = own is not None and score.same_caption(own.get("caption") or "", true["caption"])
    form = "alone in a block" if len(key) + 40 > len(held) else "in a longer block"
    yield f"in the body: caption {'right' if right else 'wrong'}, {form}"
