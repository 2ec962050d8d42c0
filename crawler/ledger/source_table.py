"""The table of sources of a ledger."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol


class SourceTable(Protocol):
    """A table of sources by their names."""

    def source_texts(self) -> dict[str, str]:
        """Return the TOML text of each source, sorted by name."""

    def source_text(self, name: str) -> str | None:
        """Return the TOML text of a source; None if there is no such source."""

    def put_sources(self, texts: Mapping[str, str]) -> None:
        """Store the TOML texts of sources in place of those with their names, all or none."""

    def delete_source(self, name: str) -> None:
        """Delete a source."""
