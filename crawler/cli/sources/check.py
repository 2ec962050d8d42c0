"""``copydesk sources check``: what a source's rules change on a page, or whether its addresses answer."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from crawler.cli.options import allow_host, sources_option

_PAGES = (".html", ".htm", ".html.gz", ".warc", ".warc.gz")


@click.command()
@click.argument("targets", nargs=-1, metavar="URL | FILE | [NAME]…")
@sources_option
@click.option("--url", default="", help="Address of the page in FILE.")
@click.option("--save", is_flag=True, help="Keep the page and its record as a test for pytest.")
@click.option("--to", type=click.Path(file_okay=False, path_type=Path), default="tests/pages", show_default=True,
              help="Folder for the pages.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="For sources: a JSON line each instead of tables.")
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

    For a URL or a stored page in FILE: what its source's rules change in its record, before and after. For the NAME
    of a source, or for all of them where nothing is given: whether its feeds, sitemaps and sections
    answer, what they list, and what three of its articles hold.
    """
    if not any(map(is_page, targets)):
        from crawler.cli.sources.check_listings import check_endpoints

        sys.exit(check_endpoints(targets, sources, as_json, allow_hosts))
    if len(targets) > 1:
        raise click.UsageError("Give one page, or names of sources.")
    from crawler.cli.run import allow
    from crawler.cli.sources.check_page import check_page

    sys.exit(check_page(targets[0], sources, url, to if save else None, allow(allow_hosts)))


def is_page(target: str) -> bool:
    """Whether an argument is a page and not the name of a source: an address, a path, a file's name."""
    return "/" in target or target.endswith(_PAGES) or Path(target).is_file()
