"""``copydesk report``: records looked at by a person."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from contextlib import nullcontext
from typing import IO

import click


@click.command()
@click.option("--images", "records", metavar="RECORDS", required=True,
              help="JSON Lines as fetch and extract write them; .gz and .zst too, - is standard input.")  # fmt: skip
@click.option("-o", "--output", metavar="FILE", default="-", help="Write there. Default: standard output.")
def report(records: str, output: str) -> None:
    """Write a contact sheet: the pictures of RECORDS with their captions, credits and how they were read.

    One HTML page, grouped by article, that marks what looks wrong. It needs no script and, but for the pictures,
    nothing from elsewhere.

    \b
    copydesk report --images records.jsonl -o sheet.html
    """
    if output != "-" and os.path.realpath(output) == os.path.realpath(records):
        raise click.BadParameter("would replace the records.", param_hint="--output")
    from crawler.cli.failures import exit_with
    from crawler.cli.run import check_writable
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
    """Half characters, which JSON can spell and UTF-8 cannot, become question marks."""
    out: IO[bytes]
    with nullcontext(sys.stdout.buffer) if path == "-" else open(path, "wb") as out:
        for piece in pieces:
            out.write(piece.encode("utf-8", "replace"))
        out.flush()


command = report
