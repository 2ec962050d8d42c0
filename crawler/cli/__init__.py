"""The ``copydesk`` command: one file per command, each loaded when it is asked for."""

from __future__ import annotations

import os
import sys
from importlib import import_module

import click

from crawler.version import version

COMMANDS = ("fetch", "extract", "demo", "explain", "credit", "ledger", "report", "schema")
"""Each is a module of this package with a ``command``."""


class Commands(click.Group):
    """A group whose commands are modules."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"crawler.cli.{cmd_name}").command
        return command


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(version(), prog_name="copydesk")
def group() -> None:
    """News pages in, clean article records out."""
    from crawler.cli.rooms import check_rooms

    check_rooms()


def main() -> None:
    """Entry point of the ``copydesk`` command."""
    os.environ["SCRAPY_SETTINGS_MODULE"] = "crawler.settings"
    try:
        group(prog_name="copydesk")
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
