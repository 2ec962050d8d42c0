"""``copydesk sources import``: write source files for a list of publishers."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from crawler.cli.sources.survey_settings import survey_options


@click.command("import")
@click.argument("file", metavar="FILE")
@survey_options
def command(file: str, **chosen: Any) -> None:
    """Add the publishers in FILE: OPML of a feed reader, CSV with a column of home pages, or a URL per line.

    Each is surveyed as by "sources add", and its source file is written at once. Those that have a source file are left
    out, so that an import that was interrupted goes on where it stopped. FILE - is standard input.

    If FILE is a folder of source files, or the URL of a ledger that has sources, they are copied as they are.

    \b
    copydesk sources import sources/ --sources postgresql://db.example/news
    """
    from crawler.ledger.source_store import is_table

    if is_table(file) or Path(file).is_dir():
        from crawler.cli.sources.transfer import transfer

        sys.exit(transfer(file, chosen["sources"], (), chosen["force"]))
    from crawler.cli.failures import exit_with_message
    from crawler.cli.sources.add_many import add_many
    from crawler.errors import unreadable
    from crawler.sources.site_lists import BadList, read_sites

    try:
        data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        sites = read_sites(data)
    except FileNotFoundError:
        exit_with_message(f"There is no file {file}.", "missing")
    except OSError as error:
        exit_with_message(unreadable(file, error).message, "unreadable")
    except BadList as error:
        exit_with_message(f"{file} {error}.", "empty")
    sys.exit(add_many(sites, **chosen))
