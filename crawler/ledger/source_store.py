"""The sources in a ledger's table, which machines without a shared folder read (``--sources postgresql://…``)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

from crawler.ledger.registry import IMPLEMENTATIONS, display_name, open_ledger
from crawler.ledger.source_table import SourceTable
from crawler.sources.store import SourceFolder, SourceStore, Stored


class LedgerSources:
    """The sources in a ledger (:class:`crawler.sources.store.SourceStore`). Raises ``LedgerError``."""

    def __init__(self, table: SourceTable, name: str) -> None:
        self._table, self.name = table, name

    def stored(self) -> Iterator[Stored]:
        """Yield all sources."""
        for name, toml in self._table.source_texts().items():
            yield Stored(name, self.place(name), toml.encode(), name)

    def place(self, key: str) -> str:
        """Return the ledger and the name of the source."""
        return f"{self.name}: {key}"

    def has(self, key: str) -> bool:
        """Return whether there is such a source."""
        return self._table.source_text(key) is not None

    def put(self, texts: Mapping[str, str]) -> None:
        """Store sources, all or none."""
        self._table.put_sources(texts)

    def remove(self, key: str) -> None:
        """Delete a source."""
        self._table.delete_source(key)


def is_table(sources: str) -> bool:
    """Return whether sources are in a ledger rather than a folder.

    >>> is_table("postgresql://db.example/news"), is_table("sources/"), is_table("s3://bucket/sources/")
    (True, False, False)
    """
    scheme, found, _ = sources.partition("://")
    return bool(found) and scheme.lower() in IMPLEMENTATIONS


def sources_name(sources: str) -> str:
    """Return the folder or ledger for messages, without user and password."""
    return display_name(sources) if is_table(sources) else sources


@contextmanager
def open_sources(sources: str, create: bool = False) -> Iterator[SourceStore]:
    """Yield the sources in a folder, or at the URL of a ledger; ``create``: the tables of the ledger, if it has none.

    :raises crawler.ledger.errors.LedgerError: if the ledger cannot be opened, or there is none.
    """
    if not is_table(sources):
        yield SourceFolder(Path(sources))
        return
    with closing(open_ledger(sources, exclusive=False, create=create)) as ledger:
        yield LedgerSources(ledger, display_name(sources))
