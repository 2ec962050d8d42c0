"""``copydesk dataset``: records made into datasets."""

from __future__ import annotations

import click

from crawler.cli.lazy import LazyGroup


class DatasetCommands(LazyGroup):
    """The commands of ``copydesk dataset``."""

    package = "crawler.cli.dataset"
    names = ("build", "check", "duplicates")


@click.group(cls=DatasetCommands)
def command() -> None:
    """Make datasets of records: filtered, split, without copies of a story. Needs the extra "datasets"."""
