"""``copydesk crawl``: publishers by their source files."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from crawler.cli.options import allow_host, output_options, sources_option


@click.command()
@click.argument("names", nargs=-1, metavar="[NAME…]")
@sources_option
@click.option("--ledger", metavar="FILE", default="", help="Remember there what was seen: each run brings news.")
@click.option("--rotate", metavar="WHEN", default="",
              help="With a ledger: a new FILE each day, or at a size: day,200MB.")  # fmt: skip
@click.option("--contact", envvar="COPYDESK_CONTACT", default="", help="URL or mail address told to the sites asked.")
@allow_host
@output_options
def command(
    names: tuple[str, ...],
    sources: str,
    ledger: str,
    rotate: str,
    contact: str,
    allow_hosts: tuple[str, ...],
    **output: Any,
) -> None:
    """Crawl publishers: a record for each article that their feeds, sitemaps and section pages list.

    NAME is the name of a source; without any, all of the folder are crawled. robots.txt is obeyed.
    """
    _check(sources, names)
    from crawler.cli.run import allow, ledger_settings, run
    from crawler.settings import user_agent

    settings = {
        **allow(allow_hosts),
        "COPYDESK_SOURCES": sources,
        "USER_AGENT": user_agent(contact),
        **(ledger_settings(ledger, rotate, output) if ledger or rotate else {}),
    }
    sys.exit(run("source", output, settings, name=" ".join(names), sources=sources))


def _check(folder: str, names: tuple[str, ...]) -> None:
    """End with the mistakes of the source files, before anything is fetched."""
    from crawler.errors import EXIT_CODES, printable
    from crawler.sources import BadSource, choose, load_sources

    if not Path(folder).is_dir():
        click.echo(f"There is no folder {printable(folder)}; --sources names the one with the source files.", err=True)
        sys.exit(EXIT_CODES["missing"])
    try:
        found = choose(load_sources(Path(folder)), names)
    except BadSource as error:
        click.echo("\n".join(printable(line) for line in str(error).splitlines()), err=True)
        sys.exit(2)
    if not found:
        click.echo(f"There is no source file in {printable(folder)}.", err=True)
        sys.exit(EXIT_CODES["missing"])
