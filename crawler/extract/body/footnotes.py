"""Raised numbers and signs that lead to a note at the foot of a text; no reader takes them for a part of it."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

_MARK = re.compile(r"\s*[\[(]?\s*(?:\d{1,3}|[*†‡§]{1,3})\s*[\])]?\s*")
LONGEST_MARK = 9
"""Characters, white space around it counted."""


def refers_to_note(element: HtmlElement, text: str) -> bool:
    """Whether a raised element, or a link, of this text is a mark that leads to another place of a page."""
    if not _MARK.fullmatch(text):
        return False
    link = element if element.tag == "a" else element.find(".//a")
    raised = element if element.tag == "sup" else element.find("sup")
    return link is not None and raised is not None and "#" in link.get("href", "")
