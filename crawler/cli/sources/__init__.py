"""``copydesk sources``: write, list and check source files, one module per command."""

from __future__ import annotations

import click

from crawler.cli.lazy import LazyGroup

COMMANDS = ("add", "import", "export", "list", "show", "edit", "check", "pause", "resume", "remove")
"""Each is a module of this package with a ``command``."""


class Commands(LazyGroup):
    """The commands of ``copydesk sources``."""

    package = "crawler.cli.sources"
    names = COMMANDS
    modules = {"import": "import_sites"}  # noqa: RUF012  # a ClassVar of the base class


@click.command(cls=Commands)
def command() -> None:
    """Write, list and check sources: a TOML file per publisher in a folder, or a row each in the table of a ledger."""
