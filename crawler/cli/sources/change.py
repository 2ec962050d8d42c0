"""Change the files of sources by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import click

from crawler.atomic_write import atomic_write
from crawler.errors import printable


def change_each(folder: str, names: Iterable[str], change: Callable[[str], str | None], done: str) -> None:
    """Replace the text of each source's file, whole or not at all; ``change`` returns None to delete it.

    Exits with an error message, before any file is changed, if a name is unknown or a file is invalid.
    """
    from crawler.cli.failures import exit_with_message
    from crawler.cli.sources.chosen import chosen_sources
    from crawler.errors import unwritable
    from crawler.sources.source import load_source

    chosen = {source.name for source in chosen_sources(folder, names)}
    files = [path for path in sorted(Path(folder).glob("*.toml")) if load_source(path).name in chosen]
    for path in files:
        try:
            _change(path, change)
        except OSError as error:
            exit_with_message(unwritable(str(path), error).message, "unwritable")
        except ValueError as error:
            exit_with_message(f"{path} cannot be changed by this command: edit its line {error}.", "unwritable")
        click.echo(printable(f"{done} {path}."), err=True)


def _change(path: Path, change: Callable[[str], str | None]) -> None:
    text = change(path.read_text("utf-8"))
    if text is None:
        path.unlink()
    else:
        with atomic_write(path) as file:
            file.write(text.encode())
