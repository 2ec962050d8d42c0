"""``copydesk report``: show records for a person to review."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from contextlib import nullcontext
from typing import IO

import click

from crawler.normalize.text import to_utf8


@click.command()
@click.option("--images", "records", metavar="RECORDS", required=True,
              help="JSON Lines file as fetch writes it, plain, .gz or .zst; - is standard input.")  # fmt: skip
@click.option("-o", "--output", metavar="FILE", default="-", help="Write to FILE. Default: standard output.")
def report(records: str, output: str) -> None:
    """Write a contact sheet: the pictures of RECORDS with their captions and credits, and how these were parsed.

    It is one HTML page, grouped by article, that marks what looks wrong. It has no scripts and, except for the
    pictures, loads nothing.

    \b
    copydesk report --images records.jsonl -o sheet.html
    """
    if output != "-" and os.path.realpath(output) == os.path.realpath(records):
        raise click.BadParameter("would replace the records.", param_hint="--output")
    from crawler.cli.checks import check_writable
    from crawler.cli.failures import exit_with
    from crawler.errors import Failure
    from crawler.report.contact_sheet import contact_sheet, sheets_of
    from crawler.report.read_records import read_records

    check_writable(output)
    failures: list[Failure] = []
    sheets = list(sheets_of(read_records(records, failures.append)))
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
