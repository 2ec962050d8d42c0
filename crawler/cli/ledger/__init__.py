"""``copydesk ledger``: what a ledger holds, one file per command."""

from __future__ import annotations

import click

from crawler.cli.lazy import LazyGroup

COMMANDS = ("counts", "days", "history", "owed", "failed", "gone", "forget", "check", "vacuum")
"""Each is a module of this package with a ``command``."""


class Commands(LazyGroup):
    """The commands of ``copydesk ledger``."""

    package = "crawler.cli.ledger"
    names = COMMANDS


@click.command(cls=Commands)
def command() -> None:
    """Look into a ledger: what is owed, seen, delivered and failed; forget, check and shrink it."""
