"""Whether an article can be read for free."""

from __future__ import annotations

from typing import Any

from crawler.page.candidates import Candidate
from crawler.page.page import Page

_TIERS = {"free": True, "metered": False, "locked": False, "premium": False, "paid": False, "subscription": False}


def read_access(page: Page) -> list[Candidate]:
    """``isAccessibleForFree`` of JSON-LD or of one of its parts, of microdata, content tier of meta.

    https://developers.google.com/search/docs/appearance/structured-data/paywalled-content
    """
    data = page.data
    parts = data.article.get("hasPart")
    locked = [p for p in (parts if isinstance(parts, list) else [parts]) if isinstance(p, dict)]
    tier = data.first("article:content_tier", "og:article:content_tier", "content_tier", "cxenseparse:content-tier")
    return [
        Candidate(_truth(data.article.get("isAccessibleForFree")), "json-ld"),
        *(Candidate(False, "json-ld") for p in locked[:20] if _truth(p.get("isAccessibleForFree")) is False),
        Candidate(_truth(data.item("isaccessibleforfree")), "microdata"),
        Candidate(_TIERS.get((tier or "").lower()), "meta"),
    ]


def _truth(value: Any) -> bool | None:
    """
    >>> _truth("http://schema.org/False"), _truth(True), _truth("?")
    (False, True, None)
    """
    word = str(value).rsplit("/", 1)[-1].strip().lower()
    return {"true": True, "false": False, "yes": True, "no": False, "1": True, "0": False}.get(word)
