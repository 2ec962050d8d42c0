"""Media RSS: the images of each entry with their own texts, which feedparser mixes with those of the entry.

https://www.rssboard.org/media-rss
"""

from __future__ import annotations

from itertools import islice
from typing import Any

from lxml import etree

_MEDIA = "{http://search.yahoo.com/mrss/}"
_FIELDS = {"description": "caption", "credit": "credit_text"}
_MOST_IMAGES = 100
"""Most images of an entry."""


def read_media(data: bytes) -> list[list[dict[str, str]]]:
    """Return the images of each entry, in order, as ``url``, ``caption`` and ``credit_text``."""
    if b"search.yahoo.com/mrss" not in data:
        return []
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        return []
    return [_images(entry) for entry in root.iter("{*}item", "{*}entry")] if root is not None else []


def _images(entry: Any) -> list[dict[str, str]]:
    images = filter(_is_image, entry.iter(f"{_MEDIA}content"))
    return [_image(content) for content in islice(images, _MOST_IMAGES)]


def _is_image(content: Any) -> bool:
    kind = content.get("type", "") + content.get("medium", "")
    return bool(content.get("url")) and ("image" in kind or not kind)


def _image(content: Any) -> dict[str, str]:
    words = {field: _words(content, tag) for tag, field in _FIELDS.items()}
    return {"url": content.get("url"), **{field: text for field, text in words.items() if text}}


def _words(content: Any, tag: str) -> str | None:
    """Return the text of an element for this tag, or that of its group or entry."""
    for place in (content, *content.iterancestors()):
        if text := place.findtext(f"{_MEDIA}{tag}"):
            return " ".join(text.split())
        if place.tag.endswith(("item", "entry")):
            break
    return None
