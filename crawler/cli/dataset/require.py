"""The extra that the commands of ``copydesk dataset`` need."""

from __future__ import annotations

import click

from crawler.datasets.extra import MissingExtra, require


def require_extra(purpose: str) -> None:
    """Raise ``click.UsageError`` if the extra is not installed; ``purpose`` is what needs it."""
    try:
        require(purpose, "pyarrow", "rensa", "numpy")
    except MissingExtra as error:
        raise click.UsageError(str(error)) from None
