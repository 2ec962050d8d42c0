"""Failures told on standard error, and the exit code of a command that had them."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import NoReturn

import click

from crawler.errors import Failure, exit_code, printable

_MOST_TOLD = 20
"""Failures that are told one by one; a file of another kind has thousands."""


def tell_failures(failures: Sequence[Failure]) -> None:
    """A sentence for each, up to a number."""
    for failure in failures[:_MOST_TOLD]:
        click.echo(printable(failure.message), err=True)
    if len(failures) > _MOST_TOLD:
        click.echo(f"{len(failures) - _MOST_TOLD} more lines are like these.", err=True)


def exit_with(failures: Sequence[Failure]) -> NoReturn:
    """Tell the failures, and end the command with their exit code; 0 if there are none."""
    tell_failures(failures)
    sys.exit(exit_code(failure.kind for failure in failures))
