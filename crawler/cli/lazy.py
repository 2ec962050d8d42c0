"""A group of commands, each in a module that is imported when the command is run."""

from __future__ import annotations

from importlib import import_module
from typing import ClassVar

import click


class LazyGroup(click.Group):
    """A group whose commands are modules of ``package``, each with a ``command``."""

    package: ClassVar[str]
    names: ClassVar[tuple[str, ...]]
    """Names of the modules, in the order of the help."""
    aliases: ClassVar[dict[str, str]] = {}
    """Former names of commands, which work for one more release and are not listed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands in their order."""
        return list(self.names)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return the command of a name; None if there is none."""
        cmd_name = self.aliases.get(cmd_name, cmd_name)
        if cmd_name not in self.names:
            return None
        command: click.Command = import_module(f"{self.package}.{cmd_name}").command
        return command
