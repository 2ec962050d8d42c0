"""Which runs of text are the article's by hand rules alone: what the body model is measured against."""

from __future__ import annotations

import re

from crawler.extract.body.text_block import Box, TextBlock

_BAD = re.compile(
    r"comment|related|recommend|sidebar|footer|share|social|newsletter|subscri|promo|advert|\bads?\b|cookie|consent|"
    r"caption|author|byline|breadcrumb|\btags?\b|teaser|widget|popular|trending|more-|menu|navbar|signup|paywall|"
    r"copyright|meta",
    re.I,
)


def keep(text_blocks: list[TextBlock]) -> list[int]:
    """Places of the runs of the box with the most sentences, less what links, is short or has a telling name."""
    goods = [_good(block) for block in text_blocks]
    mass: dict[Box, float] = {}
    for block, good in zip(text_blocks, goods, strict=True):
        box: Box | None = block.box
        share = good
        while box is not None and share > 1:
            mass[box] = mass.get(box, 0) + share
            box, share = box.parent, share * 0.8
    best = max(mass, key=mass.__getitem__, default=None)
    return [i for i, block in enumerate(text_blocks) if goods[i] >= 0 and best is not None and _inside(block.box, best)]


def _good(block: TextBlock) -> float:
    length = len(block.text)
    if block.links * 2 > length or _bad(block):
        return -1
    return length if length > 80 and block.tag in ("p", "div", "span", "section", "blockquote", "td", "li") else 0


def _bad(block: TextBlock) -> bool:
    if block.tag == "figcaption" or _BAD.search(block.names):
        return True
    box: Box | None = block.box
    for _ in range(3):
        if box is None or box.parent is None:
            return False
        if box.element.tag in ("aside", "figcaption", "form") or _BAD.search(box.names):
            return True
        box = box.parent
    return False


def _inside(box: Box, outer: Box) -> bool:
    inner: Box | None = box
    while inner is not None:
        if inner is outer:
            return True
        inner = inner.parent
    return False
