"""``copydesk dataset check``: verify a dataset against its manifest and card."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from crawler.cli.dataset.require import require_extra


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(exists=True, file_okay=False, path_type=Path))
def command(folder: Path) -> None:
    """Verify a dataset: files, hashes, schema, the counts in manifest and card, and that splits share no duplicates."""
    require_extra("A dataset")
    from crawler.datasets.check import find_errors
    from crawler.errors import EXIT_CODES, printable

    found = list(find_errors(folder))
    for sentence in found:
        click.echo(printable(sentence), err=True)
    if found:
        sys.exit(EXIT_CODES["damaged"])
    click.echo(f"{folder} agrees with its manifest and card.", err=True)
