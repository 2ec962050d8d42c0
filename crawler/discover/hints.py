"""Validate hints about an article: each field has its type and a limit, as a list may contain anything."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import islice
from typing import Any

from crawler.normalize.request_urls import join

_LONGEST = 2_000
"""Most characters of a title or caption."""
_MOST = 100
"""Most values of a list: keywords, authors, images."""
_UNSHOWN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]+")
"""Control characters, surrogates and direction marks."""
_WORDS = ("caption", "credit_text")


def bounded(hints: Mapping[str, Any], base: str = "") -> dict[str, Any]:
    """Return the valid hints: texts of limited length, lists of these, images.

    ``base``: URL to which those of images are relative.

    >>> bounded({"headline": "Old\\x07 pier", "date_published": None, "keywords": ["x" * 5000, "pier", 7, ["y"]]})
    {'headline': 'Old pier', 'keywords': ['pier']}
    >>> bounded({"images": [{"url": "/1.jpg", "caption": 5}, "x"]}, "https://daily.example/")
    {'images': [{'url': 'https://daily.example/1.jpg'}]}
    """
    found = ((name, _read(name, value, base)) for name, value in hints.items())
    return {name: value for name, value in found if value}


def _read(name: str, value: Any, base: str) -> Any:
    if name == "images":
        return _images(value, base)
    return _texts(value) if name in ("authors", "keywords") else text(value)


def text(value: Any) -> str | None:
    """Return a text without control characters and with single spaces; None if it is not a valid text.

    >>> text(" Old\\n pier "), text("\\x00"), text(True), text("x" * 3000)
    ('Old pier', None, None, None)
    """
    if not isinstance(value, str) or len(value) > _LONGEST:
        return None
    return " ".join(_UNSHOWN.sub("", value).split()) or None


def _texts(value: Any) -> list[str]:
    values = [value] if isinstance(value, str) else value
    return [kept for item in _first(values) if (kept := text(item))]


def _images(value: Any, base: str) -> list[dict[str, str]]:
    found = (item for item in _first(value) if isinstance(item, Mapping))
    images = ({"url": join(base, item.get("url")), **{name: text(item.get(name)) for name in _WORDS}} for item in found)
    return [{name: said for name, said in image.items() if said} for image in images if image["url"]]


def _first(value: Any) -> list[Any]:
    return list(islice(value, _MOST)) if isinstance(value, list) else []
