"""Line breaks: one in a row stays in the text, two part paragraphs."""

from __future__ import annotations

BREAK = "\v"
"""Stands for a ``br`` among the parts of a text; white space, and unlike a line end of the page's source."""
_LINE = 80
"""Characters up to which a line is short."""


def lines_of(text: str) -> str:
    """A text with the breaks behind its short lines, as of verse, an address or a label; those behind long ones only
    keep its sentences apart.
    """
    lines = [folded for line in text.split(BREAK) if (folded := " ".join(line.split()))]
    return "".join(line + ("\n" if len(line) <= _LINE else " ") for line in lines).strip()


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
