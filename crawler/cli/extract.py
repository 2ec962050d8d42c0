"""``copydesk extract``: read stored pages."""

from __future__ import annotations

import sys
from typing import Any

import click

from crawler.cli.options import output_options, sources_option


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@click.option("--url", default="", help="URL of the page; pages in WARC files have their own.")
@sources_option
@output_options
def command(paths: tuple[str, ...], url: str, sources: str, **output: Any) -> None:
    """Read stored pages and write a record for each.

    PATH is a .warc, .warc.gz, .html or .html.gz file, a page in Markdown or plain text, a folder of these, or - for
    standard input.
    """
    from crawler.normalize.request_urls import to_url

    if url and not to_url(url):
        raise click.BadParameter("expected a URL with http:// or https://.", param_hint="--url")
    from crawler.cli.run import run

    sys.exit(run("archive", output, {"COPYDESK_SOURCES": sources}, paths, paths=paths, url=url))
