"""Lines and times as ``copydesk ledger`` writes them."""

from __future__ import annotations

from datetime import UTC, datetime

import click

from crawler.errors import printable


def say(sentence: str) -> None:
    """Write a line; tabs part its fields."""
    click.echo("\t".join(printable(part) for part in sentence.split("\t")))


def when(at: int | None) -> str:
    """A Unix time in ISO 8601; 0 is now."""
    return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if at else "now" if at == 0 else "never"


def day(at: int) -> str:
    """The day of a Unix time."""
    return datetime.fromtimestamp(at, UTC).date().isoformat()
