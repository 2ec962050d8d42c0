"""``copydesk sources check``: what a source's rules change on a page, or whether its addresses answer."""

from __future__ import annotations

import sys
from pathlib import Path

import click

_PAGES = (".html", ".htm", ".html.gz", ".warc", ".warc.gz")


@click.command()
@click.argument("targets", nargs=-1, metavar="[URL|FILE|NAME]…")
@click.option("--sources", type=click.Path(file_okay=False, path_type=Path), default="sources", show_default=True,
              help="Folder of source files.")  # fmt: skip
@click.option("--url", default="", help="Address of the page in FILE.")
def command(targets: tuple[str, ...], sources: Path, url: str) -> None:
    """Check sources.

    For a URL or a stored page in FILE: what its source's rules change in its record, before and after. For the NAME
    of a source, or for all of them where nothing is given: whether its feeds, sitemaps and sections answer.
    """
    pages = [target for target in targets if is_page(target)]
    if not pages:
        from crawler.cli.sources.endpoints import check_endpoints

        sys.exit(check_endpoints(targets, sources))
    if len(pages) < len(targets):
        raise click.UsageError("Give pages or names of sources, not both.")
    from crawler.cli.sources.pages import check_pages

    sys.exit(check_pages(pages, sources, url))


def is_page(target: str) -> bool:
    """Whether an argument is a page and not the name of a source: an address, a path, a file's name."""
    return "://" in target or "/" in target or target.endswith(_PAGES) or Path(target).is_file()
