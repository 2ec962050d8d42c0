"""Remove duplicate captions, and captions that the body repeats."""

from __future__ import annotations

import re

from crawler.normalize import word_tables as words
from crawler.record.items import Article, Block, Image

_IN_BRACKETS = re.compile(r"[\[(（【［][^\[\](（【［]{1,200}[\])）】］]\W{0,3}$")
"""A credit in brackets at the end of a caption; a later step parses credits."""
_LEAST = 12
"""Minimum length of a repetition, in squashed characters; a shorter one may be an accident."""
_SPARE = 40
"""Number of punctuation marks and spaces that a repetition may have in addition to the caption."""


def squash(text: str | None) -> str:
    """Return only letters and digits, casefolded, so that two renderings of a text compare equal.

    >>> squash("On April 2.  [REUTERS/Yonhap]")
    'onapril2reutersyonhap'
    """
    return words.squash(text or "")


def fold_repeat(caption: str | None) -> str | None:
    """Return a caption once that the page prints twice in a row.

    >>> fold_repeat("A dog runs in Seoul. A dog runs in Seoul.")
    'A dog runs in Seoul.'
    """
    if not caption:
        return caption
    said = caption.split(" ")
    half = len(said) // 2
    repeated = len(said) % 2 == 0 and said[:half] == said[half:] and len(" ".join(said[:half])) >= _LEAST
    return " ".join(said[:half]) if repeated else caption


def separate_captions(article: Article) -> Article:
    """Remove repetitions inside captions and of captions in the body; the article is changed in place."""
    for image in article.images:
        image.caption = fold_repeat(image.caption)
    article.blocks = take_captions_out(article.blocks, article.images)
    return article


def take_captions_out(blocks: list[Block], images: list[Image]) -> list[Block]:
    """Return the blocks without the paragraphs that only repeat a caption, with or without its credit."""
    spoken = {s for image in images for s in _spoken(image) if len(s) >= _LEAST}
    if not spoken:
        return blocks
    longest = max(len(image.caption or "") + len(image.credit_text or "") for image in images) + _SPARE
    return [b for b in blocks if not (_may_repeat(b, longest) and squash(b.text) in spoken)]


def _may_repeat(block: Block, longest: int) -> bool:
    return block.type in ("paragraph", "heading") and len(block.text or "") <= longest


def _spoken(image: Image) -> tuple[str, ...]:
    if not image.caption:
        return (squash(image.credit_text),)
    caption, credit = squash(image.caption), squash(image.credit_text)
    bracketed = _IN_BRACKETS.search(image.caption)
    alone = squash(image.caption[: bracketed.start()]) if bracketed else caption
    return caption, caption + credit, credit + caption, alone
