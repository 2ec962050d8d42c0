"""The purpose of a recorded request, in a WARC field of our own, which other readers ignore."""

from __future__ import annotations

import json
from typing import Any

ASKED = "Copydesk-Asked"
"""JSON in ASCII: ``as``, ``requested_url``, ``hints``."""
ARTICLE = "parse_article"
"""Value of ``as``, the callback of the request, for articles."""
_TYPES = {"as": str, "requested_url": str, "hints": dict}


def read_request_fields(text: str) -> dict[str, Any]:
    """Return the values of the field; invalid ones are dropped.

    >>> read_request_fields('{"as": "parse_feed", "hints": 3}'), read_request_fields("{")
    ({'as': 'parse_feed'}, {})
    """
    try:
        found = json.loads(text) if text else {}
    except (ValueError, RecursionError):
        return {}
    values = found if isinstance(found, dict) else {}
    return {key: value for key, value in values.items() if key in _TYPES and isinstance(value, _TYPES[key])}
