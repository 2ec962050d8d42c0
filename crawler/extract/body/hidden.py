"""Hidden text: ``hidden``, ``display: none``, ``aria-hidden``, classes that hide, text for screen readers, tooltips,
consent dialogs. Elements that a click opens, such as the panels of an accordion, count as visible.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from lxml.html import HtmlElement

from crawler.extract.body.text_block import Box, TextBlock

_HIDES = re.compile(
    r"(?<!\S)(?:(?:u-|is-|js-|element-|text-|state-)?(?:sr-only|hidden|hide|invisible|visually-?hidden|visuallyhidden|screen-?reader"
    r"(?:-text|-only)?|offscreen|off-screen|a11y-hidden|d-none|display-none|displaynone|noshow|assistive-text))(?!\S)"
    r"|(?:tooltip|popover|rollover|hovercard)[\w-]*(?:text|content|block|body|inner|bubble|card)(?!\S)",
    re.I,
)
_SHOWS = re.compile(
    r"(?<!\S)(?:d-(?:\w+-)?(?:block|flex|grid|inline)|(?:xs|sm|md|lg|xl|2xl):(?:block|flex|grid|inline)\S*|\S*focusable)",
    re.I,
)
"""Classes that make an element visible again at some width."""
_FOLDED = re.compile(
    r"accordion|collaps|(?<![a-z])more(?![a-z])|toggle|tab-?pan|panel|faq|expand|expander|spoiler|readmore|read-more|answer",
    re.I,
)
"""Names of elements that a click opens."""
CONSENT = re.compile(
    r"onetrust|(?<![a-z])(?:ot-(?:sdk|pc|content)|pc-policy|consent-(?:sdk|banner|manager|modal|layer|overlay)|cookie-?(?:banner|consent|notice|law"
    r"|bar|policy|popup|modal|message|info|hint)|gdpr|cmp-?(?:banner|consent|modal|layer|overlay|popup|dialog|wrapper)|cmpbox|cmplz|usercentrics|didomi|sp_message|qc-cmp|cybotcookie|cookiebot|cc-window|euconsent"
    r"|borlabs|iubenda|klaro|termly)",
    re.I,
)
"""Names of the overlays of consent managers."""
_STYLE = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.I)


def hidden_places(text_blocks: Sequence[TextBlock], places: Sequence[int]) -> set[int]:
    """Return the indices of hidden blocks; none if they are most of the text, which a script then makes visible."""
    known: dict[Box, bool] = {}
    found = {i for i in places if _in_hidden(text_blocks[i].box, known) or _is_hidden_itself(text_blocks[i])}
    if not found:
        return found
    size = sum(len(text_blocks[i].text) - text_blocks[i].links for i in found)
    return found if size * 2 < sum(len(text_blocks[i].text) - text_blocks[i].links for i in places) else set()


def is_hidden(element: HtmlElement, names: str) -> bool:
    """Return whether an element with this class and id is hidden."""
    keys = element.keys()  # one look instead of four: few elements have any of these attributes
    if not keys:
        return False
    if names and hides(names):
        return not _is_folded(element, names) or CONSENT.search(names) is not None
    return (
        ("style" in keys and _STYLE.search(element.get("style", "")) is not None)
        or ("aria-hidden" in keys and element.get("aria-hidden") == "true")
        or ("hidden" in keys and element.get("hidden") != "until-found")
    ) and not _is_folded(element, names)


@lru_cache(20_000)
def hides(names: str) -> bool:
    """Return whether a class and id hide their element, or name a consent dialog.

    >>> hides("title sr-only"), hides("d-none d-md-block"), hides("hidden-gems")
    (True, False, False)
    """
    return (_HIDES.search(names) is not None and not _SHOWS.search(names)) or CONSENT.search(names) is not None


@lru_cache(20_000)
def folds(names: str) -> bool:
    """Return whether a class and id name an element that a click opens.

    >>> folds("faq-item"), folds("moreover")
    (True, False)
    """
    return _FOLDED.search(names) is not None


def _is_folded(element: HtmlElement, names: str) -> bool:
    """Return whether a click opens an element, by its names, its role or the button before it."""
    if folds(names) or element.get("role") in ("tabpanel", "region"):
        return True
    before = element.getprevious()
    return before is not None and (before.tag == "button" or before.get("aria-expanded") is not None)


def _in_hidden(box: Box, known: dict[Box, bool]) -> bool:
    found = known.get(box)
    if found is None:
        above = box.parent
        found = known[box] = above is not None and (_in_hidden(above, known) or is_hidden(box.element, box.names))
    return found


def _is_hidden_itself(text_block: TextBlock) -> bool:
    return text_block.element is not text_block.box.element and is_hidden(text_block.element, text_block.names)
