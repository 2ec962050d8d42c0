"""The pictures in a page's metadata: JSON-LD, OpenGraph, Twitter cards."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from crawler.extract.document.jsonld import types
from crawler.extract.document.page import Page
from crawler.extract.images.sources import is_whole

_PHOTO = re.compile(r"\.(?:jpe?g|webp|avif)(?:$|\W)", re.I)
_LOGO = re.compile(r"logo|default|fallback|placeholder|avatar|icon", re.I)
_LEAST = 300
_CREDITS = ("creditText", "creator", "copyrightHolder", "copyrightNotice")
"""Properties of https://schema.org/ImageObject that hold the credit, the full credit line first."""
_META = ("og:image", "og:image:url", "og:image:secure_url", "twitter:image", "twitter:image:src", "thumbnail", "image")


@dataclass(slots=True)
class StructuredImage:
    """A picture in the metadata."""

    url: str
    """Absolute URL."""
    caption: str | None = None
    """Caption or description as given; on many sites it is the alternative text."""
    credit: str | None = None
    """Credit line, or the names of creator or copyright holder."""
    width: int | None = None
    """Width in pixels."""
    height: int | None = None
    """Height in pixels."""
    of_article: bool = False
    """Whether JSON-LD says that it belongs to the article."""


def structured_images(page: Page) -> list[StructuredImage]:
    """Return the pictures of the article in its metadata, JSON-LD first."""
    data = page.data
    found = [n for value in _list(data.article.get("image")) if (n := _named(value, page.base_url, data.by_id))]
    said = dict.fromkeys(url for name in _META for url in data.meta.get(name, ())[:4])
    known = {n.url for n in found}
    found += [
        StructuredImage(url) for url in dict.fromkeys(resolve(page.base_url, url) for url in said) if url not in known
    ]
    return [n for n in found if n.url.startswith(("http:", "https:"))]


def described_images(page: Page) -> list[StructuredImage]:
    """Return the pictures with a caption or credit in JSON-LD, even if they are not linked to the article."""
    data = page.data
    nodes = [n for n in data.json_ld if "ImageObject" in types(n)]
    found = [n for v in (*_list(data.article.get("image")), *nodes) if (n := _named(v, page.base_url, data.by_id))]
    return [n for n in found if n.caption or n.credit]


def lead_of(named: list[StructuredImage]) -> StructuredImage | None:
    """Return the lead picture of a page without picture elements, as one that a script renders.

    It must be the article's picture in JSON-LD, in a format for photographs: other pictures are often logos.
    """
    first = next((n for n in named if n.of_article), None)
    if first is None or not _PHOTO.search(first.url) or _LOGO.search(first.url) or 0 < (first.width or 0) < _LEAST:
        return None
    return first


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _named(value: Any, base_url: str, by_id: dict[str, Any]) -> StructuredImage | None:
    if isinstance(value, str):
        return StructuredImage(resolve(base_url, value), of_article=True) if value.strip() else None
    if not isinstance(value, dict):
        return None
    value = by_id.get(str(value.get("@id")), value) if len(value) < 3 else value
    url = next(
        (u for key in ("contentUrl", "url", "@id") for u in _list(value.get(key)) if isinstance(u, str) and u), ""
    )
    if not url:
        return None
    return StructuredImage(
        resolve(base_url, url),
        _text(value.get("caption")),
        next((text for key in _CREDITS if (text := _text(value.get(key)))), None),
        _pixels(value.get("width")),
        _pixels(value.get("height")),
        of_article=True,
    )


def _text(value: Any) -> str | None:
    if isinstance(value, dict):
        value = value.get("name")
    if isinstance(value, list):
        value = ", ".join(filter(None, (_text(v) for v in value)))
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _pixels(value: Any) -> int | None:
    if isinstance(value, dict):
        value = value.get("value")
    digits = str(value).strip().removesuffix("px") if isinstance(value, (int, float, str)) else ""
    digits = digits.split(".")[0]
    return int(digits) if digits.isdecimal() and 1 < len(digits) < 6 else None


def resolve(base_url: str, url: str) -> str:
    """Return the absolute URL; "" if it is not one."""
    if is_whole(url):
        return url
    try:
        return urljoin(base_url, url.strip())
    except ValueError:
        return ""
