"""A group of commands, each a module that is loaded when it is asked for."""

from __future__ import annotations

from importlib import import_module
from typing import ClassVar

import click


class LazyGroup(click.Group):
    """A group whose commands are modules of ``package`` with a ``command``."""

    package: ClassVar[str]
    names: ClassVar[tuple[str, ...]]
    """In the order of the help."""
    aliases: ClassVar[dict[str, str]] = {}
    """Former names of commands, which still work for a release and are not listed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in their order."""
        return list(self.names)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name."""
        cmd_name = self.aliases.get(cmd_name, cmd_name)
        if cmd_name not in self.names:
            return None
        command: click.Command = import_module(f"{self.package}.{cmd_name}").command
        return command
