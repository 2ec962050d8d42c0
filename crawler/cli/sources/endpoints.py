"""``copydesk sources check [NAME…]``: whether the feeds, sitemaps and sections of sources answer."""

from __future__ import annotations

from pathlib import Path

import click


def check_endpoints(names: tuple[str, ...], folder: Path) -> int:
    """The exit code of checking the sources of these names, all of the folder where there are none."""
    asked = ", ".join(names) or f"all sources of {folder}"
    raise click.UsageError(f"The addresses of {asked} cannot be checked yet; give a URL or a FILE to check its rules.")
