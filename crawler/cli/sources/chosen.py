"""The sources that a command is given: a folder of files, or the table of a ledger; and those of some names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from crawler.cli.failures import exit_with_message
from crawler.errors import Kind, unreadable
from crawler.ledger.errors import LedgerError
from crawler.ledger.source_store import is_table, open_sources
from crawler.sources.source import BadSource, Source, choose, parse_sources
from crawler.sources.store import SourceStore, Stored

_KINDS: dict[str, Kind | None] = {"missing": "missing", "unsupported": None}


@contextmanager
def opened_sources(sources: str, create: bool = False) -> Iterator[SourceStore]:
    """Yield the sources in a folder or ledger; ``create``: it if it is missing, else exit with an error message.

    Also exits if the ledger or a file cannot be read.
    """
    if not create and not is_table(sources) and not Path(sources).is_dir():
        message = f"There is no folder {sources}; --sources takes a folder of source files, or the URL of a ledger."
        exit_with_message(message, "missing")
    try:
        with open_sources(sources, create) as store:
            yield store
    except LedgerError as error:
        exit_with_message(str(error), _KINDS.get(error.kind, "ledger"))


def known_sources(store: SourceStore) -> dict[str, Source]:
    """Return all sources by their keys; exit with an error message for each mistake."""
    try:
        return parse_sources(store.stored())
    except BadSource as error:
        exit_with_message(str(error))
    except OSError as error:
        exit_with_message(unreadable(str(error.filename), error).message, "unreadable")


def chosen_keys(store: SourceStore, names: Iterable[str]) -> dict[str, Source]:
    """Return the sources of these names, or all, by their keys.

    Exits with an error message for each mistake, for an unknown name, or if there are no sources.
    """
    known = known_sources(store)
    try:
        chosen = {source.name for source in choose(list(known.values()), names)}
    except BadSource as error:
        exit_with_message(str(error))
    if not chosen:
        exit_with_message(f"There is no source in {store.name}; copydesk sources add writes one.", "missing")
    return {key: source for key, source in known.items() if source.name in chosen}


def stored_source(store: SourceStore, name: str) -> Stored:
    """Return a source as it is kept, by its name or that of its file; exit with an error message if there is none."""
    for found in store.stored():
        if found.key == name:
            return found
    exit_with_message(f"There is no source {store.place(name)}.", "missing")


def chosen_sources(sources: str, names: Iterable[str]) -> list[Source]:
    """Return the sources of these names, or all in a folder or ledger, see :func:`chosen_keys`."""
    with opened_sources(sources) as store:
        found = {source.name: source for source in chosen_keys(store, names).values()}
    return [found[name] for name in dict.fromkeys(names) if name in found] or list(found.values())
