"""Raised numbers and signs that lead to a note at the foot of a text; no reader takes them for a part of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml.html import HtmlElement

_MARK = re.compile(r"\s*[\[(]?\s*(?:\d{1,3}|[*†‡§]{1,3})\s*[\])]?\s*")


def refers_to_note(element: HtmlElement, parts: Sequence[str]) -> bool:
    """Whether a raised element, or a link, holds nothing but a mark that leads to another place of a page.

    ``parts``: the pieces of its text.
    """
    if len(parts) > 3 or not _MARK.fullmatch("".join(parts)):
        return False
    link = element if element.tag == "a" else element.find(".//a")
    raised = element if element.tag == "sup" else element.find("sup")
    return link is not None and raised is not None and "#" in link.get("href", "")
