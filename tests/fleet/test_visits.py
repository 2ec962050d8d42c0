"""The processes of a worker that make visits: which of them makes which, and how they end."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import tempfile
import time
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from crawler.errors import EXIT_CODES
from crawler.fleet import visit_server
from crawler.fleet.page_being_read import PageBeingRead
from crawler.fleet.visit_process import Visit, VisitProcess
from crawler.fleet.visited_source import VisitedSource
from crawler.fleet.visits import ServerGone, Visits
from tests.forked import run_forked

FIRST = 1_000
"""Codes from here on are numbers of processes."""
REFUSED = 500
"""Code of a visit that does not read its page; one more for each further page that it does not read."""


def make(pipe: Connection, page: PageBeingRead) -> None:
    """Answers with the number of the process, or does what the source says."""
    held: list[int] = []
    with suppress(EOFError):
        while True:
            if held and not pipe.poll(1):  # no other visit was made here
                pipe.send((held.pop(), FIRST + os.getpid()))
                continue
            number, visit = pipe.recv()
            what, _, value = visit.source.partition(" ")
            if what == "hold":
                held.append(number)
                continue
            if what == "read" and len(visit.fatal) < int(value):
                page.begin(f"/{len(visit.fatal)}")
            if what in ("die", "read") and not (what == "read" and len(visit.fatal) >= int(value)):
                os.kill(os.getpid(), signal.SIGKILL)
            if what == "hang" and not visit.fatal:
                page.begin("/slow")
                while True:
                    pass
            if what == "exit":
                os._exit(int(value))
            if what == "sleep":
                time.sleep(float(value))
            code = FIRST + os.getpid()
            code = int(value) if what == "code" else REFUSED + len(visit.fatal) if what in ("read", "hang") else code
            for each in [*held, number]:
                pipe.send((each, FIRST + os.getpid() if each in held else code))
            held = []


def begin(processes: int = 1) -> Visits:
    visit_server._IDLE, visit_server.MOST, visit_server._LOOK = 0.5, 3, 0.02  # type: ignore[misc]
    return Visits(make, processes, 0.3)


def run_visits(processes: int, sources: list[str], at_once: bool) -> int:
    """Print the codes of visits."""

    async def run() -> list[int]:
        if at_once:
            return list(await asyncio.gather(*(visits.make(source, None) for source in sources)))
        return [await visits.make(source, None) for source in sources]

    visits = begin(processes)
    print(json.dumps(asyncio.run(run())))
    visits.close()
    return 0


def signalled() -> int:
    """Print the codes of visits of two processes that are killed with all others."""

    async def run() -> list[int]:
        made = asyncio.gather(*(visits.make(source, None) for source in ("hold", "sleep 60", "hold", "sleep 60")))
        await asyncio.sleep(0.5)
        visits.stop(signal.SIGKILL)
        return list(await made)

    visits = begin(2)
    print(json.dumps(asyncio.run(run())))
    visits.close()
    return 0


def stopped() -> int:
    """Print the code of a visit that is begun after the signal to stop."""

    async def run() -> list[int]:
        visits.stop()
        return [await visits.make("sleep 60", None)]

    visits = begin()
    print(json.dumps(asyncio.run(run())))
    visits.close()
    return 0


def killed() -> int:
    """Print the folder of a visit whose worker is killed, and the number of the process that visits are forked from."""

    async def run() -> None:
        made = asyncio.ensure_future(visits.make("sleep 60", (VisitedSource("a", "", ""), b"")))
        await asyncio.sleep(0.5)
        folder = next(iter(Path(tempfile.gettempdir()).glob("copydesk-visit-*")))
        print(json.dumps([str(folder), visits._server.pid]), flush=True)
        os.kill(os.getpid(), signal.SIGKILL)
        await made

    tempfile.tempdir = tempfile.mkdtemp()
    visits = begin()
    asyncio.run(run())
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
    first, second, third, fourth = codes("run_visits", 1, ["a", "b", "c", "d"], False)
    assert first == second == third > FIRST and fourth > FIRST and fourth != first


@pytest.mark.parametrize(
    ("processes", "sources", "different"),
    [
        (1, ["hold", "hold", "a"], 1),
        (2, ["hold", "hold", "sleep 0.5", "sleep 0.5"], 2),
        (3, ["hold", "hold", "hold", "sleep 0.5", "sleep 0.5", "sleep 0.5"], 3),
        (1, ["hold", "hold", "sleep 0.5", "a"], 2),  # one has made as many as it may
    ],
)
def test_visits_at_once_share_processes(processes: int, sources: list[str], different: int) -> None:
    found = codes("run_visits", processes, sources, True)
    assert len(found) == len(sources) and len(set(found)) == different and min(found) > FIRST


def test_a_signal_is_for_all() -> None:
    assert codes("signalled") == [-signal.SIGKILL] * 4


def test_no_visit_is_begun_after_the_signal_to_stop() -> None:
    assert codes("stopped") == [-signal.SIGTERM]


def test_a_worker_that_is_killed_leaves_no_folder() -> None:
    done = run_forked(f"{__name__}:killed")
    folder, server = json.loads(done.out)
    end = time.monotonic() + 20
    while os.path.exists(f"/proc/{server}") and time.monotonic() < end:
        time.sleep(0.02)
    assert not os.path.exists(folder) and "Traceback" not in done.err


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
        ("read 1", REFUSED + 1, False),
        ("read 3", REFUSED + 3, False),
        ("hang", REFUSED + 1, False),
    ],
)
def test_a_visit_that_failed_costs_no_other(source: str, code: int, same: bool) -> None:
    before, ended, after = codes("run_visits", 1, ["a", source, "b"], False)
    assert ended == code and after > FIRST and (after == before) is same


@pytest.mark.parametrize(
    ("sources", "expected"),
    [
        (["hold", "read 1"], [FIRST, REFUSED + 1]),  # the page is left out; the other visit is made again beside it
        (["hold", "hang"], [FIRST, REFUSED + 1]),
        (["hold", "read 2"], [FIRST, REFUSED + 2]),
        (["hold", "die"], [FIRST, -signal.SIGKILL]),  # nobody knows which one it was, before each is alone
        (["hold", "hold", "die", "hold", "hold"], [FIRST, FIRST, -signal.SIGKILL, FIRST, FIRST]),
        (["hold", "read 1", "hold", "die"], [FIRST, REFUSED + 1, FIRST, -signal.SIGKILL]),
        (["hold", f"code {EXIT_CODES['bug']}"], [FIRST, EXIT_CODES["bug"]]),
    ],
)
def test_a_process_that_dies_under_several_visits(sources: list[str], expected: list[int]) -> None:
    found = codes("run_visits", 1, sources, True)
    assert [min(code, FIRST) for code in found] == expected


@pytest.mark.parametrize("function", ["idle", "without_server"])
def test_how_processes_end(function: str) -> None:
    done = run_forked(f"{__name__}:{function}")
    assert done.code == 0, done.err


@pytest.mark.parametrize(
    ("fatal", "suspects", "url", "is_certain", "was_alone", "expected"),
    [
        ((), (), "/a", True, True, (("/a",), ())),
        ((), (), "/a", True, False, (("/a",), ())),
        (("/a",), ("/c",), "/b", True, True, (("/a", "/b"), ("/c",))),
        (("/a",), (), "/a", True, False, None),  # it was left out, and is not what killed the process
        ((), (), "/a", False, True, ((), ("/a",))),
        ((), (), "/a", False, False, ((), ("/a",))),
        ((), ("/a",), "/a", False, True, (("/a",), ())),
        ((), ("/a", "/b"), "/a", False, False, (("/a",), ("/b",))),
        ((), ("/a",), "/b", False, False, ((), ("/a", "/b"))),
        ((), ("/a",), "/b", False, True, None),  # it was no page
        ((), (), "", False, True, None),
        ((), (), "", True, True, None),
        ((), (), "", False, False, ((), ())),
        (("/a",), ("/b",), "", True, False, (("/a",), ("/b",))),
    ],
)
def test_a_visit_after_a_crash(
    fatal: tuple[str, ...], suspects: tuple[str, ...], url: str, is_certain: bool, was_alone: bool, expected: object
) -> None:
    again = Visit("daily", "digest", "folder", fatal, suspects).after_crash(url, is_certain, was_alone)
    assert (again and (again.fatal, again.suspects)) == expected
    assert again is None or (again.source, again.digest, again.folder) == ("daily", "digest", "folder")


@pytest.mark.parametrize(
    ("code", "was_stuck", "expected"),
    [
        (-signal.SIGSEGV, False, True),
        (-signal.SIGABRT, False, True),
        (0, False, True),
        (7, False, True),
        (-signal.SIGKILL, False, False),
        (-signal.SIGKILL, True, True),
        (-signal.SIGTERM, False, False),
        (-signal.SIGINT, False, False),
        (-signal.SIGHUP, False, False),
    ],
)
def test_who_has_killed_a_process(code: int, was_stuck: bool, expected: bool) -> None:
    ended = SimpleNamespace(exitcode=code)
    process = VisitProcess(ended, None, PageBeingRead(), 0, was_stuck=was_stuck)  # type: ignore[arg-type]
    assert process.killed_itself is expected
