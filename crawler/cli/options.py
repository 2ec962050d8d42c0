"""Options that commands share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

FORMATS = ("jsonl", "json", "md", "text")

F = TypeVar("F", bound=Callable[..., Any])

_OPTIONS = (
    click.option("-o", "--output", metavar="FILE", default="-",
                 help="Write there; .gz and .zst compress. Default: standard output."),
    click.option("--format", "form", type=click.Choice(FORMATS), help="Default: by the name of FILE, else jsonl."),
    click.option("--errors", metavar="FILE", default="", help="Write a JSON line for each failure."),
    click.option("--progress/--no-progress", default=None, help="Default: a bar if standard error is a terminal."),
    click.option("-v", "--verbose", is_flag=True, help="Show Scrapy's log."),
)  # fmt: skip


def sources_option(command: F) -> F:
    """Add ``--sources``, the folder of source files."""
    return click.option(
        "--sources",
        metavar="DIR",
        default="sources",
        show_default=True,
        help="Folder of source files; their rules count for the pages of their hosts.",
    )(command)


def output_options(command: F) -> F:
    """Add the options of a command that writes records."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command
