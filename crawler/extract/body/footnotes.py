"""Superscript numbers and symbols that link to a footnote; they are not part of the text."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

_MARK = re.compile(r"\s*[\[(]?\s*(?:\d{1,3}|[*†‡§]{1,3})\s*[\])]?\s*")
LONGEST_MARK = 9
"""Maximum length of a footnote mark with white space around it, in characters."""


def refers_to_note(element: HtmlElement, text: str) -> bool:
    """Return whether a superscript or link with this text is a footnote mark that links within a page."""
    if not _MARK.fullmatch(text):
        return False
    link = element if element.tag == "a" else element.find(".//a")
    raised = element if element.tag == "sup" else element.find("sup")
    return link is not None and raised is not None and "#" in link.get("href", "")
