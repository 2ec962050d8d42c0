"""``copydesk dataset``: build and verify datasets."""

from __future__ import annotations

import click

from crawler.cli.lazy import LazyGroup


class DatasetCommands(LazyGroup):
    """The commands of ``copydesk dataset``."""

    package = "crawler.cli.dataset"
    names = ("build", "check", "duplicates")


@click.group(cls=DatasetCommands)
def command() -> None:
    """Build datasets from records: filtered, split, without duplicates. Requires the extra "datasets"."""
