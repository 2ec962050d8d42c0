"""Sanitize a page: nothing in it runs, loads or links."""

from __future__ import annotations

import re

from lxml import etree
from lxml.html import HtmlElement

_DROPPED = frozenset(
    "script iframe frame frameset object embed applet link meta base template svg math audio video source track form "
    "input textarea select button portal fencedframe noframes noembed plaintext xmp title".split()
)
"""Elements that are removed with their content, except for the content of ``form`` and ``button``."""
_UNWRAPPED = frozenset(("form", "button", "noscript"))
_KEPT = frozenset(
    "class id lang dir title alt colspan rowspan headers scope datetime width height role hidden start reversed type "
    "value align valign border cellpadding cellspacing".split()
)
"""Attributes that neither load nor run anything; ``style`` is kept without URLs."""
_ADDRESS = re.compile(r"url\s*\(|@import|image-set|expression|javascript:|\\", re.I)


def sanitize(root: HtmlElement) -> HtmlElement:
    """Sanitize a tree in place: keep only allowed attributes, and no element that loads, runs or submits."""
    for element in list(root.iter()):
        if not isinstance(element.tag, str):
            element.getparent().remove(element)
        elif element.tag in _UNWRAPPED:
            _clean(element)
            element.tag = "div"
        elif element.tag in _DROPPED or ":" in element.tag:
            _drop(element)
        else:
            _clean(element)
    return root


def _clean(element: HtmlElement) -> None:
    if element.tag == "style" and _ADDRESS.search(element.text or ""):
        element.text = ""
    for name in list(element.attrib):
        value = str(element.attrib[name])
        if not (name in _KEPT or (name == "style" and not _ADDRESS.search(value))):
            del element.attrib[name]


def _drop(element: HtmlElement) -> None:
    """Remove an element, but not the text after it."""
    parent, tail = element.getparent(), element.tail
    if parent is None:
        return
    before = element.getprevious()
    if tail and before is not None:
        before.tail = (before.tail or "") + tail
    elif tail:
        parent.text = (parent.text or "") + tail
    element.tail = None
    parent.remove(element)


def to_html(root: HtmlElement) -> str:
    """Return the markup of a tree."""
    return etree.tostring(root, encoding="unicode", method="html")
