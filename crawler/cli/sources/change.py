"""Change sources by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import click

from crawler.cli.failures import exit_with_message
from crawler.cli.sources.chosen import chosen_keys, opened_sources
from crawler.errors import printable, unwritable
from crawler.sources.store import SourceStore


def change_each(sources: str, names: Iterable[str], change: Callable[[str], str | None], done: str) -> None:
    """Replace the text of each source, whole or not at all; ``change`` returns None to delete it.

    Exits with an error message, before any is changed, if a name is unknown or a source is invalid.
    """
    with opened_sources(sources) as store:
        chosen = chosen_keys(store, names)
        for found in store.stored():
            if found.key not in chosen:
                continue
            try:
                put(store, found.key, change(found.toml.decode()))
            except ValueError as error:
                message = f"{found.place} cannot be changed by this command: edit its line {error}."
                exit_with_message(message, "unwritable")
            click.echo(printable(f"{done} {found.place}."), err=True)


def put(store: SourceStore, key: str, toml: str | None) -> None:
    """Store a source, or remove it; exit with an error message if that fails."""
    try:
        if toml is None:
            store.remove(key)
        else:
            store.put({key: toml})
    except OSError as error:
        exit_with_message(unwritable(store.place(key), error).message, "unwritable")
