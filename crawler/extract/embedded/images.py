"""Images in the application state, with captions and credits."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from lxml import etree, html

from crawler.normalize.word_tables import squash

with open(Path(__file__).with_suffix(".toml"), "rb") as _file:
    _NAMES: dict[str, list[str]] = tomllib.load(_file)
_ROLES = {name: rank for rank, name in enumerate([*_NAMES["captions"], *_NAMES["credits"]])}
_CREDIT = len(_NAMES["captions"])
"""The first rank of credit keys."""
_ADDRESS = re.compile(r"(?:https?:)?/[^\s\"'<>{}]{5,1500}")
_HOLDERS = (dict, list)
_MAX_NODES = 100_000
_MAX_DEPTH = 4
_MAX_ADDRESSES = 12
_MAX_PICTURES = 200
_MAX_CAPTION = 2_000
_MAX_CREDIT = 200


class EmbeddedImage(NamedTuple):
    """An image in the application state."""

    urls: list[str]
    """Its URLs as written."""
    caption: str | None
    """Plain text."""
    credit: str | None
    """Plain text; a credit in several parts is joined by slashes."""


def find_images(values: Iterable[Any]) -> list[EmbeddedImage]:
    """Return the images in these values that have a caption or a credit.

    >>> find_images([{"lead": {"url": "/a/b.jpg", "caption": "<b>A</b> ship", "credits": {"by": [{"name": "Jo"}]}}}])
    [EmbeddedImage(urls=['/a/b.jpg'], caption='A ship', credit='Jo')]
    """
    found = (p for node in _nodes(values) if (p := embedded_image(node)) is not None)
    return list(islice(found, _MAX_PICTURES))


def embedded_image(node: dict[str, Any]) -> EmbeddedImage | None:
    """Return the image that a node describes; None if it has no URL, or neither caption nor credit."""
    keys = [(role, key) for key in node if isinstance(key, str) and (role := _role(key)) is not None]
    if not keys:
        return None
    keys.sort()
    caption = next((t for role, key in keys if role < _CREDIT and (t := _text(node[key], _MAX_CAPTION))), None)
    credit = next((t for role, key in keys if role >= _CREDIT and (t := _credit(node[key]))), None)
    if not caption and not credit:
        return None
    urls = list(dict.fromkeys(islice(_addresses(node, 0), _MAX_ADDRESSES)))
    return EmbeddedImage(urls, caption, credit) if urls else None


@lru_cache(maxsize=5_000)
def _role(key: str) -> int | None:
    """Return the rank of a key: those for captions first, then those for credits; None for any other key."""
    return _ROLES.get(squash(key)) if len(key) < 40 else None


def _nodes(values: Iterable[Any]) -> Iterator[dict[str, Any]]:
    """Yield all objects in these values, each once."""
    seen: set[int] = set()
    todo = [v for v in values if isinstance(v, _HOLDERS)][::-1]
    for _ in range(_MAX_NODES):
        if not todo:
            return
        value = todo.pop()
        if id(value) in seen:
            continue
        seen.add(id(value))
        inner = value.values() if isinstance(value, dict) else value
        if isinstance(value, dict):
            yield value
        todo += [v for v in inner if isinstance(v, _HOLDERS)]


def _addresses(value: Any, depth: int) -> Iterator[str]:
    if isinstance(value, str):
        if _ADDRESS.fullmatch(value):
            yield value
    elif depth < _MAX_DEPTH and isinstance(value, dict | list):
        for item in islice(value.values() if isinstance(value, dict) else value, 40):
            yield from _addresses(item, depth + 1)


def _credit(value: Any) -> str | None:
    if isinstance(value, dict):
        keys = {squash(key): key for key in value if isinstance(key, str)}
        parts = [_text(value[keys[k]], _MAX_CREDIT) for k in _NAMES["parts"] if k in keys]
        return " / ".join(dict.fromkeys(filter(None, parts))) or _text(value, _MAX_CREDIT)
    return _text(value, _MAX_CREDIT)


def _text(value: Any, longest: int, depth: int = 0) -> str | None:
    """Return a string, the string in an object, or the strings of a list joined by commas."""
    if isinstance(value, str):
        return _plain(value) if 0 < len(value) <= longest * 2 else None
    if depth > 2:
        return None
    if isinstance(value, list):
        return ", ".join(filter(None, (_text(v, longest, depth + 1) for v in value[:6]))) or None
    if isinstance(value, dict):
        keys = {squash(key): key for key in value if isinstance(key, str)}
        values = (value[keys[k]] for k in _NAMES["texts"] if k in keys)
        return next((text for v in values if (text := _text(v, longest, depth + 1))), None)
    return None


def _plain(text: str) -> str | None:
    """Return a text without markup."""
    if "<" in text or "&" in text:
        try:
            text = "".join(str(t) for t in html.fromstring(f"<div>{text}</div>").itertext())
        except (etree.LxmlError, ValueError):
            return None
    text = " ".join(text.split())
    return text if any(c.isalpha() for c in text) and not text.startswith(("http:", "https:", "{", "[")) else None
