"""Line breaks: a single ``br`` may stay in the text, two in a row separate paragraphs."""

from __future__ import annotations

from itertools import pairwise

BREAK = "\v"
"""Stands for a ``br`` among the parts of a text. It is white space, but differs from newlines in the source."""
_LINE = 80
"""Maximum length of a short line, in characters."""
_WRAPPED = 45
"""Minimum length of a line in a hard-wrapped sentence, in characters; verse is narrower."""


def lines_of(text: str) -> str:
    r"""Keep the line breaks after short lines, as in verse, an address or a label; replace all others by a space.

    Breaks after long lines only separate sentences, and breaks within a sentence only wrap it to a width.

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
    """Split the parts of a text into paragraphs at two or more breaks in a row."""
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
