"""Which files are read, and under which name the records of each are written: the same on every machine."""

from __future__ import annotations

import glob
import gzip
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from crawler.archive.stored_page import STORED_PAGES
from crawler.fleet.remote import is_remote, open_filesystem

_LIST = re.compile(r"\.paths(\.gz)?$", re.IGNORECASE)
"""Lists of files, as Common Crawl calls them (``warc.paths.gz``)."""
_PATTERN = re.compile(r"[*?\[]")


class BadInputs(ValueError):
    """Paths of which no list of files can be made; the message is one sentence."""


@dataclass(frozen=True, slots=True, order=True)
class Input:
    """A file with stored pages."""

    name: str
    """Name of its output without the ending; with ``/`` for files in folders below."""
    path: str


def expand(paths: Iterable[str], base: str = "") -> list[Input]:
    """Return the files that paths name, sorted by name.

    ``paths``: files, patterns with ``*``, ``?`` and ``[…]``, folders, and lists (``NAME.paths``, ``NAME.paths.gz`` or
    ``@NAME``, a path a line), here or at an address; ``base``: begins the paths in lists that begin with no address.

    :raises BadInputs: where a path is of no file, or two files would have the same name.
    :raises OSError: where a list or a folder cannot be read.
    """
    found: dict[str, str] = {}
    for path in paths:
        for file in _expand(path, base):
            other = found.setdefault(file.name, file.path)
            if other != file.path:
                raise BadInputs(f"{other} and {file.path} would both be written to {file.name}.")
    return sorted(Input(name, path) for name, path in found.items())


def _expand(path: str, base: str) -> Iterator[Input]:
    if path.startswith("@") or _LIST.search(path):
        for line in _lines(path.removeprefix("@")):
            full = line if is_remote(line) or os.path.isabs(line) else f"{base}{line}"
            yield Input(os.path.basename(full), full)
        return
    files = list(_remote_files(path) if is_remote(path) else _local_files(path))
    if not files:
        raise BadInputs(f"{path}: there is no such file, or none of stored pages in it.")
    yield from files


def _lines(path: str) -> list[str]:
    if is_remote(path):
        system, name = open_filesystem(path)
        data = bytes(system.cat_file(name))
    else:
        data = Path(path).read_bytes()
    if data[:2] == b"\x1f\x8b":
        data = gzip.decompress(data)
    lines = (line.strip() for line in data.decode().splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def _local_files(path: str) -> Iterator[Input]:
    if os.path.isfile(path):
        yield Input(os.path.basename(path), path)
    elif os.path.isdir(path):
        for file in sorted(Path(path).rglob("*")):
            if file.is_file() and STORED_PAGES.search(file.name):
                yield Input(file.relative_to(path).as_posix(), str(file))
    elif _PATTERN.search(path):
        start = os.path.dirname(path[: _PATTERN.search(path).start()])  # type: ignore[union-attr]
        for name in sorted(glob.glob(path, recursive=True)):
            if os.path.isfile(name):
                yield Input(Path(os.path.relpath(name, start or ".")).as_posix(), name)


def _remote_files(path: str) -> Iterator[Input]:
    if not _PATTERN.search(path) and not path.endswith("/"):
        yield Input(os.path.basename(path), path)
        return
    system, name = open_filesystem(path)
    start = name[: found.start()].rpartition("/")[0] if (found := _PATTERN.search(name)) else name.rstrip("/")
    for file in sorted(system.glob(name) if found else system.find(name)):
        if found or STORED_PAGES.search(file):
            yield Input(file[len(start) :].lstrip("/"), str(system.unstrip_protocol(file)))


def of_shard(inputs: list[Input], index: int, count: int) -> list[Input]:
    """Every ``count``-th file from the one with number ``index``, so that all shards have about as many.

    >>> [file.name for file in of_shard([Input(name, name) for name in "abcde"], 1, 2)]
    ['b', 'd']
    """
    return inputs[index::count]
