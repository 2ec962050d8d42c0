"""The text of a page's article among the values of its state."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

from crawler.normalize.words import squash
from crawler.page.stored.markup import WORDS, Markup, as_html, is_html, kind_of

_MAX_NODES = 150_000
_MAX_DEPTH = 40
_MAX_FOUND = 200
_MIN_CHARS = 200
_NAMED_WITHIN = 4
"""How many levels above a text its title or address may stand."""
_BODIES, _TITLES, _ADDRESSES = frozenset(WORDS["bodies"]), WORDS["titles"], WORDS["addresses"]
_NO_TEXT = frozenset("css styles style script scripts svg html_head head token comments translations".split())


class Found(NamedTuple):
    """A text in a state."""

    markup: str
    """The text as HTML."""
    named: int
    """How near above it something bears the title or the address of the page; 0 where nothing does."""
    body: bool
    """Whether the name it is stored under is one for bodies."""
    chars: int
    """Its length in characters, tags and all."""


class _Place(NamedTuple):
    value: Any
    key: str
    named: int
    """Levels for which a title or address above still counts."""
    depth: int


def find_article(values: Iterable[Any], titles: list[str], url: str) -> Found | None:
    """The longest text that bears the page's title or address; else the only long one that is named as a body is."""
    finder = _Finder([t for title in titles if len(t := squash(title)) > 5], _path(url))
    for value in values:
        finder.search(value)
    named = [f for f in finder.found if f.named]
    if named:
        return max(named, key=lambda f: f.chars * (1 + f.body) * (2 + f.named))
    bodies = sorted((f for f in finder.found if f.body), key=lambda f: -f.chars)
    others = [f for f in bodies[1:] if f.markup != bodies[0].markup]
    return bodies[0] if bodies and (not others or others[0].chars * 2 < bodies[0].chars) else None


class _Finder:
    def __init__(self, titles: list[str], path: str) -> None:
        self.titles = titles
        self.path = path
        self.found: list[Found] = []
        self._left = _MAX_NODES

    def search(self, value: Any) -> None:
        """Look at a value and all in it, each once."""
        seen: set[int] = set()
        todo = [_Place(value, "", 0, 0)]
        while todo and self._left > 0 and len(self.found) < _MAX_FOUND:
            place = todo.pop()
            self._left -= 1
            if isinstance(place.value, str):
                todo += self._string(place)
            elif isinstance(place.value, dict | list) and id(place.value) not in seen and place.depth < _MAX_DEPTH:
                seen.add(id(place.value))
                if not self._structured(place):
                    todo += self._inner(place)

    def _inner(self, place: _Place) -> list[_Place]:
        value = place.value
        if isinstance(value, list):
            return [_Place(item, place.key, place.named, place.depth + 1) for item in reversed(value) if item]
        named = _NAMED_WITHIN if self._bears(value) else max(place.named - 1, 0)
        items = [(key, v) for key, v in value.items() if v and isinstance(v, str | dict | list)]
        return [_Place(v, key, named, place.depth + 1) for key, v in items if str(key).lower() not in _NO_TEXT]

    def _bears(self, node: dict[str, Any]) -> bool:
        titles = (_first_string(node.get(key)) for key in _TITLES)
        if any(t and len(t) < 400 and self._is_title(squash(t)) for t in titles):
            return True
        addresses = [a for key in _ADDRESSES if isinstance(a := node.get(key), str) and 8 < len(a) < 600]
        return len(self.path) > 8 and any(self._is_here(a) for a in addresses)

    def _is_title(self, title: str) -> bool:
        return len(title) > 5 and any((title in t and len(title) * 2 > len(t)) or t in title for t in self.titles)

    def _is_here(self, address: str) -> bool:
        path = _path(address)
        return path == self.path or (len(path) > 15 and "/" not in path[1:] and self.path.endswith(path))

    def _string(self, place: _Place) -> list[_Place]:
        text = place.value
        if len(text) < _MIN_CHARS:
            return []
        if text.lstrip()[:1] in ("{", "["):
            value = _json(text)
            return [] if value is None else [place._replace(value=value, depth=place.depth + 1)]
        if is_html(text) or text.count(" ") * 20 > len(text) or not text.isascii():
            self._keep(place, as_html(text))
        return []

    def _structured(self, place: _Place) -> bool:
        """Keep a list of the parts of a text, or a list of its paragraphs; gives whether it was one."""
        parts = place.value
        if isinstance(parts, dict):
            kind = parts.get("nodeType") or parts.get("type")
            parts = parts.get("content") if kind in ("document", "doc") else None
        if not isinstance(parts, list) or not parts or not _are_parts(parts, place.key):
            return False
        markup = Markup()
        markup.add(parts)
        self._keep(place, markup.html())
        return True

    def _keep(self, place: _Place, markup: str) -> None:
        if len(markup) >= _MIN_CHARS:
            self.found.append(Found(markup, place.named, squash(place.key) in _BODIES, len(markup)))


def _are_parts(parts: list[Any], key: str) -> bool:
    some = parts[:30]
    if all(isinstance(p, str) for p in some):
        return len(some) > 1 and squash(key) in _BODIES and sum(map(len, some)) > 60 * len(some)
    known = [p for p in some if isinstance(p, dict) and _is_part(p)]
    return len(known) * 2 > len(some)


def _is_part(part: dict[str, Any]) -> bool:
    kind = kind_of(part)
    return kind not in ("", "img", "a", "br") or "model" in part or (part.get("type") == "text" and "content" in part)


def _first_string(value: Any) -> str:
    if isinstance(value, dict):
        return next((v for v in value.values() if isinstance(v, str)), "")
    return value if isinstance(value, str) else ""


def _path(address: str) -> str:
    try:
        path = urlsplit(address.strip()).path
    except ValueError:
        return ""
    return "/" + unquote(path).strip("/").removesuffix(".html").lower()


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None
