"""The sources of a worker, in the table of its ledger; a wrong one costs no other source."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, TypeAlias

from crawler.fleet.visited_source import VisitedSource, to_visited
from crawler.sources.source import BadSource

Query: TypeAlias = Callable[..., Awaitable[list[dict[str, Any]]]]
"""Runs an SQL statement with named values, and returns its rows."""
_VERSIONS = "SELECT name, md5(toml) AS version FROM sources"
_TEXTS = "SELECT name, md5(toml) AS version, toml FROM sources WHERE name = ANY(%(names)s)"


class SourceRows:
    """The table ``sources`` (:class:`crawler.fleet.visited_source.VisitedSources`).

    Only texts that have changed are read: of thousands of sources their hashes are a fraction of a megabyte.
    """

    def __init__(self, query: Query, ledger: str) -> None:
        """``ledger``: its name for messages."""
        self._query, self.name = query, ledger
        self._read: dict[str, tuple[str, VisitedSource | None]] = {}

    @property
    def by_name(self) -> Mapping[str, VisitedSource]:
        """The sources that are not paused."""
        return {name: source for name, (_, source) in self._read.items() if source is not None}

    async def load(self) -> list[str]:
        """Read changed rows; return a sentence for each new mistake."""
        mistakes: list[str] = []
        versions = {row["name"]: row["version"] for row in await self._query(_VERSIONS)}
        read = {name: found for name, found in self._read.items() if versions.get(name) == found[0]}
        if changed := sorted(versions.keys() - read.keys()):
            for row in await self._query(_TEXTS, names=changed):
                read[row["name"]] = row["version"], self._parse(row, mistakes)
        self._read = read
        return mistakes

    async def read(self, name: str) -> tuple[VisitedSource, bytes] | None:
        """Return a source and its text as it is now."""
        for row in await self._query(_TEXTS, names=[name]):
            source = self._parse(row, [])
            return (source, row["toml"].encode()) if source else None
        return None

    def _parse(self, row: Mapping[str, Any], mistakes: list[str]) -> VisitedSource | None:
        try:
            return to_visited(row["toml"].encode(), f"{self.name}: {row['name']}", row["name"])
        except BadSource as error:
            mistakes += str(error).splitlines()
            return None
