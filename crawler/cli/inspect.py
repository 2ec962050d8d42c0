"""``copydesk inspect``: show a page next to its record."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from crawler.cli.options import allow_host, sources_option
from crawler.normalize.text import to_utf8

if TYPE_CHECKING:
    from crawler.archive import Stored


@click.command()
@click.argument("target", metavar="URL|FILE")
@click.option("--html", "output", metavar="FILE", required=True, help="Write the page to FILE; - is standard output.")
@click.option("--url", default="", help="Address of the page in FILE.")
@sources_option
@allow_host
def command(target: str, output: str, url: str, sources: str, allow_hosts: tuple[str, ...]) -> None:
    """Write an HTML page that shows a page next to its record, for writing a rule or reporting a fault.

    Headline, byline, dates, body, captions and credits are marked where the page says them; the record with the origin
    of each field, and what lost, is at its side. The page is inert: no script, no request, no link that leads out.
    """
    from crawler.cli.checks import check_sources, check_writable
    from crawler.cli.pages import inspect_pages
    from crawler.cli.run import allow
    from crawler.sources.source import Sources

    check_sources(sources)
    check_writable(output)
    known, shown = Sources.load(sources), list[str]()

    def show(page: Stored) -> None:
        from crawler.report.inspection import inspection_page
        from crawler.workers.inspect import inspect_page

        if not shown:
            data = to_utf8(inspection_page(page, inspect_page(page, known.rule(page.url))))
            with click.open_file(output, "wb") as file:
                file.write(data)
        shown.append(page.url)

    code = inspect_pages(target, url, show, allow(allow_hosts))
    if len(shown) > 1:
        click.echo(f"{target} holds {len(shown)} pages; {output} shows the first.", err=True)
    sys.exit(code)
