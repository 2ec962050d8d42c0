"""``copydesk ledger``: query and maintain a ledger, one module per command."""

from __future__ import annotations

from typing import ClassVar

import click

from crawler.cli.lazy import LazyGroup

COMMANDS = ("counts", "days", "history", "pending", "failed", "removed", "purge", "check", "vacuum", "copy", "segments")
"""Each is a module of this package with a ``command``."""


class Commands(LazyGroup):
    """The commands of ``copydesk ledger``."""

    package = "crawler.cli.ledger"
    names = COMMANDS
    aliases: ClassVar[dict[str, str]] = {"owed": "pending", "gone": "removed", "forget": "purge"}


@click.command(cls=Commands)
def command() -> None:
    """Query a ledger for what is pending, seen, delivered and failed; purge, check and shrink it."""
