"""``copydesk ledger segments``: list the segments of workers, or write the records in them."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import cast

import click

from crawler.cli.ledger.open_ledger import FILE, opened
from crawler.cli.options import format_option
from crawler.ledger.shared import Segment, SharedLedger
from crawler.report.listing import Form, write_rows

_COLUMNS = ("name", "source", "time", "records", "bytes", "sha256")


@click.command("segments")
@FILE
@click.argument("source", required=False)
@click.option("--records", "folder", metavar="DIR", help="Write the records of the segments in DIR to standard output.")
@format_option
def command(file: str, source: str | None, folder: str | None, form: Form) -> None:
    """List the segments that workers have written, of SOURCE or of all, the oldest first.

    A file that is not listed does not count: its records are, or will be, in another one.
    """
    with opened(file) as ledger:
        if not hasattr(ledger, "segments"):
            raise click.UsageError(f"{file} has no segments; those of workers are in a ledger on PostgreSQL.")
        found = cast(SharedLedger, ledger).segments(source)
    if folder is None:
        write_rows(form, _COLUMNS, map(_row, found))
    else:
        _write_records(folder, found)


def _row(segment: Segment) -> tuple[object, ...]:
    time = datetime.fromtimestamp(segment.at, UTC).isoformat().replace("+00:00", "Z")
    return segment.name, segment.source, time, segment.records, segment.bytes, segment.sha256


def _write_records(folder: str, segments: Iterable[Segment]) -> None:
    """Write all records; exit with the code of the first segment that is missing or damaged, after all others."""
    from crawler.cli.failures import exit_with
    from crawler.errors import Failure
    from crawler.fleet.remote import BadAddress, Folder
    from crawler.fleet.segments import read_segment

    failures: list[Failure] = []
    try:
        place = Folder(folder)
    except BadAddress as error:
        raise click.UsageError(str(error)) from None
    for segment in segments:
        try:
            sys.stdout.buffer.write(read_segment(place, segment))
        except ValueError as error:
            failures.append(Failure(segment.name, "damaged", str(error)))
    sys.stdout.flush()
    exit_with(failures)
