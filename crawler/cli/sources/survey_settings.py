"""Settings of a run that surveys sites and writes no records."""

from __future__ import annotations

from typing import Any

import click

OUTPUT: dict[str, Any] = {"output": "-", "form": None, "errors": "", "progress": False, "verbose": False}


def survey_settings(allow_hosts: tuple[str, ...]) -> dict[str, Any]:
    """Return settings without feeds and summary."""
    from crawler.cli.run import allow

    return {"FEEDS": {}, "COPYDESK_SUMMARY": False, "COPYDESK_SOURCES": "", **allow(allow_hosts)}


def say(sentence: str) -> None:
    """Print a progress message on standard error."""
    from crawler.errors import printable

    click.echo(printable(sentence), err=True)
