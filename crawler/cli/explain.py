"""``copydesk explain``: where each value of a record came from, and which candidates lost."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

_OUTPUT: dict[str, Any] = {"output": "-", "form": None, "errors": "", "progress": False, "verbose": False}


@click.command()
@click.argument("target", metavar="URL|FILE")
@click.option("--url", default="", help="Address of the page in FILE.")
@click.option("--sources", type=click.Path(exists=True, file_okay=False), help="Folder of source files.")
def command(target: str, url: str, sources: str | None) -> None:
    """Show each field of a page's record: its value, where it came from, and what lost.

    The page is fetched from its URL, or read from a stored page in FILE.
    """
    sys.exit(explain(target, url, sources or ""))


def explain(target: str, url: str = "", sources: str = "") -> int:
    """The exit code of showing the table of a page."""
    from crawler.cli.run import run

    if target.startswith(("http://", "https://")):
        return run("explain", _OUTPUT, urls=[target], sources=sources)
    return _stored(target, url, sources)


def _stored(path: str, url: str, sources: str) -> int:
    from crawler.archive import Failure, read_paths
    from crawler.errors import exit_code, printable
    from crawler.page.decode import decode
    from crawler.page.page import parse
    from crawler.page.read import read
    from crawler.report.explain import rows, show
    from crawler.sources import load_sources, rule_for

    failures: list[Failure] = []
    known = load_sources(Path(sources)) if sources else []
    for page in read_paths([path], url or None, failures.append):
        text = decode(page.body, page.headers.get("content-type", ""))
        show(page.url, rows(read(parse(text, page.url, page.headers), {}, rule_for(page.url, known))))
    for failure in failures:
        click.echo(printable(failure.message), err=True)
    return exit_code(failure.kind for failure in failures)
