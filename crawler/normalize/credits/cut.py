"""A credit cut out of a caption."""

from __future__ import annotations

from dataclasses import dataclass

LONGEST = 160
"""Characters beyond which nothing is a credit."""


@dataclass(frozen=True, slots=True)
class CreditSplit:
    """A caption, the raw credit cut out of it, and the rule that did it."""

    caption: str
    credit: str
    rule: str


def cut(text: str, start: int, end: int, rule: str) -> CreditSplit:
    """Cut a span out of a text, and the divider before it."""
    before, after = text[:start].rstrip(" \t-–—|/•·,;:＝、，\n"), text[end:].strip(" \t-–—|•\n")
    caption = f"{before} {after}".strip() if after not in (".", "。") else before
    return CreditSplit(caption, text[start:end].strip(), rule)
