"""The sources that a command is given by name."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from crawler.cli.failures import exit_with_message
from crawler.sources.source import BadSource, Source, choose, load_sources


def chosen_sources(folder: str, names: Iterable[str]) -> list[Source]:
    """Return the sources of these names, or all in the folder.

    Exits with an error message for each mistake in the files, or if there are none.
    """
    if not Path(folder).is_dir():
        exit_with_message(f"There is no folder {folder}; --sources takes a folder of source files.", "missing")
    try:
        found = choose(load_sources(Path(folder)), names)
    except BadSource as error:
        exit_with_message(str(error))
    if not found:
        exit_with_message(f"There is no source file in {folder}; copydesk sources add writes one.", "missing")
    return found
