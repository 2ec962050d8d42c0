"""The processes of a worker that make visits: which of them makes which, and how they end."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import time
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Any

import pytest

from crawler.errors import EXIT_CODES
from crawler.fleet import visit_server
from crawler.fleet.visits import ServerGone, Visits
from tests.forked import run_forked

FIRST = 1_000
"""Codes from here on are numbers of processes."""


def make(pipe: Connection) -> None:
    """Answers with the number of the process, or does what the source says."""
    with suppress(EOFError):
        while True:
            what, _, value = pipe.recv().source.partition(" ")
            if what == "die":
                os.kill(os.getpid(), signal.SIGKILL)
            if what == "exit":
                os._exit(int(value))
            if what == "sleep":
                time.sleep(float(value))
            pipe.send(int(value) if what == "code" else FIRST + os.getpid())


def begin() -> Visits:
    visit_server._IDLE, visit_server.MOST = 0.5, 3  # type: ignore[misc]
    return Visits(make)


def one_after_another(*sources: str) -> int:
    """Print the codes of visits."""

    async def run() -> list[int]:
        return [await visits.make(source, None) for source in sources]

    visits = begin()
    print(json.dumps(asyncio.run(run())))
    visits.close()
    return 0


def at_once(signalled: bool) -> int:
    """Print the codes of two visits that are made at once, and may be killed."""

    async def run() -> list[int]:
        made = asyncio.gather(*(visits.make(f"sleep {60 if signalled else 0.2}", None) for _ in range(2)))
        if signalled:
            await asyncio.sleep(0.5)
            visits.stop(signal.SIGKILL)
        return list(await made)

    visits = begin()
    print(json.dumps(asyncio.run(run())))
    visits.close()
    return 0


def idle() -> int:
    """Exit with 0 if a process without a visit ends."""
    visits = begin()
    found = asyncio.run(visits.make("a", None)) - FIRST
    end = time.monotonic() + 20
    while os.path.exists(f"/proc/{found}") and time.monotonic() < end:
        time.sleep(0.1)
    visits.close()
    return int(os.path.exists(f"/proc/{found}"))


def without_server() -> int:
    """Exit with 0 if a visit ends with the process that visits are forked from."""

    async def run() -> int:
        made = asyncio.ensure_future(visits.make("sleep 60", None))
        await asyncio.sleep(0.5)
        os.kill(visits._server.pid or 0, signal.SIGKILL)
        try:
            return await made
        except ServerGone:
            return 0

    visits = begin()
    return asyncio.run(run())


def codes(function: str, *arguments: Any) -> list[int]:
    """What a function here prints in a process that has no threads."""
    done = run_forked(f"{__name__}:{function}", *arguments)
    assert done.code == 0, done.err
    found: list[int] = json.loads(done.out)
    return found


def test_a_process_makes_some_visits_one_after_another() -> None:
    first, second, third, fourth = codes("one_after_another", "a", "b", "c", "d")
    assert first == second == third > FIRST and fourth > FIRST and fourth != first


def test_visits_at_once_have_processes_of_their_own() -> None:
    assert len(set(codes("at_once", False))) == 2


def test_a_signal_is_for_all() -> None:
    assert codes("at_once", True) == [-signal.SIGKILL] * 2


@pytest.mark.parametrize(
    ("source", "code", "same"),
    [
        ("die", -signal.SIGKILL, False),
        ("exit 7", 7, False),
        (f"code {EXIT_CODES['bug']}", EXIT_CODES["bug"], False),
        (f"code {EXIT_CODES['ledger']}", EXIT_CODES["ledger"], False),
        (f"code {EXIT_CODES['unwritable']}", EXIT_CODES["unwritable"], False),
        ("code 2", 2, False),
        ("code 14", 14, True),  # a site that is down
    ],
)
def test_a_visit_that_failed_costs_no_other(source: str, code: int, same: bool) -> None:
    before, ended, after = codes("one_after_another", "a", source, "b")
    assert ended == code and after > FIRST and (after == before) is same


@pytest.mark.parametrize("function", ["idle", "without_server"])
def test_how_processes_end(function: str) -> None:
    done = run_forked(f"{__name__}:{function}")
    assert done.code == 0, done.err
