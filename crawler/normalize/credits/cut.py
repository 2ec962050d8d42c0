"""Cut a credit out of a caption."""

from __future__ import annotations

from dataclasses import dataclass

LONGEST = 160
"""Most characters of a credit."""


@dataclass(frozen=True, slots=True)
class CreditSplit:
    """A caption, the raw credit that was cut out of it, and the name of the rule."""

    caption: str
    credit: str
    rule: str


def cut(text: str, start: int, end: int, rule: str) -> CreditSplit:
    """Cut a span and the divider before it out of a text."""
    before, after = text[:start].rstrip(" \t-–—|/•·,;:=＝、，\n"), text[end:].strip(" \t-–—|•\n")
    caption = f"{before} {after}".strip() if after not in (".", "。") else before
    return CreditSplit(caption, text[start:end].strip(), rule)
