"""Whether a publisher reserves a page against use in datasets, by the facts in its record."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

_RESERVING = re.compile(r"(?:^|[:,;\s])(?:noai|noml|notrain|none)\b", re.IGNORECASE)
"""Robots directives that exclude a page from training, also those for a single robot."""
_NO_TRAINING = re.compile(r"\b(?:train-ai|train-genai|ai|bots)\s*=\s*n\b", re.IGNORECASE)
"""In ``Content-Usage``: https://datatracker.ietf.org/doc/draft-ietf-aipref-vocab/"""
_CREATIVE_COMMONS = re.compile(
    r"(?:\bcc|creativecommons\.org/licenses)[ /-]+by((?:[ -]+(?:nc|nd|sa))*)(?![a-z])", re.IGNORECASE
)


def reservation(record: dict[str, Any]) -> str:
    """Return what reserves a record: ``tdmrep``, ``robots``, ``content_usage`` or ``license``; empty if nothing does.

    >>> page = {"tdm_reservation": None, "robots": [], "content_usage": None, "license": None}
    >>> reservation(page), reservation(page | {"robots": ["gptbot: noai"]})
    ('', 'robots')
    >>> reservation(page | {"license": "https://creativecommons.org/licenses/by-nc/4.0/"})
    'license'
    """
    if record["tdm_reservation"] == 1:
        return "tdmrep"
    if any(map(_RESERVING.search, record["robots"])):
        return "robots"
    if _NO_TRAINING.search(record["content_usage"] or ""):
        return "content_usage"
    return "license" if reserves(record["license"] or "") else ""


def reserves(license: str) -> bool:
    """Return whether a licence, given by name or URL, reserves all rights or a use.

    >>> reserves("CC BY-SA 4.0"), reserves("CC BY-NC-ND 4.0"), reserves("© 2026. Alle Rechte vorbehalten.")
    (False, True, True)
    """
    folded = " ".join(license.casefold().split())
    table = _table()
    if found := _CREATIVE_COMMONS.search(folded):
        return any(element in re.split("[ -]+", found[1]) for element in table["elements"])
    return any(phrase in folded for phrase in (*table["phrases"], *table["words"]))


@cache
def _table() -> dict[str, list[str]]:
    return tomllib.loads(files("crawler.datasets").joinpath("reserved.toml").read_text("utf-8"))
