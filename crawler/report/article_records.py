"""Read article records from JSON Lines and Parquet files, converted to the current schema version."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from crawler.errors import Failure
from crawler.record.migrate import to_current
from crawler.report.read_records import Accept, Advance, OnError, read_records
from crawler.report.record_files import open_records, size_of

_PARQUET = b"PAR1"
_PATIENCE = 20
"""Number of invalid lines at the start after which a file is taken not to hold records."""


class _NoRecords(Exception):
    pass


def article_records(
    paths: Iterable[str], on_error: OnError, advance: Advance | None = None, accept: Accept = to_current
) -> Iterator[dict[str, Any]]:
    """Yield the records of the files, in order; ``-`` is standard input.

    ``on_error`` gets a failure for each invalid line, and a single one for a file without records.
    ``advance`` is called with the number of bytes that were read; ``accept`` returns the record of a value, or raises
    ``ValueError`` with what is wrong with it.
    """
    for path in paths:
        if is_parquet(path):
            yield from _of_parquet(path, on_error, accept)
            if advance:
                advance(size_of(path))
        else:
            yield from _of_file(path, on_error, advance, accept)


def is_parquet(path: str) -> bool:
    """Return whether a file begins with the magic bytes of Parquet."""
    try:
        with open_records(path) as file:
            return file.read(len(_PARQUET)) == _PARQUET
    except OSError:  # the error is reported when the file is read
        return False


def _of_parquet(path: str, on_error: OnError, accept: Accept) -> Iterator[dict[str, Any]]:
    from crawler.datasets.extra import MissingExtra, require

    try:
        require("Reading Parquet", "pyarrow")
    except MissingExtra as error:
        on_error(Failure(path, "unreadable", f"{path} cannot be read: {error}"))
        return
    from crawler.datasets.parquet_reader import read_parquet

    yield from read_parquet(path, on_error, accept)


def _of_file(path: str, on_error: OnError, advance: Advance | None, accept: Accept) -> Iterator[dict[str, Any]]:
    failures: list[Failure] = []
    found = 0

    def keep(failure: Failure) -> None:
        if found:
            on_error(failure)
        elif len(failures) == _PATIENCE:
            raise _NoRecords
        else:
            failures.append(failure)

    try:
        for record in read_records(path, keep, accept, advance):
            found += 1
            while failures:
                on_error(failures.pop(0))
            yield record
    except _NoRecords:
        pass
    if len(failures) > 1 and all(failure.kind == "damaged" for failure in failures):
        name, first = failures[0].source, failures[0].message
        failures = [Failure(name, "no-article", f"{name} holds no article records: {first[0].lower()}{first[1:]}")]
    for failure in failures:
        on_error(failure)
