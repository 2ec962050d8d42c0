"""The words of credit lines, from ``words.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from crawler.normalize.names import given_names

_CJK = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff가-힣]")


@dataclass(frozen=True, slots=True)
class Words:
    """The tables of ``words.toml``, ready for lookup, in lower case."""

    labels: frozenset[str]
    joined_labels: tuple[str, ...]
    """Labels in scripts without spaces, longest first; they may touch the word before them."""
    openers: dict[str, tuple[tuple[str, ...], ...]]
    """Openers as tuples of words, by their first word, longest first."""
    bar_labels: tuple[str, ...]
    closers: tuple[str, ...]
    supplier_labels: tuple[str, ...]
    """Openers before a supplier, such as "courtesy of", each followed by a space, longest first."""
    placeholders: frozenset[str]
    noise: frozenset[str]
    roles: frozenset[str]
    roles_by: tuple[str, ...]
    organizations: frozenset[str]
    private: frozenset[str]
    stems: tuple[str, ...]
    suffixes: tuple[str, ...]
    """Suffixes of words that are organizations."""
    endings: tuple[str, ...]
    articles: tuple[str, ...]
    lookalikes: frozenset[str]
    weak: frozenset[str]
    """Canonical names that are also everyday words, in their own case."""
    joiners: frozenset[str]
    prompts: tuple[str, ...]
    """Labels of the user interface, longest first."""
    page_labels: dict[str, tuple[str, ...]]
    """Labels of credit lines away from the images, longest first: those for ``all`` images or the ``lead``."""
    notes: tuple[str, ...]
    """Notes to editors that a sentence may continue, longest first."""
    tags: tuple[str, ...]
    """Notes to editors that are complete, longest first."""
    rights: tuple[str, ...]
    """Rights notices, longest first."""
    places: frozenset[str]
    organization_surnames: frozenset[str]
    """Words that are an organization next to a person, and otherwise may be a family name."""
    first_names: frozenset[str]
    """Common first names."""
    place_surnames: frozenset[str]
    """Places that are also family names."""
    surnames: frozenset[str]
    """Words of organizations that are also family names."""


@cache
def words() -> Words:
    """Return all tables; they are loaded at the first call."""
    table = tomllib.loads(files(__package__).joinpath("words.toml").read_text("utf-8"))
    page_labels = {kind: _longest_first(_phrases(line)) for kind, line in table["page_labels"].items()}
    lines = (*table["labels"].values(), *table["page_labels"].values())
    labels = {phrase for line in lines for phrase in _phrases(line)}
    organizations = table["organizations"]
    plain = organizations["words"].casefold().split()
    return Words(
        labels=frozenset(labels),
        joined_labels=_longest_first(label for label in labels if _CJK.search(label)),
        openers=_by_first_word(_phrases(table["openers"]["words"])),
        bar_labels=tuple(_phrases(table["bar_labels"]["words"])),
        closers=_longest_first(_phrases(table["closers"]["words"])),
        supplier_labels=_longest_first(f"{g} " for g in _phrases(table["supplier_labels"]["words"])),
        placeholders=frozenset(_phrases(table["noise"]["placeholders"])),
        noise=frozenset(_phrases(table["noise"]["noise"])),
        roles=frozenset(_phrases(table["roles"]["words"])),
        roles_by=tuple(f"{role} by " for role in _phrases(table["roles"]["words"])),
        organizations=frozenset(w for w in plain if not w.endswith("*")),
        private=frozenset(organizations["private"].split()),
        stems=tuple(w[:-1] for w in plain if w.endswith("*")),
        suffixes=_longest_first(organizations["suffixes"].split()),
        endings=_longest_first(organizations["endings"].casefold().split()),
        articles=tuple(f"{phrase} " for phrase in _phrases(organizations["articles"])),
        lookalikes=frozenset(_phrases(table["lookalikes"]["words"])),
        weak=frozenset(w.strip() for w in table["weak"]["words"].split("|")),
        joiners=frozenset(table["joiners"]["words"].split()),
        prompts=_longest_first(_phrases(table["prompts"]["words"])),
        page_labels=page_labels,
        notes=_longest_first(_phrases(table["notices"]["notes"])),
        tags=_longest_first(_phrases(table["notices"]["tags"])),
        rights=_longest_first(_phrases(table["notices"]["rights"])),
        places=frozenset(_phrases(_lines("places.txt"))),
        organization_surnames=frozenset(organizations["organization_surnames"].split()),
        first_names=given_names(),
        place_surnames=frozenset(organizations["place_surnames"].split()),
        surnames=frozenset(organizations["surnames"].split()),
    )


def _lines(name: str) -> str:
    text = files(__package__).joinpath(name).read_text("utf-8")
    return "\n".join(line for line in text.splitlines() if not line.startswith("#"))


def _phrases(text: str) -> list[str]:
    return [" ".join(p.split()) for p in text.casefold().replace("\n", "|").split("|") if p.strip()]


def _longest_first(phrases: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(phrases, key=len, reverse=True))


def _by_first_word(phrases: list[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    table: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        parts = tuple(phrase.split())
        table.setdefault(parts[0], []).append(parts)
    return {first: tuple(sorted(found, key=len, reverse=True)) for first, found in table.items()}
