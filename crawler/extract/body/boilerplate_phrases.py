"""The phrases of ``boilerplate.toml``, compiled for matching."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from crawler.normalize.word_tables import Beginnings, any_of

SIGNS = " \t\n.:;,!|/*•·…-–—_=+<>«»‹›→▶►▼▾➤☞👉⬇#[](){}【】〔〕（）「」'\"“”‘’：。！?？"
"""Characters that may surround a phrase."""
OPENING_SIGNS = " \t\n.|/*•·…-–—_=+>»›→▶►▼▾➤☞👉⬇#[({【〔（「'\"“”‘"
"""Characters that may precede a phrase."""
_UNPARTED = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uff00-\uffef\\W\\d]")
"""Last characters of phrases that need no word boundary: scripts without spaces, punctuation, digits."""


@dataclass(frozen=True, slots=True)
class Phrases:
    """The phrases of ``boilerplate.toml``, by kind."""

    labels: frozenset[str]
    advertising: frozenset[str]
    related: re.Pattern[str]
    notice: re.Pattern[str]
    anywhere: tuple[str, ...]
    beginnings: Beginnings
    """Those of every phrase that opens a text."""


@cache
def phrases() -> Phrases:
    """Return the phrases, compiled for matching."""
    with open(Path(__file__).with_name("boilerplate.toml"), "rb") as file:
        table = {key: [p.casefold() for p in several] for key, several in tomllib.load(file).items()}
    advertising, others = (frozenset(p.strip(SIGNS) for p in table[key]) for key in ("advertising", "label"))
    labels = advertising | others
    opening = {key: [p.lstrip(OPENING_SIGNS) or p for p in table[key]] for key in ("related", "notice")}
    related, notice = (re.compile(_opening(several)) for several in opening.values())
    every = (*labels, *opening["related"], *opening["notice"])
    return Phrases(labels, advertising, related, notice, tuple(table["anywhere"]), Beginnings(every))


def _opening(phrases: Sequence[str]) -> str:
    """Return a pattern for phrases at the beginning of a text: whole words in scripts that separate words."""
    dense = [p for p in phrases if _UNPARTED.fullmatch(p[-1])]
    spaced = [p for p in phrases if not _UNPARTED.fullmatch(p[-1])]
    return rf"(?:{any_of(spaced)}(?!\w)|{any_of(dense)})"
