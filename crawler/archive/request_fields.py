"""What a recorded response was asked for: a field of our own in its WARC record, which other readers pass over."""

from __future__ import annotations

import json
from typing import Any

ASKED = "Copydesk-Asked"
"""JSON in ASCII: ``as``, ``requested_url``, ``hints``."""
ARTICLE = "parse_article"
"""Value of ``as``, the callback of its request, for what was read as an article."""
_TYPES = {"as": str, "requested_url": str, "hints": dict}


def read_asked(text: str) -> dict[str, Any]:
    """The values of the field; what is not as it should be is left out.

    >>> read_asked('{"as": "parse_feed", "hints": 3}'), read_asked("{")
    ({'as': 'parse_feed'}, {})
    """
    try:
        found = json.loads(text) if text else {}
    except (ValueError, RecursionError):
        return {}
    values = found if isinstance(found, dict) else {}
    return {key: value for key, value in values.items() if key in _TYPES and isinstance(value, _TYPES[key])}
