"""Front matter of a page in Markdown: lines of ``key: value`` between two lines of ``---``."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from html import escape

_LINE = re.compile(r"([A-Za-z][\w-]{0,40})\s*:(.*)")
_NAMES = {
    "date": "article:published_time",
    "published": "article:published_time",
    "date_published": "article:published_time",
    "updated": "article:modified_time",
    "modified": "article:modified_time",
    "title": "og:title",
    "url": "og:url",
    "site": "og:site_name",
    "site_name": "og:site_name",
    "sitename": "og:site_name",
    "publisher": "og:site_name",
    "description": "og:description",
    "image": "og:image",
    "section": "article:section",
    "author": "author",
    "authors": "author",
    "byline": "author",
    "keywords": "keywords",
    "tags": "keywords",
}


def front_matter(text: str) -> tuple[dict[str, str], str]:
    """Return the fields, with keys in lower case, and the text after them; no fields if there is no front matter."""
    lines = text.lstrip().split("\n", 101)
    if lines[0].strip() != "---":
        return {}, text
    end = next((number for number, line in enumerate(lines[1:101], 1) if line.strip() in ("---", "...")), 0)
    found = [match for line in lines[1:end] if (match := _LINE.match(line))]
    if not found:
        return {}, text
    return {match[1].lower(): _bare(match[2].strip()) for match in found}, "\n".join(lines[end + 1 :])


def _bare(value: str) -> str:
    """Return a scalar without quotes, or the items of a list in brackets, separated by commas.

    >>> _bare('["a", "b, c"]'), _bare("[a, 'b']"), _bare('"a \\\\u003c b"')
    ('a, b, c', 'a, b', 'a < b')
    """
    with suppress(ValueError, RecursionError):
        read = json.loads(value)
        if isinstance(read, str):
            return read
        if isinstance(read, list) and all(isinstance(item, str) for item in read):
            return ", ".join(read)
    if len(value) > 1 and value[0] == "[" and value[-1] == "]":
        return ", ".join(_bare(item.strip()) for item in value[1:-1].split(","))
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value


def to_meta(fields: dict[str, str]) -> str:
    """Return the fields as ``meta`` elements, with the names that pages use."""
    known = ((_NAMES.get(key, ""), value) for key, value in fields.items())
    return "".join(
        f'<meta {"property" if ":" in name else "name"}="{name}" content="{escape(value)}">'
        for name, value in known
        if name and value
    )
