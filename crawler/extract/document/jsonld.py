"""The JSON-LD of a page (https://www.w3.org/TR/json-ld11/) as a flat list of nodes."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any
from urllib.parse import unquote, urlsplit

from crawler.extract.document.broken_json import read_broken
from crawler.extract.document.json_decoder import Decoder
from crawler.normalize.word_tables import squash

Node = dict[str, Any]

_MAX_CHARS = 2_000_000
_MAX_NODES = 2_000
_MAX_DEPTH = 12
_NESTED = ("@graph", "mainEntity", "mainEntityOfPage", "breadcrumb", "itemReviewed")
_ARTICLE = re.compile(r"(?:Article|BlogPosting|Report|Posting|^Review|^CriticReview|^Recipe|^NewsItem)$", re.I)
_WRAPPING = re.compile(
    r"^\s*(?://\s*)?(?:<!--|<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/)+|(?:(?://\s*)?(?:-->|\]\]>)|/\*\s*\]\]>\s*\*/)[\s;]*$"
)
_TRAILING_COMMA = re.compile(r",\s*(?=[}\]])")
_BAD_ESCAPE = re.compile(r"\\(?![\"\\/bfnrtu])")
_PREFIXED = re.compile(r'"(?:https?://schema\.org/|schema:)(\w+)"(?=\s*:)')
_decoder = Decoder(strict=False)


def nodes(scripts: Iterable[str | None]) -> list[Node]:
    """Return all nodes of the scripts as a flat list in document order, as far as broken scripts can be read.

    >>> nodes(['{"@graph": [{"@type": "NewsArticle"}, {"@type": "Person"},]}'])[1:]
    [{'@type': 'NewsArticle'}, {'@type': 'Person'}]
    """
    found: list[Node] = []
    for script in scripts:
        if script and len(script) <= _MAX_CHARS:
            script = _PREFIXED.sub(r'"\1"', script) if "schema:" in script or "schema.org/" in script else script
            for value in load(script):
                _flatten(value, found, 0)
    return found


def load(script: str) -> list[Any]:
    """Return the JSON values of a script: usually one, several if a page concatenates them.

    >>> load('<!-- {"a": "x\\ty",} -->')
    [{'a': 'x\\ty'}]
    """
    try:
        return [_decoder.decode(script)]
    except (ValueError, RecursionError):
        pass
    mended = _TRAILING_COMMA.sub("", _WRAPPING.sub("", script.strip()))
    mended = _BAD_ESCAPE.sub("", html.unescape(mended) if mended[:30].count("&quot;") else mended)
    return list(_values(mended))


def _values(text: str) -> Iterator[Any]:
    place = 0
    while (place := _start(text, place)) >= 0:
        try:
            value, place = _decoder.raw_decode(text, place)
        except (ValueError, RecursionError):
            yield read_broken(text[place:])
            return
        yield value


def _start(text: str, place: int) -> int:
    starts = [i for i in (text.find("{", place), text.find("[", place)) if i >= 0]
    return min(starts, default=-1)


def _flatten(value: Any, found: list[Node], depth: int) -> None:
    if depth > _MAX_DEPTH or len(found) >= _MAX_NODES:
        return
    if isinstance(value, list):
        for item in value:
            _flatten(item, found, depth + 1)
    elif isinstance(value, dict):
        found.append(value)
        for key in _NESTED:
            if isinstance(value.get(key), dict | list):
                _flatten(value[key], found, depth + 1)


def types(node: Node) -> list[str]:
    """Return the schema.org types of a node without their namespace.

    >>> types({"@type": ["https://schema.org/NewsArticle", "Thing"]})
    ['NewsArticle', 'Thing']
    """
    value = node.get("@type")
    named = value if isinstance(value, list) else [value]
    return [t.rstrip("/").rsplit("/", 1)[-1].removeprefix("schema:") for t in named if isinstance(t, str)]


def is_article(node: Node) -> bool:
    """Return whether a node is an Article or of one of its subtypes."""
    return any(map(_is_of_articles, types(node)))


@lru_cache(512)
def _is_of_articles(kind: str) -> bool:
    """Return whether a type is Article or a subtype; cached, since the web uses few types."""
    return _ARTICLE.search(kind) is not None


def article_node(found: Iterable[Node], url: str, titles: Iterable[str] = ()) -> Node:
    """Return the node of the article at ``url``: the best match by URL, then headline, then completeness."""
    articles = [n for n in found if is_article(n)]
    if len(articles) < 2:
        return articles[0] if articles else {}
    names = [_key(t) for t in titles]
    here = _address(url)
    return max(articles, key=lambda n: _match(n, here, names), default={})


def _match(node: Node, here: str, titles: list[str]) -> tuple[int, int]:
    addressed = any(_address(a) == here for a in _addresses(node))
    headline = _key(str(node.get("headline") or node.get("name") or ""))
    titled = bool(headline) and any(headline in t for t in titles)
    dated = "datePublished" in node
    return (4 * addressed + 2 * titled + dated + ("headline" in node), min(len(node), 12))


def _addresses(node: Node) -> Iterator[str]:
    for key in ("url", "mainEntityOfPage", "@id"):
        value = node.get(key)
        value = (value.get("@id") or value.get("url")) if isinstance(value, dict) else value
        if isinstance(value, str) and "/" in value:
            yield value


def _address(url: str) -> str:
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return url
    return unquote(parts.path).rstrip("/").lower() or "/"


def text_value(value: Any) -> str | None:
    """Return the text of a value: the first of a list, ``@value``, or a node's name, at any depth; else None.

    >>> text_value([{"@value": "Jane Doe", "@language": "en"}]), text_value({"name": {"name": "Jane"}}), text_value(3)
    ('Jane Doe', 'Jane', None)
    """
    for _ in range(_MAX_DEPTH):
        if isinstance(value, list):
            value = value[0] if value else None
        elif isinstance(value, dict):
            value = value.get("@value") or value.get("name")
        else:
            break
    return value if isinstance(value, str) else None


def _key(text: str) -> str:
    return squash(html.unescape(text))
