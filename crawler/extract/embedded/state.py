"""Application state in scripts, as plain values: Next, Nuxt, Fusion, Apollo, Redux, Remix, Angular and similar."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from lxml.html import HtmlElement

from crawler.extract.document.json_decoder import Decoder
from crawler.extract.embedded.devalue import linked
from crawler.extract.embedded.flight import rows

_MIN_CHARS = 400
"""Minimum length of a script with an article, in characters."""
_MAX_CHARS = 8_000_000
_MAX_SCRIPTS = 40
_FLIGHT = "__next_f"
_START = re.compile(
    r"(?:^|[;,{}\s])(?:window|self|globalThis|Fusion|var|let|const)\b[.\s\[\"']{0,3}[\w$.]{1,60}[\"'\]]{0,2}"
    r"\s{0,3}=\s{0,3}(?:JSON\.parse\(\s{0,3})?(?=[{\[\"'])"
)
"""An assignment of JSON, or of JSON in a string."""
_LITERAL = re.compile(r'"((?:[^"\\]++|\\.)*+)"', re.S)
_KEY = re.compile(r"([\w$]{1,30})[\"']?\s{0,2}:\s{0,2}$")
_MAX_STARTS = 60
_LONG = 200
_decoder = Decoder(strict=False)


def states(scripts: Iterable[HtmlElement], wanted: Callable[[str], bool] = bool) -> Iterator[Any]:
    """Yield the state in the scripts of a page, one value at a time; unreadable scripts are skipped.

    ``wanted`` decides from a script's text whether it is parsed.
    """
    scripts = [s for s in scripts if 0 < len(s.text or "") <= _MAX_CHARS]
    flight = [s.text for s in scripts if _FLIGHT in s.text[:300]]
    if flight and wanted("".join(flight)):
        yield rows(flight)
    others = [s for s in scripts if len(s.text) > _MIN_CHARS and _FLIGHT not in s.text[:300]][:_MAX_SCRIPTS]
    for script in others:
        kind = (script.get("type") or "").lower()
        if "ld+json" in kind or not wanted(script.text):
            continue
        if "json" in kind:
            if (value := _json(script.text)) is not None:
                yield linked(value)
        elif "=" in script.text and not script.get("src"):
            yield from assigned(script.text)


def assigned(script: str) -> Iterator[Any]:
    """Yield the values that a script assigns; if code builds them, its long strings by their keys.

    >>> list(assigned('window.__STATE__ = {"a": [1]}; var b = "{\\\\"c\\\\": 2}";'))
    [{'a': [1]}, {'c': 2}]
    """
    place, seen = 0, False
    for _ in range(_MAX_STARTS):
        start = _START.search(script, place)
        if start is None:
            break
        value, place = _value(script, start.end())
        if isinstance(value, dict | list):
            seen = True
            yield value
    if not seen and "function(" in script and "return" in script:
        yield literals(script)


def literals(script: str) -> list[dict[str, str]]:
    """Return the long strings of a script, each with the key before it."""
    found = []
    for match in _LITERAL.finditer(script):
        if match.end() - match.start() > _LONG:
            key = _KEY.search(script[max(0, match.start() - 40) : match.start()])
            text = _json('"' + match[1].replace("\\x", "\\u00").replace("\\'", "'") + '"')
            if isinstance(text, str):
                found.append({key[1] if key else "": text})
    return found


def _value(script: str, place: int) -> tuple[Any, int]:
    if script[place] == "'":
        end = script.find("'", place + 1)
        return (_json(script[place + 1 : end].replace('\\"', '"')), end + 1) if end > 0 else (None, place + 1)
    try:
        value, end = _decoder.raw_decode(script, place)
    except (ValueError, RecursionError):
        return None, place + 1
    return (_json(value) if isinstance(value, str) else value), end


def _json(text: str) -> Any:
    """Parse JSON whose quotes may be written as entities (Angular: ``&q;``)."""
    if "&q;" in text[:200]:
        text = text.replace("&q;", '"').replace("&s;", "'").replace("&l;", "<").replace("&g;", ">").replace("&a;", "&")
    elif "&quot;" in text[:200]:
        text = html.unescape(text)
    try:
        return _decoder.decode(text.strip())
    except (ValueError, RecursionError):
        return None
