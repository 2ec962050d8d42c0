"""Captions and credits in attributes."""

from __future__ import annotations

import re
from itertools import islice

from lxml import etree, html
from lxml.html import HtmlElement

from crawler.normalize.credits import looks_like_credit
from crawler.normalize.credits.inline import cut_credit, ends_in_credit
from crawler.normalize.credits.label import has_label, strip_label

_CAPTIONS = (
    "data-caption",
    "data-image-caption",
    "data-img-caption",
    "data-description",
    "data-legend",
    "data-sub-html",
    "caption",
)
_CREDITS = (
    "data-credit",
    "data-image-credit",
    "data-copyright",
    "data-photographer",
    "data-source",
    "credit",
    "copyright",
)
_SIGN = re.compile(r"\s(?:©|\(c\)|\|)\s?(?=\S)", re.I)
_DESCRIBED = re.compile(r"\W*(?:bild|image|imagen|imagem|immagine|picture|illustration|grafik|video)\b", re.I)
"""Words that begin a description as well as a credit."""
_SELECTORS = frozenset("/#.")
"""How URLs and selectors begin, which some galleries have in place of a caption."""
_LONGEST = 120
_LEVELS = 3
_MOST = 20


def caption_of_attributes(element: HtmlElement) -> str | None:
    """Return the caption in an attribute of an image or of an element around it; alternative text is not a caption."""
    return _first(_CAPTIONS, element, 12) or _of_microdata(("caption",), element)


def credit_of_attributes(element: HtmlElement) -> str | None:
    """Return the credit in an attribute, or after the last ``|``, ``©`` or label in the title or alternative text."""
    if found := _first(_CREDITS, element, 2):
        return found if len(found) <= _LONGEST else None
    if found := _of_microdata(("creditText", "creator", "author", "copyrightHolder", "copyrightNotice"), element):
        return found
    for name in ("title", "alt"):
        text = " ".join((element.get(name) or "").split())
        signs = list(_SIGN.finditer(text))
        if signs and (name == "title" or "©" in signs[-1].group()):
            credit = text[signs[-1].end() :]
            return credit if len(credit) <= _LONGEST // 2 else None
        if text and (labelled := _labelled(text)):
            return labelled
    return None


def _labelled(text: str) -> str | None:
    """Return the labelled credit that a text ends in or is, "The pier (Foto: Jane Doe)"."""
    if has_label(text) and looks_like_credit(strip_label(text)[0] if _DESCRIBED.match(text) else text):
        return text
    found = cut_credit(text) if ends_in_credit(text) else None
    return found.credit if found and found.caption else None


def _first(names: tuple[str, ...], element: HtmlElement, least: int) -> str | None:
    node: HtmlElement | None = element
    for _ in range(_LEVELS):
        if node is None or node.tag in ("body", "article", "main"):
            return None
        for name in filter(node.keys().__contains__, names):
            value = node.get(name)
            if value and len(text := _text(value)) >= least and " " in text + " " and text[0] not in _SELECTORS:
                return text
        node = node.getparent()
    return None


def _of_microdata(names: tuple[str, ...], element: HtmlElement) -> str | None:
    """Return a property from the ``meta`` elements of the picture's item (https://schema.org/ImageObject)."""
    for node in islice(element.iterancestors(), _LEVELS):
        if "ImageObject" in (node.get("itemtype") or ""):
            said = {m.get("itemprop"): _text(m.get("content") or "") for m in islice(node.iter("meta"), _MOST)}
            return next((said[name] for name in names if said.get(name)), None)
    return None


def _text(value: str) -> str:
    """Return the text of an attribute, which may be HTML."""
    if "<" in value:
        try:
            value = " ".join(str(t) for t in html.fromstring(value).itertext())
        except (etree.LxmlError, ValueError):
            value = ""
    return " ".join(value.split())
