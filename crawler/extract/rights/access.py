"""Whether an article is accessible for free."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from crawler.extract.candidates import Candidate
from crawler.extract.document.page import Page

_TIERS = {
    "free": True, "open": True, "public": True, "metered": False, "locked": False, "premium": False, "paid": False,
    "subscription": False, "subscriber": False, "subscribers": False, "subscriber-only": False, "paywall": False,
    "plus": False,
}  # fmt: skip
_TIER = re.compile(r"(?:content|article)?[-_:.]*(?:tier|access(?:[-_]?(?:level|status|type))?)$", re.I)
_PAID = re.compile(r"(?:^|[-_:.]|is)(?:paid|premium|paywall|paywalled|(?:paid|premium)[-_]?(?:content|article))$", re.I)
"""Suffixes of names that state whether an article is paid for; "paywall_user" means something else."""


def read_access(page: Page) -> list[Candidate]:
    """Return whether the article is free: ``isAccessibleForFree`` in JSON-LD (also of a part) or microdata, tiers and
    flags in meta elements and in ``data-`` attributes around the article.

    https://developers.google.com/search/docs/appearance/structured-data/paywalled-content
    """
    data = page.data
    parts = data.article.get("hasPart")
    locked = [p for p in (parts if isinstance(parts, list) else [parts]) if isinstance(p, dict)]
    return [
        Candidate(_truth(data.article.get("isAccessibleForFree")), "json-ld"),
        *(Candidate(False, "json-ld") for p in locked[:20] if _truth(p.get("isAccessibleForFree")) is False),
        Candidate(_truth(data.web_page.get("isAccessibleForFree")), "json-ld"),
        Candidate(_truth(data.item("isaccessibleforfree")), "microdata"),
        *(Candidate(free, "meta") for free in _is_free((name, values[0]) for name, values in data.meta.items())),
        *(Candidate(free, "dom") for free in _is_free(_attributes(page))),
    ]


def disagreement(candidates: Iterable[Candidate]) -> str | None:
    """Return a warning if origins disagree on whether the article is free, else None."""
    stated = {c.value: c.origin for c in reversed(list(candidates)) if c.value is not None}
    if len(stated) < 2:
        return None
    return f"is_accessible_for_free: contradictory: {stated[True]} says yes, {stated[False]} says no"


def _attributes(page: Page) -> Iterator[tuple[str, str]]:
    holders = (page.root, page.root.find("body"), page.main)
    stated = (pair for holder in holders if holder is not None for pair in holder.items())
    return ((name, value) for name, value in stated if name.startswith("data-"))


def _is_free(stated: Iterable[tuple[str, str]]) -> Iterator[bool]:
    """Yield whether the article is free, for each name and value that states it."""
    for name, value in stated:
        is_tier, is_flag = _meaning(name)
        if not is_tier and not is_flag:
            continue
        word = value.strip().lower()
        if is_tier and word in _TIERS:
            yield _TIERS[word]
        elif is_flag and (paid := _truth(word)) is not None:
            yield not paid


@lru_cache(2048)
def _meaning(name: str) -> tuple[bool, bool]:
    """Return whether a name denotes a tier, and whether a flag; cached, since the web uses few names."""
    return bool(_TIER.search(name)), bool(_PAID.search(name))


def _truth(value: Any) -> bool | None:
    """Return a boolean for the ways to write one; None for anything else.

    >>> _truth("http://schema.org/False"), _truth(True), _truth("?")
    (False, True, None)
    """
    word = str(value).rsplit("/", 1)[-1].strip().lower()
    return {"true": True, "false": False, "yes": True, "no": False, "1": True, "0": False}.get(word)
