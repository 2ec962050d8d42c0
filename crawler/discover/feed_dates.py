"""Parse dates in feeds: RFC 822, RFC 3339, or in the language of the feed."""

from __future__ import annotations

import re
from typing import Any

from crawler.normalize.dates import parse_date

_LONGEST = 100
_UNIVERSAL = re.compile(r"(?<=\d )UT$")


def feed_date(text: Any, language: str | None = None) -> str | None:
    """Return a date in a feed in ISO 8601, with an offset if it has one; None if it is not a date.

    >>> feed_date("Thu, 26 Nov 2026 08:00:00 CEST"), feed_date("26 Nov 26 08:00 EST"), feed_date("soon")
    ('2026-11-26T08:00:00+02:00', '2026-11-26T08:00:00-05:00', None)
    >>> feed_date("03/04/2026 8:00", "fr"), feed_date("jeu., 26 nov. 2026 08:00:00 +0100")
    ('2026-04-03T08:00:00', '2026-11-26T08:00:00+01:00')
    """
    if not isinstance(text, str) or len(text) > _LONGEST:
        return None
    return parse_date(_UNIVERSAL.sub("UTC", text.strip()), language)
