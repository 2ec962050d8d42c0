"""A part in a process of its own, which may die or hang."""

from __future__ import annotations

import multiprocessing
from multiprocessing.connection import Connection

from bench.fuzz.measure import SourceCounts, measure
from bench.fuzz.part import parts

_HANGS = 120.0
"""Seconds that a case may take by the clock before its process is killed."""


def measured(name: str, seed: int, count: int) -> SourceCounts:
    """The tally of a part; a case that its process ended with, or hung at, is its only fault."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(theirs, name, seed, count), daemon=True)
    process.start()
    theirs.close()
    return _wait(process, ours, name)


def _wait(process: multiprocessing.process.BaseProcess, ours: Connection, name: str) -> SourceCounts:
    """Follow the numbers of the cases until the tally comes."""
    number = -1
    try:
        while ours.poll(_HANGS):
            if isinstance(found := ours.recv(), SourceCounts):
                return found
            number = found
    except EOFError:
        process.join()
        return SourceCounts(name, faults=[(number, f"ended the process (exit code {process.exitcode})\n")])
    process.kill()
    return SourceCounts(name, faults=[(number, f"hung for {_HANGS:.0f} s\n")])


def _work(theirs: Connection, name: str, seed: int, count: int) -> None:
    theirs.send(measure(parts()[name], seed, count, theirs.send))
