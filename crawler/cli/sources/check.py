"""``copydesk sources check``: show what a source's rules change on a page, or check its lists."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from crawler.cli.options import SOURCES, allow_host, sources_option

_PAGES = (".html", ".htm", ".html.gz", ".warc", ".warc.gz")


@click.command()
@click.argument("targets", nargs=-1, metavar="URL | FILE | [NAME]…")
@sources_option
@click.option("--url", default="", help="URL of the page in FILE.")
@click.option("--save", is_flag=True, help="Save the page and its record as a test for pytest.")
@click.option("--to", type=click.Path(file_okay=False, path_type=Path), default="tests/pages", show_default=True,
              help="Folder for the pages that are saved.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="For sources: print a JSON line each instead of tables.")
@allow_host
def command(
    targets: tuple[str, ...],
    sources: str,
    url: str,
    save: bool,
    to: Path,
    as_json: bool,
    allow_hosts: tuple[str, ...],
) -> None:
    """Check sources.

    For a URL, or a page in FILE: show its record before and after the rules of its source. For the NAME of a source, or
    for all sources if nothing is given: fetch the feeds, sitemaps and section pages, and show what they list and what
    three articles hold.
    """
    if not any(map(is_page, targets)):
        from crawler.cli.sources.check_listings import check_listings

        sys.exit(check_listings(targets, sources, as_json, allow_hosts))
    if len(targets) > 1:
        raise click.UsageError("Give one page, or the names of sources.")
    from crawler.cli.run import allow
    from crawler.cli.sources.check_page import check_page
    from crawler.ledger.source_store import sources_name

    name = sources_name(click.get_current_context().meta[SOURCES])
    sys.exit(check_page(targets[0], sources, name, url, to if save else None, allow(allow_hosts)))


def is_page(target: str) -> bool:
    """Return whether an argument is a page (a URL, a path, a file name) and not the name of a source."""
    return "/" in target or target.endswith(_PAGES) or Path(target).is_file()
