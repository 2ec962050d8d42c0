"""Failures on standard error, and the exit code of a command that had them."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import NoReturn

import click

from crawler.errors import EXIT_CODES, Failure, Kind, exit_code, printable, unwritable

USAGE_ERROR = 2
"""Exit code of a wrong command line, and of a mistake in a source file."""
_MOST_SHOWN = 20
"""Failures that are printed one by one; a file that is not JSON Lines at all has thousands."""


def print_failures(failures: Sequence[Failure]) -> None:
    """Print a sentence for each failure; of many, the first and how many more there are."""
    for failure in failures[:_MOST_SHOWN]:
        click.echo(printable(failure.message), err=True)
    if len(failures) > _MOST_SHOWN:
        click.echo(f"{len(failures) - _MOST_SHOWN} more lines are like these.", err=True)


def exit_with(failures: Sequence[Failure]) -> NoReturn:
    """Print the failures and exit with their code: 0 if there are none."""
    print_failures(failures)
    sys.exit(exit_code(failure.kind for failure in failures))


def exit_with_message(message: str, kind: Kind | None = None) -> NoReturn:
    """Print a message of one line or several, and exit with the code of a kind of failure; without one, with 2."""
    click.echo("\n".join(map(printable, message.splitlines())), err=True)
    sys.exit(EXIT_CODES[kind] if kind else USAGE_ERROR)


@contextmanager
def failures_of_writing(output: str) -> Iterator[list[Failure]]:
    """Run a command that writes one output and collects failures in this list; at its end, exit with their code.

    An ``OSError`` is a failure of the output.
    """
    failures: list[Failure] = []
    try:
        yield failures
    except OSError as error:
        failures.append(unwritable(output, error))
    exit_with(failures)
