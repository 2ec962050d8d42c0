"""``copydesk extract``: read stored pages."""

from __future__ import annotations

import os
import sys
from typing import Any

import click

from crawler.cli.options import output_options, sources_option
from crawler.cli.shards import ShardType, run_shard, show_status


@click.command()
@click.argument("paths", nargs=-1, metavar="PATH…")
@click.option("--url", default="", help="URL of the page; pages in WARC files have their own.")
@click.option("--unique", is_flag=True, help="Write one record of each article, the first; count the others.")
@click.option("--shard", type=ShardType(), metavar="I/N", help="Read part I of N, from 0 on; -o is a folder.")
@click.option("--status", is_flag=True, help="Say what is done, failed and left in the folder -o.")
@click.option("--base", default="", metavar="URL", help="Begins the paths in lists (NAME.paths, @NAME).")
@sources_option
@output_options
def command(
    paths: tuple[str, ...],
    url: str,
    shard: tuple[int, int] | None,
    status: bool,
    base: str,
    sources: str,
    unique: bool,
    **output: Any,
) -> None:
    """Read stored pages and write a record for each.

    PATH is a .warc, .warc.gz, .html or .html.gz file, a page in Markdown or plain text, a folder of these, or - for
    standard input.

    Where -o is a folder (its name ends in /), each file is written to one of its own, NAME.jsonl.zst, and a second run
    reads what is missing; PATH may then be a pattern, a list of paths (NAME.paths, NAME.paths.gz, @NAME) or an
    address (s3://, https://).
    """
    if shard or status or output["output"].endswith("/"):
        folder = _folder(output, url, unique)
        if status:
            show_status(paths, base, folder)
        run_shard(_required(paths), base, shard or (0, 1), folder, sources, output["workers"])
    from crawler.normalize.request_urls import to_url

    for path in _required(paths):
        if path.lower().startswith(("http://", "https://")) and not os.path.exists(path):
            raise click.UsageError(f"{path} is on the web; copydesk fetch {path} reads it.")
    if url and not to_url(url):
        raise click.BadParameter("expected a URL with http:// or https://.", param_hint="--url")
    from crawler.cli.run import run

    settings = {"COPYDESK_SOURCES": sources, "COPYDESK_UNIQUE": unique}
    sys.exit(run("archive", output, settings, paths, paths=paths, url=url))


def _required(paths: tuple[str, ...]) -> tuple[str, ...]:
    if not paths:
        raise click.UsageError("Missing argument 'PATH…'.")
    return paths


def _folder(output: dict[str, Any], url: str, unique: bool) -> str:
    """Return the folder of outputs. Raises ``click.UsageError`` for options that make no sense with one."""
    folder = str(output["output"])
    if not folder.endswith("/"):
        raise click.UsageError("--shard and --status take a folder: -o FOLDER/.")
    others = {"--url": url, "--format": output["form"], "--fields": output["fields"], "--errors": output["errors"],
              "--receipt": output["receipt"], "--metrics-file": output["metrics_file"],
              "--only-articles": output["only_articles"], "--unique": unique}  # fmt: skip
    if given := [name for name, value in others.items() if value]:
        wrong = " and no ".join(given)
        raise click.UsageError(f"-o {folder} takes no {wrong}: it gets the whole records of each file.")
    return folder
