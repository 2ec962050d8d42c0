"""``copydesk dataset check``: whether a dataset is what it says."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from crawler.cli.dataset.require import require_extra


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(exists=True, file_okay=False, path_type=Path))
def command(folder: Path) -> None:
    """Verify a dataset: files, hashes, schema, the numbers of manifest and card, and that no copy crosses a split."""
    require_extra("A dataset")
    from crawler.datasets.check import faults
    from crawler.errors import EXIT_CODES, printable

    found = list(faults(folder))
    for sentence in found:
        click.echo(printable(sentence), err=True)
    if found:
        sys.exit(EXIT_CODES["damaged"])
    click.echo(f"{folder} is what its manifest and its card say.", err=True)
