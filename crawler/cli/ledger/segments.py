"""``copydesk ledger segments``: list the segments of workers, or write the records in them."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, cast

import click

from crawler.cli.ledger.open_ledger import FILE, opened
from crawler.cli.options import format_option
from crawler.ledger.shared import Segment, SharedLedger
from crawler.report.listing import Form, write_rows

if TYPE_CHECKING:
    from crawler.fleet.remote import Folder

_COLUMNS = ("name", "source", "time", "records", "bytes", "sha256")


@click.command("segments")
@FILE
@click.argument("source", required=False)
@click.option("--records", "folder", metavar="DIR", help="Write the records of the segments in DIR to standard output.")
@click.option("--clean", metavar="DIR", help="Delete files that lost machines left in DIR and that are not listed, if "
              "they are a day old. Only what no other visit can clean is left for this.")  # fmt: skip
@format_option
def command(file: str, source: str | None, folder: str | None, clean: str | None, form: Form) -> None:
    """List the segments that workers have written, of SOURCE or of all, the oldest first.

    A file whose name ends in .unlisted does not count: its records are, or will be, in another one.
    """
    with opened(file) as ledger:
        if not hasattr(ledger, "segments"):
            raise click.UsageError(f"{file} has no segments; those of workers are in a ledger on PostgreSQL.")
        if clean is not None:
            _clean(clean, cast(SharedLedger, ledger))
            return
        found = cast(SharedLedger, ledger).segments(source)
    if folder is None:
        write_rows(form, _COLUMNS, map(_row, found))
    else:
        _write_records(folder, found)


def _row(segment: Segment) -> tuple[object, ...]:
    time = datetime.fromtimestamp(segment.at, UTC).isoformat().replace("+00:00", "Z")
    return segment.name, segment.source, time, segment.records, segment.bytes, segment.sha256


def _folder(path: str) -> Folder:
    from crawler.cli.checks import check_addresses
    from crawler.fleet.remote import Folder

    with check_addresses():
        return Folder(path)


def _clean(path: str, ledger: SharedLedger) -> None:
    from crawler.cli.failures import exit_with_message
    from crawler.errors import printable, unwritable
    from crawler.fleet.clean_segments import clean

    counts = Counter[str]()
    try:
        for name, done in clean(_folder(path), ledger, ledger.time()):
            counts[done] += 1
            click.echo(printable(f"{done.capitalize()} {name}."), err=True)
    except OSError as error:
        exit_with_message(unwritable(path, error).message, "unwritable")
    click.echo(f"{counts['deleted']:,} deleted, {counts['renamed']:,} renamed.", err=True)


def _write_records(folder: str, segments: Iterable[Segment]) -> None:
    """Write all records; exit with the code of the first segment that is missing or damaged, after all others."""
    from crawler.cli.failures import exit_with
    from crawler.errors import Failure
    from crawler.fleet.segments import read_segment

    failures: list[Failure] = []
    place = _folder(folder)
    for segment in segments:
        try:
            sys.stdout.buffer.write(read_segment(place, segment))
        except ValueError as error:
            failures.append(Failure(segment.name, "damaged", str(error)))
    sys.stdout.flush()
    exit_with(failures)
