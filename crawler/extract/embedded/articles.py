"""Find the text of the article in the application state."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

from crawler.extract.document.json_decoder import Decoder
from crawler.extract.embedded.markup import WORDS, Markup, as_html, is_html, kind_of
from crawler.normalize.word_tables import squash

_MAX_NODES = 150_000
_MAX_DEPTH = 40
_MAX_GROUPS = 400
_LEAST = 30
"""Minimum length of a paragraph under a key for bodies, in characters."""
_LONG = 1500
"""Minimum length of an article under any other key, in characters."""
_WHOLE = 400
"""Minimum length of an article in parts, in characters."""
_SURE = 1000
"""The same, if nothing connects the text to this page."""
_PARAGRAPHS = 4
"""Minimum number of paragraphs of an article under any other key."""
_NAMED_WITHIN = 4
"""Maximum number of levels between a text and its title or URL above."""
_BEST = 3
_BODIES, _TITLES, _ADDRESSES = frozenset(WORDS["bodies"]), WORDS["titles"], WORDS["addresses"]
_NO_TEXT = frozenset(WORDS["other"]["all"])
_PROGRAM = re.compile(r"\s*(?:(?:var|let|const|window|import|function)\b[\s.]|[!(]+function\b|\(\(|@media|<\?xml)")
_decoder = Decoder()


class _Place(NamedTuple):
    value: Any
    path: tuple[str, ...]
    """The keys above it, without list indices: parts of one text share them."""
    named: int
    """Number of levels for which a title or URL above still counts."""
    owner: int
    """Identifies the value with that title or URL."""


@dataclass(slots=True)
class _Group:
    """Strings under the same keys."""

    named: int
    body: bool
    """Whether it looks like a body: its key names one, or it has paragraphs."""
    parts: list[str] = field(default_factory=list)
    chars: int = 0


def find_articles(values: Iterable[Any], titles: list[str], url: str, only_named: bool = False) -> list[str]:
    """Return the texts that may be the article of the page at ``url``, as HTML, the most likely first.

    They are the long texts near the page's title or URL. If there are none, it is the only long text under a key for
    bodies, unless ``only_named``.
    """
    finder = _Finder([t for title in titles if len(t := squash(title)) > 5], _path(url))
    for value in values:
        finder.search(value)
    groups = [g for g in finder.groups.values() if g.chars >= _WHOLE]
    named = sorted((g for g in groups if g.named), key=lambda g: -g.chars * (2 + g.named))
    others = sorted((g for g in groups if g.body and not g.named and g.chars >= _SURE), key=lambda g: -g.chars)
    alone = others[:1] if len(others) < 2 or others[1].chars * 2 < others[0].chars else []
    return ["".join(group.parts) for group in (named or ([] if only_named else alone))[:_BEST]]


class _Finder:
    def __init__(self, titles: list[str], path: str) -> None:
        self.titles = titles
        self.path = path
        self.groups: dict[tuple[object, ...], _Group] = {}
        self._left = _MAX_NODES

    def search(self, value: Any) -> None:
        """Visit a value and all values inside, each once."""
        seen: set[int] = set()
        todo = [_Place(value, (), 0, 0)]
        while todo and self._left > 0 and len(self.groups) < _MAX_GROUPS:
            place = todo.pop()
            self._left -= 1
            if isinstance(place.value, str):
                todo += self._string(place)
            elif isinstance(place.value, dict | list) and id(place.value) not in seen and len(place.path) < _MAX_DEPTH:
                seen.add(id(place.value))
                if not self._structured(place):
                    todo += self._inner(place)

    def _inner(self, place: _Place) -> list[_Place]:
        value = place.value
        if isinstance(value, list):
            # Nested lists count as levels, too, so that they end.
            path = (*place.path, "") if any(isinstance(v, list) for v in value[:5]) else place.path
            return [place._replace(value=item, path=path) for item in reversed(value) if item]
        bears = self._names_page(value)
        named = _NAMED_WITHIN if bears else max(place.named - 1, 0)
        owner = id(value) if bears else place.owner if named else 0
        items = [(str(key), v) for key, v in reversed(value.items()) if v and isinstance(v, str | dict | list)]
        return [_Place(v, (*place.path, key), named, owner) for key, v in items if squash(key) not in _NO_TEXT]

    def _names_page(self, node: dict[str, Any]) -> bool:
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
        if len(text) < _LEAST:
            return []
        if len(text) > _WHOLE and text.lstrip()[:1] in ("{", "["):
            value = _json(text)
            return [] if value is None else [place._replace(value=value, path=(*place.path, ""))]
        like = _is_body(place) or text.count("</p>") >= _PARAGRAPHS
        if (like or len(text) >= _LONG) and _is_prose(text):
            self._keep(place, as_html(text), like)
        return []

    def _structured(self, place: _Place) -> bool:
        """Collect a list of text parts or paragraphs; return whether it was one."""
        parts = place.value
        if isinstance(parts, dict):
            kind = parts.get("nodeType") or parts.get("type")
            parts = parts.get("content") if kind in ("document", "doc") else None
        if not isinstance(parts, list) or not parts or not _are_parts(parts, _is_body(place)):
            return False
        markup = Markup()
        markup.add(parts)
        self._keep(place, markup.html(), True)
        return True

    def _keep(self, place: _Place, markup: str, like: bool) -> None:
        group = self.groups.setdefault((place.path, place.owner), _Group(place.named, like))
        group.parts.append(markup)
        group.chars += len(markup)


def _is_body(place: _Place) -> bool:
    return squash(next((key for key in reversed(place.path) if key), "")) in _BODIES


def _is_prose(text: str) -> bool:
    """Return whether a string is neither code nor a style sheet."""
    some = text[:2000]
    if _PROGRAM.match(some):
        return False
    if is_html(some):
        return not some.lstrip().lower().startswith(("<style", "<script", "<!doctype", "<html", "<svg"))
    signs = sum(map(some.count, "{}[]=;_"))
    return signs < len(some) / 60 and (" " in some or not some.isascii())


def _are_parts(parts: list[Any], is_body: bool) -> bool:
    some = parts[:30]
    if all(isinstance(p, str) for p in some):
        return len(some) > 1 and is_body and sum(map(len, some)) > 60 * len(some)
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
        return _decoder.decode(text)
    except (ValueError, RecursionError):
        return None
