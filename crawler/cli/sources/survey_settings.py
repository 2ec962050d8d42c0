"""Options and settings of a run that surveys sites and writes no records."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from crawler.cli.options import allow_host, with_options

F = TypeVar("F", bound=Callable[..., Any])

OUTPUT: dict[str, Any] = {"output": "-", "form": None, "errors": "", "progress": False, "verbose": False}

_OPTIONS = (
    click.option("--sources", metavar="DIR|URL", default="sources", show_default=True,
                 help="Folder of source files, or postgresql://…, the ledger whose table of sources workers read."),
    click.option("--force", is_flag=True, help="Overwrite existing files."),
    click.option("--contact", envvar="COPYDESK_CONTACT", default="",
                 help="Your URL or e-mail address, which sites see in the user agent."),
    click.option("--json", "as_json", is_flag=True, help="Show what was found as JSON instead of tables."),
    click.option("--at-once", type=click.IntRange(1), default=16, show_default=True,
                 help="Of several sites, the number that are asked at the same time."),
    allow_host,
)  # fmt: skip


def survey_options(command: F) -> F:
    """Add the options of a command that writes source files."""
    return with_options(command, _OPTIONS)


def survey_settings(allow_hosts: tuple[str, ...]) -> dict[str, Any]:
    """Return settings without feeds and summary."""
    from crawler.cli.run import allow

    return {"FEEDS": {}, "COPYDESK_SUMMARY": False, "COPYDESK_SOURCES": "", **allow(allow_hosts)}


def say(sentence: str) -> None:
    """Print a progress message on standard error."""
    from crawler.errors import printable

    click.echo(printable(sentence), err=True)
