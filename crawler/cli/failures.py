"""Failures told on standard error."""

from __future__ import annotations

from collections.abc import Sequence

import click

from crawler.errors import Failure, printable

_MOST_TOLD = 20
"""Failures that are told one by one; a file of another kind has thousands."""


def tell_failures(failures: Sequence[Failure]) -> None:
    """A sentence for each, up to a number."""
    for failure in failures[:_MOST_TOLD]:
        click.echo(printable(failure.message), err=True)
    if len(failures) > _MOST_TOLD:
        click.echo(f"{len(failures) - _MOST_TOLD} more lines are like these.", err=True)
