"""``copydesk extract -o FOLDER/``: an output file for each input file, on any number of machines."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import click

from crawler.errors import EXIT_CODES, Failure, exit_code, printable, unwritable


class ShardType(click.ParamType):  # type: ignore[type-arg,unused-ignore]  # generic from click 8.4 on
    """``I/N``: the part with number I, from 0 on, of N."""

    name = "shard"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[int, int]:
        """Return the two numbers."""
        if isinstance(value, tuple):
            return value
        index, _, count = str(value).partition("/")
        if not (index.isdecimal() and count.isdecimal() and int(index) < int(count)):
            self.fail(f"{value}: expected I/N, with I from 0 to N - 1, as 0/8.", param, ctx)
        return int(index), int(count)


def run_shard(
    paths: Iterable[str], base: str, shard: tuple[int, int], target: str, sources: str, processes: int | None
) -> None:
    """Read the files of a shard that are not done, a line for each on standard error; ends with the exit code."""
    from crawler.fleet.inputs import expand, of_shard
    from crawler.fleet.remote import Folder
    from crawler.fleet.shard import extract_shard, is_done
    from crawler.workers.cores import cores, workers

    failed: list[Failure] = []
    with _one_sentence(target):
        folder = Folder(target)
        missing = [file for file in of_shard(expand(paths, base), *shard) if not is_done(file, folder)]
        number = workers(cores()) if processes is None else processes
        for i, (file, marker) in enumerate(extract_shard(missing, folder, number, sources), 1):
            if marker.failed:
                failed.append(Failure(file.path, marker.kind, marker.failed))  # type: ignore[arg-type]
            _say(f"{i} of {len(missing)}: {file.name}, {marker.records:,} records in {marker.seconds:.1f} s.")
    for failure in failed:
        _say(failure.message)
    sys.exit(exit_code(failure.kind for failure in failed))


def show_status(paths: Iterable[str], base: str, target: str) -> None:
    """Print what is done, failed and left; exit with 1 if something is left or has failed."""
    from crawler.fleet.inputs import expand
    from crawler.fleet.remote import Folder
    from crawler.fleet.status import status

    with _one_sentence(target):
        found = status(Folder(target), expand(paths, base) if paths else ())
    for line in found.lines():
        click.echo(printable(line))
    sys.exit(1 if found.failed or found.left else 0)


@contextmanager
def _one_sentence(target: str) -> Iterator[None]:
    """End with a sentence where inputs cannot be found, or the output cannot be written."""
    from crawler.fleet.inputs import BadInputs
    from crawler.fleet.remote import BadAddress
    from crawler.sources.source import BadSource

    try:
        yield
    except (BadInputs, BadAddress, BadSource) as error:
        raise click.UsageError(printable(str(error))) from None
    except OSError as error:
        _say(unwritable(error.filename or target, error).message)
        sys.exit(EXIT_CODES["unwritable"])


def _say(line: str) -> None:
    click.echo(printable(line), err=True)
