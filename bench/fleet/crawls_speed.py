"""Two workers and a server beside one process, on the same cores."""

from __future__ import annotations

import argparse
import ctypes
import os
import resource
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from crawls_hosts import Site, headlines, site, start, start_worker
from results import replace_section, table
from server import Server

HEAD = ["way", "pages/s", "… once it fetches", "CPU ms per page", "records"]
WAYS = ("one process, SQLite", "2 workers, PostgreSQL")
_SUBREAPER = 36
"""Of prctl(2): processes whose parents have ended become children of this one, so that their CPU counts."""
TEXT = """{pages:,} {what} of {hosts} hosts without a delay; the better of {rounds} rounds, in turn, on {cores} cores.
One process is `copydesk crawl` as it comes, with its processes that read pages. Two workers have one process each
that makes visits, together as many as one worker has by itself, with `--visits {visits}`, and share the cores with the
server. CPU is that of all these processes, the server included. The first column is from the start of the programs to
their end, the second from the first request to the last.

{table}

Pages/s of 2 workers ÷ one process: {whole:.2f}; once they fetch: {fetching:.2f}; by CPU per page: {cpu:.2f}."""


@dataclass
class Round:
    """What one way took."""

    clock: float
    fetching: float
    """Seconds from the first request to the last."""
    cpu: float
    records: int


def speed(options: argparse.Namespace, database: Server, folder: Path) -> None:
    """Measure both ways in turn."""
    ctypes.CDLL(None).prctl(_SUBREAPER, 1, 0, 0, 0)
    rounds: dict[str, list[Round]] = {way: [] for way in WAYS}
    visits = 4 * (os.cpu_count() or 1)
    with site(folder, options.speed_hosts, options.speed_pages, 0, options.speed_corpora) as found:
        for number in range(options.speed_rounds):
            lone, out = folder / f"{number}.jsonl", folder / f"out-{number}"
            url = database.schema(f"speed_{number}")

            def one(number: int = number, lone: Path = lone) -> subprocess.Popen[bytes]:
                files = ["--ledger", str(folder / f"{number}.ledger"), "-o", str(lone), "--delay", "0"]
                return start(found, "crawl", *files)

            def worker(url: str = url, out: Path = out) -> subprocess.Popen[bytes]:
                return start_worker(found, url, out, "--drain", "--visits", str(visits), "--processes", "1")

            rounds[WAYS[0]].append(measured(found, database, [one], lambda lone=lone: count(lone)))  # type: ignore[misc]
            result = measured(
                found,
                database,
                [worker, worker],
                lambda url=url, out=out: headlines(url, out)[0].total(),  # type: ignore[misc]
            )
            rounds[WAYS[1]].append(result)
            print(rounds, flush=True)
    write(options, visits, rounds)


def write(options: argparse.Namespace, visits: int, rounds: dict[str, list[Round]]) -> None:
    """Write the section."""
    pages = options.speed_pages
    values = {
        way: (
            pages / min(x.clock for x in found),
            pages / min(x.fetching for x in found),
            min(x.cpu for x in found) / pages * 1e3,
        )
        for way, found in rounds.items()
    }
    rows = [[way, *(f"{value:.1f}" for value in values[way]), str(rounds[way][-1].records)] for way in WAYS]
    (whole, fetching, cpu), (wholes, fetchings, cpus) = values[WAYS[0]], values[WAYS[1]]
    named = f"pages, those of {options.speed_corpora.replace(',', ', ')}, again from the first on after the last"
    what = named if options.speed_corpora else "short pages"
    text = TEXT.format(
        pages=pages, hosts=options.speed_hosts, rounds=options.speed_rounds, cores=os.cpu_count(), visits=visits,
        table=table(HEAD, rows), what=what, whole=wholes / whole, fetching=fetchings / fetching, cpu=cpu / cpus,
    )  # fmt: skip
    replace_section("Fleet: workers beside one process", text)


def count(lines: Path) -> int:
    """How many records are in a file."""
    return len(lines.read_bytes().splitlines())


def measured(
    found: Site, database: Server, starts: list[Callable[[], subprocess.Popen[bytes]]], records: Callable[[], int]
) -> Round:
    """What processes take together, the server included."""
    asked = {host: len(times) for host, times in found.times().items()}
    served, before, began = cpu_below(database.process.get_pid()), own_cpu(), time.monotonic()
    for process in [begin() for begin in starts]:
        assert process.wait() in (0, *range(10, 29)), process.returncode
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    clock, cpu = time.monotonic() - began, own_cpu() - before
    cpu += cpu_below(database.process.get_pid()) - served
    times = sorted(at for host, times in found.times().items() for at in times[asked.get(host, 0) :])
    return Round(clock, times[-1] - times[0], cpu, records())


def own_cpu() -> float:
    """CPU seconds of the processes that have ended below this one."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def cpu_below(process: int) -> float:
    """CPU seconds of a process, of those below it and of those that have ended."""
    total = 0.0
    for number in [process, *children(process)]:
        try:
            fields = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        total += sum(map(int, fields[11:15] if number == process else fields[11:13])) / os.sysconf("SC_CLK_TCK")
    return total


def children(process: int) -> list[int]:
    """The processes that a process has started, and theirs."""
    found: list[int] = []
    for path in Path(f"/proc/{process}/task").glob("*/children"):
        for child in map(int, path.read_text().split()):
            found += [child, *children(child)]
    return found
