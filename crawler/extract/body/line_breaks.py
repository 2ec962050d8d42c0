"""Line breaks: one in a row stays in the text, two part paragraphs."""

from __future__ import annotations

from itertools import pairwise

BREAK = "\v"
"""Stands for a ``br`` among the parts of a text; white space, and unlike a line end of the page's source."""
_LINE = 80
"""Characters up to which a line is short."""
_WRAPPED = 45
"""Characters from which a line may be one of a sentence that was broken to fit a width; verse is narrower."""


def lines_of(text: str) -> str:
    r"""A text with the breaks behind its short lines, as of verse, an address or a label; those behind long ones only
    keep its sentences apart, and so do those within a sentence that was broken to fit a width.

    >>> lines_of("Oak Street 3\v12345 Rainham")
    'Oak Street 3\n12345 Rainham'
    >>> lines_of("The harbour office has closed the old wooden bridge\vuntil the end of the week.")
    'The harbour office has closed the old wooden bridge until the end of the week.'
    """
    lines = [folded for line in text.split(BREAK) if (folded := " ".join(line.split()))]
    ends = ("\n" if _ends(line, following) else " " for line, following in pairwise([*lines, ""]))
    return "".join(line + end for line, end in zip(lines, ends, strict=True)).strip()


def _ends(line: str, following: str) -> bool:
    goes_on = len(line) >= _WRAPPED and following[:1].islower() and (line[-1].isalnum() or line[-1] == ",")
    return len(line) <= _LINE and not goes_on


def paragraphs(parts: list[str]) -> list[str]:
    """The paragraphs that breaks in a row part the parts of a text into."""
    texts: list[str] = []
    current: list[str] = []
    breaks = 0
    for part in parts:
        if part == BREAK:
            breaks += 1
            current.append(part)
        elif part.isspace():
            current.append(" ")
        else:
            if breaks > 1:
                texts.append("".join(current))
                current = []
            breaks = 0
            current.append(part)
    return [*texts, "".join(current)]
