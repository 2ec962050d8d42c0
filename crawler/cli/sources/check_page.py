"""``copydesk sources check URL|FILE``: show a page's record before and after the rules of its source."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from crawler.archive import Stored
from crawler.cli.checks import check_sources
from crawler.cli.pages import inspect_pages
from crawler.errors import EXIT_CODES, printable
from crawler.extract.site_rules.unused import unused_rules
from crawler.fixtures.fixture import fixture_folder, save
from crawler.report.page_table import show
from crawler.report.record_diff import changes
from crawler.sources.source import Source, Sources
from crawler.workers.inspect import inspect_page, page_of


def check_page(target: str, folder: str, name: str, url: str, kept: Path | None, settings: dict[str, Any]) -> int:
    """Show what the rules of its source change on a page, and return the exit code.

    ``name``: of the folder, for messages; ``kept``: folder to which the page is saved as a test, if any.
    """
    check_sources(folder)
    sources = Sources.load(folder)
    unknown: list[str] = []

    def compare(page: Stored) -> None:
        source = sources.find(page.url)
        if source is None:
            unknown.append(page.url)
            return
        after = inspect_page(page, source.rules).record
        show(page.url, ("field", "before", "after"), changes(inspect_page(page).record, after))
        _print_unused_rules(source, page)
        if kept is not None:
            place = fixture_folder(kept, source.name, page.url)
            save(place, page, after)
            click.echo(f"Saved in {printable(str(place))}; pytest now checks each field against this record.")

    code = inspect_pages(target, url, compare, settings)
    for address in unknown:
        click.echo(
            printable(f"No source in {name} has the host of {address}; --url takes the URL of a file."), err=True
        )
    return code or (EXIT_CODES["missing"] if unknown else 0)


def _print_unused_rules(source: Source, page: Stored) -> None:
    for key, words in unused_rules(page_of(page), source.rules):
        click.echo(printable(f"{source.name}: {key} finds nothing on this page: {words}"))
