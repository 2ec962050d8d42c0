"""The three packages must be in one folder: a foreign package of the same name would run instead of ours."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path

import click

import crawler
from crawler.errors import EXIT_CODES

PACKAGES = ("spiders", "pipelines")


def check_packages(project: Path | None = None) -> None:
    """Exit with one sentence if one of the packages is neither ours nor that of the user's project."""
    home = Path(str(crawler.__file__)).resolve().parents[1]
    for name in PACKAGES:
        found = place(name)
        if found not in (home / name, project and project / name):
            click.echo(f"The package “{name}” of Copydesk in {home} is {_instead(found)}.", err=True)
            sys.exit(EXIT_CODES["foreign-package"])


def _instead(found: Path | None) -> str:
    return f"shadowed by {found}: remove one of them" if found else "missing: install Copydesk again"


def place(name: str) -> Path | None:
    """Return the folder or file from which a package would be imported; None if it cannot be found."""
    spec = find_spec(name)
    if spec is None:
        return None
    folders = list(spec.submodule_search_locations or [])
    return Path(folders[0]).resolve() if folders else Path(spec.origin or "").resolve()
