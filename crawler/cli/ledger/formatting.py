"""How ``copydesk ledger`` writes lines and times."""

from __future__ import annotations

from datetime import UTC, datetime

import click

from crawler.errors import printable


def say(sentence: str) -> None:
    """Print a line whose fields are separated by tabs."""
    click.echo("\t".join(printable(part) for part in sentence.split("\t")))


def when(at: int | None) -> str:
    """Return a Unix time in ISO 8601; "now" for 0, "never" for None."""
    return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if at else "now" if at == 0 else "never"


def day(at: int) -> str:
    """Return the day of a Unix time in ISO 8601."""
    return datetime.fromtimestamp(at, UTC).date().isoformat()
