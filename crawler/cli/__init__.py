"""The ``copydesk`` command: one module per command, each imported when it is run."""

from __future__ import annotations

import os
import sys

import click

from crawler.cli.lazy import LazyGroup
from crawler.version import version

COMMANDS = (
    "fetch", "extract", "crawl", "schedule", "worker", "alarms", "export", "dataset", "demo", "explain", "inspect",
    "sources", "credit", "ledger", "report", "schema",
)  # fmt: skip
"""Each is a module of this package with a ``command``."""


class Commands(LazyGroup):
    """The commands of ``copydesk``."""

    package = "crawler.cli"
    names = COMMANDS


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(version(), prog_name="copydesk")
def group() -> None:
    """Crawl news pages and write clean article records."""
    from crawler.engine.package_check import check_packages

    check_packages()


def main() -> None:
    """Entry point of the ``copydesk`` command."""
    os.environ["SCRAPY_SETTINGS_MODULE"] = "crawler.settings"
    try:
        group(prog_name="copydesk")
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
