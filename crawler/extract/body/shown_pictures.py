"""Recognize elements that show a picture without ``img``: by a background in their style, or by a script."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

_NAMES = frozenset(
    f"data-{name}"
    for name in "src srcset image img image-src img-src bg bg-src bgset bg-image background background-image lazy "
    "lazy-src original big large full hires photo picture".split()
)
_FILE = re.compile(r"[^\s\"'<>]/[^\s\"'<>]+\.(?:jpe?g|png|webp|avif)(?:$|[?#&/!:;,\s])", re.I)
_PLAYER = re.compile(r"//(?:i\d?\.ytimg|img\.youtube|i\.vimeocdn|\w*\.dmcdn)\.")
"""Hosts of stills of films."""
_MOST_TEXT = 200
"""Most characters in an element whose background is a picture of the article, and not decoration."""


def shows_background(element: HtmlElement) -> bool:
    """Return whether the style of an element has a background picture, and its text is no longer than a caption's."""
    style = element.get("style")
    if style is None or "background" not in style or "url(" not in style or _PLAYER.search(style):
        return False
    size = 0
    for text in element.itertext():
        size += len(text.strip())
        if size > _MOST_TEXT:
            return False
    return True


def shows_picture(element: HtmlElement) -> bool:
    """Return whether an element without content shows a picture: a background, or one that a script adds.

    >>> from lxml.html import fromstring
    >>> [shows_picture(fromstring(f"<div {a}></div>")) for a in ('data-src="/up/a.jpg"', 'data-src="/a.html"', '')]
    [True, False, False]
    """
    names = element.keys()
    if not names:
        return False
    return any(_FILE.search(element.get(n, "")) for n in _NAMES.intersection(names)) or shows_background(element)
