"""Convert embedded texts to HTML, so that the same reader reads both."""

from __future__ import annotations

import html
import re
import tomllib
from pathlib import Path
from typing import Any

from crawler.extract.embedded.images import embedded_image
from crawler.normalize.word_tables import squash

with open(Path(__file__).with_suffix(".toml"), "rb") as _file:
    WORDS: dict[str, Any] = tomllib.load(_file)
_TAGS: dict[str, str] = {word: tag for tag, words in WORDS["tags"].items() for word in words}
_LEVELS: dict[str, str] = {word: f"h{level}" for level, words in WORDS["levels"].items() for word in words}
_DROPPED = frozenset(WORDS["dropped"]["all"])
_LISTS = frozenset(("ul", "ol"))
_IS_HTML = re.compile(
    r"</?(?:p|div|span|br|h[1-6]|ul|ol|li|a|b|i|em|strong|blockquote|figure|img|section|article)\b[^<>]{0,400}>", re.I
)
_BLOCK = re.compile(r"<(?:p|div|h[1-6]|ul|ol|table|blockquote|section|article|figure|br)\b", re.I)
_MAX_DEPTH = 40
_MAX_PARTS = 20_000
MAX_CHARS = 1_500_000


def is_html(text: str) -> bool:
    """Return whether a string is HTML rather than plain text."""
    return "<" in text and _IS_HTML.search(text) is not None


def escaped(text: str) -> str:
    """Escape plain text for HTML, except for its entities."""
    return text.replace("<", "&lt;") if "<" in text else text


def as_html(text: str) -> str:
    """Return a text as HTML blocks: its own ones, else one paragraph per line.

    >>> as_html("One.\\nTwo <3"), as_html("<b>One</b>"), as_html("<p>One")
    ('<p>One.</p><p>Two &lt;3</p>', '<p><b>One</b></p>', '<p>One')
    """
    if is_html(text):
        return text if _BLOCK.search(text) else f"<p>{text}</p>"
    return "".join(f"<p>{line}</p>" for line in escaped(text).splitlines() if line.strip())


def kind_of(node: Any) -> str | None:
    """Return the tag for a node of an embedded text: "" for one to descend into, None for one to omit.

    >>> kind_of({"type": "header-two"}), kind_of({"_type": "block", "style": "h3"}), kind_of({"type": "ad"})
    ('h2', 'h3', None)
    """
    image = [v for key in WORDS["kind"] if isinstance(v := node.get(key), str) and len(v) < 60]
    words = [squash(v.rsplit("/", 1)[-1]) for v in image]
    words = [w.removeprefix("core").removesuffix("block") or w for w in words]
    if any(w in _DROPPED for w in words):
        return None
    if isinstance(node.get("listItem"), str):
        return "li"
    for word in words:
        if tag := _LEVELS.get(word) or _TAGS.get(word):
            return _level(node, word) if tag == "h2" and word not in _LEVELS else tag
    return "p" if "block" in (node.get("_type"), node.get("type")) else ""


class Markup:
    """Writes an embedded text as HTML."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self._size = 0

    def html(self) -> str:
        """Return the HTML written so far."""
        return "".join(self.parts)

    def add(self, value: Any, inside: bool = False, depth: int = 0) -> bool:
        """Write a value, ``inside`` a paragraph or not; return whether it contained any text."""
        if depth > _MAX_DEPTH or len(self.parts) > _MAX_PARTS or self._size > MAX_CHARS:
            return False
        if isinstance(value, str):
            return self._text(value, inside)
        if isinstance(value, list):
            if len(value) == 4 and value[0] == "$" and isinstance(value[1], str):
                return self.add({"tag": value[1], "props": value[3]}, inside, depth + 1)
            return sum(self.add(item, inside, depth + 1) for item in value) > 0
        return isinstance(value, dict) and self._node(value, inside, depth)

    def _node(self, node: dict[str, Any], inside: bool, depth: int) -> bool:
        tag = kind_of(node)
        if tag is None:
            return False
        if tag == "img":
            return self._image(node)
        if tag == "br":
            self._put("<br>")
            return False
        wrapped = tag or ("" if inside or not _is_leaf(node) else "p")
        within = inside or wrapped not in ("", "ul", "ol", "table", "tr")
        mark = len(self.parts)
        self._put(f"<{wrapped}>" if wrapped else "")
        if wrapped in _LISTS and isinstance(node.get("items"), list):
            image = self.add([{"tag": "li", "content": _item(i)} for i in node["items"]], False, depth + 1)
        else:
            image = any(key in node and self.add(node[key], within, depth + 1) for key in WORDS["content"])
        if not image:
            del self.parts[mark:]
            return False
        self._put(f"</{wrapped}>" if wrapped else "")
        return True

    def _text(self, text: str, inside: bool) -> bool:
        if not text.strip():
            self._put(" ")
            return False
        self._put(text if inside and is_html(text) else escaped(text) if inside else as_html(text))
        return True

    def _image(self, node: dict[str, Any]) -> bool:
        source = next((node[k] for k in ("url", "src") if isinstance(node.get(k), str)), "")
        image = embedded_image(node)
        if source:
            caption = html.escape(image.caption) if image and image.caption else ""
            credit = f" <small>{html.escape(image.credit)}</small>" if image and image.credit else ""
            words = f"<figcaption>{caption}{credit}</figcaption>"
            self._put(f'<figure><img src="{html.escape(source)}">{words}</figure>')
        return False

    def _put(self, part: str) -> None:
        if part:
            self.parts.append(part)
            self._size += len(part)


def _is_leaf(node: dict[str, Any]) -> bool:
    """Return whether a node of unknown type is a text: its content is a string."""
    return any(isinstance(node.get(k), str) for k in ("text", "value", "content", "html"))


def _item(item: Any) -> Any:
    return item.get("content", item) if isinstance(item, dict) and "items" not in item else item


def _level(node: dict[str, Any], word: str) -> str:
    places = (node, node.get("attrs"), node.get("attributes"), node.get("data"))
    found = next((p["level"] for p in places if isinstance(p, dict) and isinstance(p.get("level"), int)), 2)
    return f"h{min(max(found, 1), 6)}"
