"""``copydesk fetch``: fetch web pages."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import IO, Any

import click

from crawler.cli.options import allow_host, output_options, recording_options, recording_settings, sources_option


@click.command()
@click.argument("urls", nargs=-1, metavar="URL…")
@click.option("--input", "source", type=click.File("r", encoding="utf-8-sig", errors="replace"), metavar="FILE",
              help="Read URLs from FILE, one per line; - is standard input.")  # fmt: skip
@click.option(
    "--timeout", type=click.FloatRange(0.1), default=30.0, show_default=True, help="Seconds to wait for a page."
)
@click.option(
    "--retries", type=click.IntRange(0, 10), default=2, show_default=True, help="How often to retry a failed request."
)
@click.option(
    "--max-size", type=click.IntRange(1), default=20_000_000, show_default=True, help="Largest page, in bytes."
)
@click.option("--contact", envvar="COPYDESK_CONTACT", default="",
              help="Your URL or e-mail address, which sites see in the user agent.")  # fmt: skip
@sources_option
@recording_options
@allow_host
@output_options
def command(
    urls: tuple[str, ...],
    source: IO[str] | None,
    timeout: float,
    retries: int,
    max_size: int,
    contact: str,
    sources: str,
    warc_folder: str | None,
    warc_size: str,
    allow_hosts: tuple[str, ...],
    **output: Any,
) -> None:
    """Fetch pages and write a record for each.

    robots.txt is obeyed. Records go to standard output, or to FILE; standard error has a line for each URL that failed.
    """
    if not urls and source is None:
        raise click.UsageError("Give at least one URL, or --input FILE.")
    if files := [url for url in urls if "://" not in url and os.path.exists(url)]:
        raise click.UsageError(f"{files[0]} is a file; copydesk extract {files[0]} reads it.")
    from crawler.cli.run import allow, run
    from crawler.net.user_agent import user_agent

    settings = {
        "DOWNLOAD_TIMEOUT": timeout,
        "RETRY_TIMES": retries,
        "DOWNLOAD_MAXSIZE": max_size,
        "USER_AGENT": user_agent(contact),
        "COPYDESK_SOURCES": sources,
        **recording_settings(warc_folder, warc_size),
        **allow(allow_hosts),
    }
    inputs = [source.name] if source else []
    sys.exit(run("url", output, settings, inputs, urls=_addresses(urls, source)))


def _addresses(urls: Iterable[str], source: IO[str] | None) -> Iterator[str]:
    """Yield the URLs of the command line, then those of the file, without blank lines and comments (``#``)."""
    lines = (line.strip() for line in source or ())
    return chain(urls, (line for line in lines if line and not line.startswith("#")))
