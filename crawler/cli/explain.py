"""``copydesk explain``: show where each value of a record came from, and which candidates lost."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import click

from crawler.cli.options import allow_host, sources_option
from crawler.normalize.text import escape_controls, to_utf8

if TYPE_CHECKING:
    from crawler.archive import Stored


@click.command()
@click.argument("target", metavar="URL|FILE")
@click.option("--url", default="", help="Address of the page in FILE.")
@click.option("--json", "as_json", is_flag=True, help="Write a JSON line for each page, with every candidate.")
@sources_option
@allow_host
def command(target: str, url: str, as_json: bool, sources: str, allow_hosts: tuple[str, ...]) -> None:
    """Show each field of a page's record: its value, its origin, and the rejected candidates.

    The page is fetched from its URL, or read from FILE.
    """
    from crawler.cli.checks import check_sources
    from crawler.cli.pages import inspect_pages
    from crawler.cli.run import allow
    from crawler.sources.source import Sources

    check_sources(sources)
    known = Sources.load(sources)

    def show(page: Stored) -> None:
        from crawler.report.explain import rows, to_json
        from crawler.report.page_table import show as show_table
        from crawler.workers.inspect import inspect_page

        found = inspect_page(page, known.rule(page.url))
        if as_json:
            click.echo(to_utf8(escape_controls(json.dumps(to_json(found), ensure_ascii=False))))
            return
        lines = ((row.field, row.value, row.origin, "\n".join(row.lost)) for row in rows(found))
        show_table(found.record["url"], ("field", "value", "from", "lost"), lines)

    sys.exit(inspect_pages(target, url, show, allow(allow_hosts)))
