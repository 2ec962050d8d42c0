"""Options that commands share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import click

SUFFIXES = {
    "": "jsonl", ".jsonl": "jsonl", ".jl": "jsonl", ".json": "json", ".csv": "csv", ".xml": "xml", ".md": "md",
    ".txt": "text", ".jsonld": "jsonld", ".ninjs.json": "ninjs", ".parquet": "parquet",
}  # fmt: skip
"""The format of an output by the suffix of its name; ``FEED_EXPORTERS`` in the settings has the exporter of each."""
FORMATS = tuple(dict.fromkeys(SUFFIXES.values()))
WITH_COLUMNS = ("csv",)
"""Formats in which ``--fields`` also chooses fields of objects, such as ``images.alt``."""
WITH_FIELDS = (*WITH_COLUMNS, "jsonl", "json", "parquet")
"""Formats for which ``--fields`` chooses the fields of the record."""

F = TypeVar("F", bound=Callable[..., Any])


def _names(ctx: click.Context, param: click.Parameter, value: str) -> tuple[str, ...]:
    """Return the names in a comma-separated list: fields of the record or of its objects, such as ``images.alt``."""
    from crawler.record.paths import is_field

    names = tuple(filter(None, (name.strip() for name in value.split(","))))
    if wrong := [name for name in names if not is_field(name)]:
        raise click.BadParameter(f"{', '.join(wrong)}: no such field; copydesk schema --format md lists them.")
    return names


fields_option: Callable[[F], F] = click.option(
    "--fields", default="", callback=_names, metavar="NAMES",
    help="Fields of JSON Lines, JSON, CSV or Parquet: url,headline; in CSV also images.credit_text.")  # fmt: skip

format_option: Callable[[F], F] = click.option(
    "--format", "form", type=click.Choice(("table", "tsv", "json")), default="table", show_default=True,
    help="A table, tab-separated values, or JSON lines.")  # fmt: skip

_OPTIONS = (
    click.option("-o", "--output", metavar="FILE", default="-",
                 help="Write to FILE; .gz and .zst compress. Default: standard output."),
    click.option("--format", "form", type=click.Choice(FORMATS), help="Default: by the suffix of FILE, else jsonl."),
    fields_option,
    click.option("--errors", metavar="FILE", default="", help="Write a JSON line to FILE for each failure."),
    click.option("--receipt", metavar="FILE", default="",
                 help="Write the requests and results of each source to FILE, as JSON."),
    click.option("--metrics-file", metavar="FILE", default="",
                 help="Write metrics for Prometheus to FILE, every half minute."),
    click.option("--log-format", type=click.Choice(("text", "json")), default="text",
                 help="Standard error as text, or as a JSON line for each event."),
    click.option("--only-articles", is_flag=True, help="Write no records of pages that are not articles; count them."),
    click.option("--workers", type=click.IntRange(0, 64),
                 help="Number of processes that read pages. Default: one per core, none on a single core."),
    click.option("--progress/--no-progress", default=None,
                 help="Show progress. Default: if standard error is a terminal."),
    click.option("-v", "--verbose", is_flag=True, help="Show Scrapy's log."),
)  # fmt: skip

_RECORDING = (
    click.option("--warc", "warc_folder", type=click.Path(file_okay=False), metavar="DIR",
                 help="Record every request and response in DIR, as WARC files."),
    click.option("--warc-size", metavar="SIZE", default="1G", show_default=True,
                 help="Start a new WARC file at this size."),
)  # fmt: skip


def sources_option(command: F) -> F:
    """Add ``--sources``, the folder of source files; those in a ledger are copied to a temporary one."""

    def to_folder(ctx: click.Context, param: click.Parameter, value: str) -> str:
        from crawler.ledger.source_store import is_table

        ctx.meta[SOURCES] = value
        if not is_table(value):
            return value
        from crawler.cli.sources.copied import copied

        return ctx.with_resource(copied(value))

    return click.option(
        "--sources",
        metavar="DIR|URL",
        default="sources",
        show_default=True,
        callback=to_folder,
        help="Folder of source files, or the ledger that has them; their rules apply to the pages of their hosts.",
    )(command)


SOURCES = "copydesk.sources"
"""Key of ``--sources`` as it was given, in the context's ``meta``."""


def source_store_option(command: F) -> F:
    """Add ``--sources``, a folder of source files or a ledger that has them in its table."""
    return click.option(
        "--sources",
        metavar="DIR|URL",
        default="sources",
        show_default=True,
        help="Folder of source files, or the ledger whose table has them: postgresql://….",
    )(command)


def allow_host(command: F) -> F:
    """Add ``--allow-host``; :func:`crawler.cli.run.allow` turns its hosts into settings."""
    return click.option(
        "--allow-host",
        "allow_hosts",
        multiple=True,
        metavar="HOST",
        help="Allow requests to this private host, such as localhost. Repeatable.",
    )(command)


def output_options(command: F) -> F:
    """Add the options of a command that writes records."""
    return with_options(command, _OPTIONS)


def recording_options(command: F) -> F:
    """Add the options of a command that makes requests; their values go to :func:`recording_settings`."""
    return with_options(command, _RECORDING)


def recording_settings(warc_folder: str | None, warc_size: str) -> dict[str, Any]:
    """Return the settings of WARC recording. Raises ``click.BadParameter``; exits if the folder cannot be written."""
    from crawler.cli.checks import check_folder
    from crawler.exporters.rotation import Rotation

    try:
        size = Rotation.read(warc_size)
    except ValueError:
        size = Rotation()
    if not size.size or size.daily:
        raise click.BadParameter("expected a size such as 200MB or 1G.", param_hint="--warc-size")
    if not warc_folder:
        return {}
    check_folder(warc_folder)
    return {"COPYDESK_WARC": warc_folder, "COPYDESK_WARC_SIZE": warc_size}


def with_options(command: F, options: Sequence[Callable[[F], F]]) -> F:
    """Add options to a command, in their order."""
    for option in reversed(options):
        command = option(command)
    return command


health_option: Callable[[F], F] = click.option(
    "--health", metavar="[HOST:]PORT", default="",
    help="Serve the state, and metrics at /metrics, over HTTP; the default host is 127.0.0.1.",
)  # fmt: skip


def check_health(address: str) -> None:
    """Raise ``click.BadParameter`` if no server can listen at an address."""
    from crawler.metrics.state_server import wrong_address

    if address and (wrong := wrong_address(address)):
        raise click.BadParameter(wrong, param_hint="--health")
