"""Recognize video and audio players by their URLs, from ``providers.toml``."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

MediaKind = Literal["videos", "audios"]

_SCHEME = re.compile(r"https?://(?:www\.)?", re.I)
_MAX_CHARS = 2_000
_GENERIC = frozenset(
    "video audio player embed embedded iframe media content the a from external podcast plugin".split()
)
"""Words of titles that only state that there is a player."""
_WORD = re.compile(r"\w+")


class Player(NamedTuple):
    """A player recognized by its URL."""

    kind: MediaKind
    provider: str
    id: str
    """Identifies the item played, the same for every form of its URL."""


def player_of(url: str) -> Player | None:
    """Return the player at an absolute URL; None if it is unknown.

    >>> player_of("https://www.youtube-nocookie.com/embed/abcdefghijk?rel=0")
    Player(kind='videos', provider='YouTube', id='abcdefghijk')
    """
    scheme = _SCHEME.match(url)
    if scheme is None or len(url) > _MAX_CHARS:
        return None
    address, players = _known()
    found = address.match(url, scheme.end())
    if found is None or found.lastindex is None:
        return None
    return Player(*players[found.lastindex - 1], found[found.lastindex])


def is_title(text: str, provider: str) -> bool:
    """Return whether a player's title describes its content, rather than only the player.

    >>> is_title("YouTube video player", "YouTube"), is_title("The pier at dawn", "YouTube")
    (False, True)
    """
    return bool({word.casefold() for word in _WORD.findall(text)} - _GENERIC - {*provider.casefold().split()})


@cache
def _known() -> tuple[re.Pattern[str], list[tuple[MediaKind, str]]]:
    """Return a pattern for the addresses of all players, and the kind and provider of each of its groups."""
    table = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    kinds: tuple[MediaKind, ...] = ("videos", "audios")
    rows = [(kind, name, address) for kind in kinds for name, address in table[kind]]
    return re.compile("|".join(address for *_, address in rows), re.I), [(kind, name) for kind, name, _ in rows]
