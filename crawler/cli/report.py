"""``copydesk report``: show sources, runs or records for a person to review."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable
from contextlib import nullcontext
from typing import IO

import click

from crawler.normalize.text import to_utf8


@click.command()
@click.argument("paths", nargs=-1, metavar="LEDGER|RECEIPT…|RECORDS")
@click.option("--images", "records", metavar="RECORDS", help="The same as RECORDS.")
@click.option("-o", "--output", metavar="FILE", default="-", help="Write to FILE. Default: standard output.")
def report(paths: tuple[str, ...], records: str | None, output: str) -> None:
    """Write an HTML page about sources, of a ledger or of the receipts of runs; or about pictures, of records.

    Of a LEDGER or RECEIPTs (crawl --receipt): open alarms, plots, each source with what it brings, the slowest and the
    silent ones, the newest articles. Of RECORDS (JSON Lines as fetch writes them, plain, .gz or .zst, a folder of
    such files, or s3://…; - is standard input): a contact sheet of the pictures with their captions and credits, that
    marks what looks wrong. The page is one file without scripts, and except for the pictures loads nothing.

    \b
    copydesk report press.ledger -o report.html
    copydesk report records.jsonl -o sheet.html
    """
    given = (*paths, records) if records else paths
    if not given:
        raise click.UsageError("Give a ledger, receipts of runs, or records.")
    if output != "-" and os.path.realpath(output) in map(os.path.realpath, given):
        raise click.BadParameter("would replace what is read.", param_hint="--output")
    from crawler.cli.checks import check_writable
    from crawler.report.read_receipts import is_receipt

    check_writable(output)
    if records is None and _is_ledger(paths[0]):
        _only_one(paths, "ledger")
        _write(_of_ledger(paths[0]), output)
    elif records is None and is_receipt(paths[0]):
        _write(_of_receipts(paths), output)
    else:
        _only_one(given, "file of records")
        _contact_sheet(given[0], output)


def _only_one(paths: tuple[str, ...], what: str) -> None:
    if len(paths) > 1:
        raise click.UsageError(f"A report is of one {what}; several receipts make one.")


def _is_ledger(path: str) -> bool:
    from crawler.ledger import LedgerError
    from crawler.ledger.registry import to_path

    try:
        file_of_ledger = to_path(path)
    except LedgerError:  # an address of something else
        return False
    if file_of_ledger is None or "://" in path:  # its scheme says so
        return True
    try:
        with open(path, "rb") as file:
            return file.read(16) == b"SQLite format 3\0"
    except OSError:
        return False


def _of_ledger(path: str) -> Iterable[str]:
    from crawler.cli.ledger.open_ledger import opened
    from crawler.metrics.drift.history import DAY, Day
    from crawler.metrics.packing import unpack
    from crawler.metrics.tallies import NO_SOURCE
    from crawler.metrics.tally import Tally
    from crawler.metrics.watch import alarms_of
    from crawler.normalize.request_urls import without_userinfo
    from crawler.report.operations import DAYS, overview
    from crawler.report.operations_page import operations_page

    now, days = int(time.time()), dict[str, list[Day]]()
    with opened(path) as ledger:
        alarms = alarms_of(ledger)
        for kept in ledger.tallies(now - DAYS * DAY):
            if kept.source != NO_SOURCE:
                days.setdefault(kept.source, []).append((kept.day, Tally.from_dict(unpack(kept.value))))
    return operations_page(overview(os.path.basename(without_userinfo(path).split("?")[0]), days, alarms, now))


def _of_receipts(paths: tuple[str, ...]) -> Iterable[str]:
    from crawler.cli.failures import exit_with_message
    from crawler.report.operations import overview
    from crawler.report.operations_page import operations_page
    from crawler.report.read_receipts import BadReceipt, read_receipts

    try:
        days, alarms, last = read_receipts(paths)
    except BadReceipt as error:
        exit_with_message(str(error), "damaged")
    title = "1 run" if len(paths) == 1 else f"{len(paths)} runs"
    return operations_page(overview(title, days, alarms, last))


def _contact_sheet(records: str, output: str) -> None:
    from crawler.cli.failures import exit_with
    from crawler.cli.records import record_files
    from crawler.errors import Failure
    from crawler.report.contact_sheet import contact_sheet, sheets_of
    from crawler.report.read_records import read_records

    failures: list[Failure] = []
    found = (record for path in record_files((records,)) for record in read_records(path, failures.append))
    sheets = list(sheets_of(found))
    if all(failure.kind == "damaged" for failure in failures):
        _write(contact_sheet(sheets), output)
    exit_with(failures)


def _write(pieces: Iterable[str], path: str) -> None:
    out: IO[bytes]
    with nullcontext(sys.stdout.buffer) if path == "-" else open(path, "wb") as out:
        for piece in pieces:
            out.write(to_utf8(piece))
        out.flush()


command = report
