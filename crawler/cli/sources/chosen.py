"""The sources of a folder that a command is to deal with."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import NoReturn

import click

from crawler.errors import EXIT_CODES, printable
from crawler.sources.source import BadSource, Source, choose, load_sources


def chosen_sources(folder: str, names: Iterable[str]) -> list[Source]:
    """Those of these names, or all; ends with a sentence for each mistake in the files, or where there are none."""
    if not Path(folder).is_dir():
        _end(f"There is no folder {folder}; --sources names the one with the source files.", EXIT_CODES["missing"])
    try:
        found = choose(load_sources(Path(folder)), names)
    except BadSource as error:
        _end(str(error), 2)
    if not found:
        _end(f"There is no source file in {folder}; copydesk sources add writes one.", EXIT_CODES["missing"])
    return found


def _end(message: str, code: int) -> NoReturn:
    click.echo("\n".join(map(printable, message.splitlines())), err=True)
    sys.exit(code)
