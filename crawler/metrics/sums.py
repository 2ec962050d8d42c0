"""How the fields of a tally add up: counts, latest values, examples. The second argument is the later one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field
from typing import Any

MOST_LATEST = 16
"""Number of latest values that are kept."""
MOST_EXAMPLES = 3
"""Number of examples of a kind that are kept."""
_MOST_DIGESTS = 64
_MOST_NAMES = 40
"""Most names of languages, warnings and so on; the least frequent ones beyond are counted as ``other``."""


def added(add: Callable[[Any, Any], Any], default: Callable[[], Any] = dict) -> Any:
    """Return a dataclass field whose values are added by a function of two values."""
    return field(default_factory=default, metadata={"add": add})


def counts(one: dict[str, int], other: dict[str, int]) -> dict[str, int]:
    """Return the sum of counts by name.

    >>> counts({"en": 2}, {"en": 1, "de": 1})
    {'en': 3, 'de': 1}
    """
    found = dict(one)
    for key, number in other.items():
        raise_by(found, key, number)
    if len(found) > _MOST_NAMES:
        ordered = sorted(found.items(), key=lambda pair: (pair[0] == "other", -pair[1], pair[0]))
        rest = sum(number for _, number in ordered[_MOST_NAMES - 1 :])
        found = {**dict(ordered[: _MOST_NAMES - 1]), "other": rest}
    return found


def raise_by(counts: dict[str, int], name: str, number: int = 1) -> None:
    """Add a number to a count, in place."""
    counts[name] = counts.get(name, 0) + number


def latest_values(one: dict[str, list[str]], other: dict[str, list[str]]) -> dict[str, list[str]]:
    """Return the latest values by name."""
    return one | {key: [*one.get(key, ()), *values][-MOST_LATEST:] for key, values in other.items()}


def latest_distinct(one: dict[str, list[str]], other: dict[str, list[str]]) -> dict[str, list[str]]:
    """Return the latest three different values by name."""
    return {what: _distinct([*one.get(what, ()), *other.get(what, ())]) for what in one.keys() | other.keys()}


def _distinct(texts: list[str]) -> list[str]:
    return list(dict.fromkeys(reversed(texts)))[:MOST_EXAMPLES][::-1]


def newest_articles(one: list[dict[str, Any]], other: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the latest three articles, each once."""
    return list({article["url"]: article for article in [*one, *other]}.values())[-MOST_EXAMPLES:]


def latest_digests(one: list[str], other: list[str]) -> list[str]:
    """Return the latest digests."""
    return [*one, *other][-_MOST_DIGESTS:]
