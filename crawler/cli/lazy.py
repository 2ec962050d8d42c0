"""A group of commands, each in a module that is imported when the command is run."""

from __future__ import annotations

from difflib import get_close_matches
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

    modules: ClassVar[dict[str, str]] = {}
    """Modules of the commands whose names are keywords of Python."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands in their order."""
        return list(self.names)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that the arguments begin with; an unknown one fails with those that are spelled alike."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            alike = get_close_matches(args[0], self.names, 2, 0.6)
            if alike and "Did you mean" not in error.message:
                ctx.fail(f"{error.message} Did you mean {' or '.join(alike)}?")
            raise

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return the command of a name; None if there is none."""
        cmd_name = self.aliases.get(cmd_name, cmd_name)
        if cmd_name not in self.names:
            return None
        command: click.Command = import_module(f"{self.package}.{self.modules.get(cmd_name, cmd_name)}").command
        return command
