"""News agencies, as opposed to picture agencies and outlets."""

from __future__ import annotations

from crawler.normalize.agencies import find_agency
from crawler.normalize.word_tables import table


def news_agency(name: str) -> str | None:
    """Return the canonical name of a news agency; None for outlets, stock libraries and words that are also roles.

    >>> news_agency("AFP"), news_agency("Getty"), news_agency("BBC News"), news_agency("Reporter")
    ('Agence France-Presse', None, None, None)
    """
    agency = find_agency(name) if name.casefold() not in table("bylines")["role"] else None
    return agency.canonical if agency is not None and agency.kind == "agency" else None
