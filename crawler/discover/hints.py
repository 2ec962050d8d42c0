"""What a list says of an article, within bounds: hints are kept with each request, and a site may say anything."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_LONGEST = 2_000
"""Letters of a text: a title, a caption."""
_MOST = 100
"""Values of a list: keywords, authors, pictures."""


def bounded(hints: Mapping[str, Any]) -> dict[str, Any]:
    """Hints that say something, without texts that are too long to be what they are called.

    >>> bounded({"headline": "Old pier", "date_published": None, "keywords": ["x" * 5000, "pier"]})
    {'headline': 'Old pier', 'keywords': ['pier']}
    """
    found = ((name, _bounded(value)) for name, value in hints.items())
    return {name: value for name, value in found if value}


def _bounded(value: Any) -> Any:
    if isinstance(value, str):
        return value if len(value) <= _LONGEST else None
    if isinstance(value, list):
        return [kept for item in value[:_MOST] if (kept := _bounded(item))]
    return bounded(value) if isinstance(value, dict) else value
