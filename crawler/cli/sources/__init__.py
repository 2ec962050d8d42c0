"""``copydesk sources``: write, list and check source files, one module per command."""

from __future__ import annotations

import click

from crawler.cli.lazy import LazyGroup

COMMANDS = ("add", "list", "check")
"""Each is a module of this package with a ``command``."""


class Commands(LazyGroup):
    """The commands of ``copydesk sources``."""

    package = "crawler.cli.sources"
    names = COMMANDS


@click.command(cls=Commands)
def command() -> None:
    """Write, list and check source files: one TOML file per publisher."""
