"""Records on the command line: files, folders of them, and addresses."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

import click

_Command: TypeAlias = Callable[..., Any]


def record_files(paths: tuple[str, ...]) -> tuple[str, ...]:
    """Return the files that paths name; exit with an error message if there are none."""
    from crawler.cli.checks import check_addresses
    from crawler.cli.failures import exit_with_message
    from crawler.errors import unreadable
    from crawler.report.record_files import NoRecordFiles, expand

    try:
        with check_addresses():
            return tuple(expand(paths))
    except NoRecordFiles as error:
        exit_with_message(str(error), "missing")
    except OSError as error:
        exit_with_message(unreadable(str(error.filename), error).message, "unreadable")


def records_argument(must_exist: bool = False) -> Callable[[_Command], _Command]:
    """Return a decorator that adds RECORDS, the files that a command reads.

    ``must_exist``: whether a file that cannot be read is an error before the command begins.
    """

    def files(ctx: click.Context, param: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:
        found = record_files(value)
        for path in found if must_exist else ():
            _check(path)
        return found

    return click.argument("records", nargs=-1, required=True, metavar="RECORDS…", callback=files)


def _check(path: str) -> None:
    from crawler.errors import unreadable
    from crawler.report.record_files import size_of

    try:
        size_of(path)
    except FileNotFoundError:
        raise click.BadParameter(f"File '{path}' does not exist.", param_hint="'RECORDS…'") from None
    except OSError as error:
        raise click.BadParameter(unreadable(path, error).message, param_hint="'RECORDS…'") from None
