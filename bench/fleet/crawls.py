"""Live crawls: workers beside one process, killed with a server that crashes, and idle."""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from urllib.request import urlopen

import zstandard
from results import replace_section, table
from server import Server, server

from crawler.ledger.registry import open_shared_ledger

ROOT = Path(__file__).resolve().parents[2]
SPEED_HEAD = ["way", "pages/s", "CPU ms per page", "records"]
KILL_HEAD = ["workers", "hosts", "pages", "kills", "server crashes", "lost", "twice", "broken", "requests too early",
             "clock, s"]  # fmt: skip


def arguments(parser: argparse.ArgumentParser) -> None:
    """Options of this part."""
    group = parser.add_argument_group("crawls")
    group.add_argument("--speed-hosts", type=int, default=40)
    group.add_argument("--speed-pages", type=int, default=2_000)
    group.add_argument("--speed-rounds", type=int, default=2, help="of each way, in turn")
    group.add_argument("--kill-workers", type=int, default=4)
    group.add_argument("--kill-hosts", type=int, default=200)
    group.add_argument("--kill-pages", type=int, default=10_000)
    group.add_argument("--kills", type=int, default=30, help="of random workers, with -9")
    group.add_argument("--crashes", type=int, default=2, help="of the server")
    group.add_argument("--kill-delay", type=float, default=0.2, help="of each host, in seconds")
    group.add_argument("--crawls-seed", type=int, default=1)
    group.add_argument("--idle", type=int, default=60, help="seconds in which an idle worker is watched")
    group.add_argument("--crawls-only", default="speed,kills,idle")


def run(options: argparse.Namespace) -> None:
    """Measure, and write the sections."""
    for name in options.crawls_only.split(","):
        folder = Path(tempfile.mkdtemp(prefix="fleet-crawls-"))
        try:
            with server() as found:
                MEASURED[name](options, found, folder)
        finally:
            shutil.rmtree(folder, ignore_errors=True)


@dataclass
class Site:
    """Hosts on addresses of loopback, which are one process, and their source files."""

    folder: Path
    port: int
    hosts: int
    pages: int
    own: subprocess.Popen[str] = field(repr=False)

    def write(self, delay: float) -> None:
        """Write the source files; each host has an equal share of the pages."""
        (self.folder / "sources").mkdir(exist_ok=True)
        for number, address in enumerate(self.addresses()):
            home = f"http://{address}:{self.port}/"
            values = {"name": f"host-{number:03}", "home": home, "feeds": [f"{home}feed/{number}"], "delay": delay,
                      "jitter": 0, "article_urls": ["/article/"]}  # fmt: skip
            text = "".join(f"{key} = {json.dumps(value)}\n" for key, value in values.items())
            (self.folder / "sources" / f"host-{number:03}.toml").write_text(text)

    def addresses(self) -> list[str]:
        """The addresses of the hosts."""
        return [f"127.0.{1 + number // 200}.{1 + number % 200}" for number in range(self.hosts)]

    def times(self) -> dict[str, list[float]]:
        """When each host was asked for something."""
        with urlopen(f"http://127.0.0.1:{self.port}/times") as answer:
            found: dict[str, list[float]] = json.load(answer)
        return found


@contextmanager
def site(folder: Path, hosts: int, pages: int, delay: float) -> Iterator[Site]:
    """A site that is served."""
    command = [sys.executable, str(ROOT / "bench/fleet/crawls_site.py"), str(hosts), str(pages)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment([]))
    try:
        assert process.stdout
        found = Site(folder, int(process.stdout.readline()), hosts, pages, process)
        found.write(delay)
        yield found
    finally:
        process.kill()
        process.wait()


def environment(allowed: list[str]) -> dict[str, str]:
    """This one, with the checkout on the path."""
    return {**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'bench'}", "COPYDESK_ALLOW_HOSTS": " ".join(allowed),
            "COPYDESK_CONTACT": "desk@example.org"}  # fmt: skip


def start(found: Site, command: str, *more: str) -> subprocess.Popen[bytes]:
    """A crawl or a worker, in a working folder of its own."""
    cwd = tempfile.mkdtemp(dir=found.folder)
    line = [sys.executable, "-m", "crawler.cli", command, "--sources", str(found.folder / "sources"), *more]
    env = environment([*found.addresses(), "127.0.0.1"])
    return subprocess.Popen(line, cwd=cwd, env=env, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)


def start_worker(found: Site, url: str, out: Path, *more: str) -> subprocess.Popen[bytes]:
    """A worker that notices at once what is due and who is dead."""
    return start(found, "worker", "--ledger", url, "-o", str(out), "--every", "1", "--stalled-after", "5", *more)


def headlines(url: str, out: Path) -> tuple[Counter[str], int]:
    """How often each headline is in the segments, and how many segments or lines are broken."""
    ledger, found, broken = open_shared_ledger(url), Counter[str](), 0
    for segment in ledger.segments():
        data = (out / segment.name).read_bytes()
        lines = zstandard.ZstdDecompressor().stream_reader(data, read_across_frames=True).read().splitlines()
        broken += len(data) != segment.bytes or len(lines) != segment.records
        found.update(json.loads(line)["headline"] for line in lines)
    ledger.close()
    return found, broken


def speed(options: argparse.Namespace, database: Server, folder: Path) -> None:
    """Two workers beside one process."""
    times: dict[str, list[tuple[float, float, int]]] = {"one process, SQLite": [], "2 workers, PostgreSQL": []}
    with site(folder, options.speed_hosts, options.speed_pages, 0) as found:
        for number in range(options.speed_rounds):
            lone = folder / f"{number}.jsonl"
            files = ["--ledger", str(folder / f"{number}.ledger"), "-o", str(lone), "--delay", "0"]
            begun = measured([lambda files=files: start(found, "crawl", *files)])  # type: ignore[misc]
            times["one process, SQLite"].append((*begun, len(lone.read_bytes().splitlines())))
            url, out = database.schema(f"speed_{number}"), folder / f"out-{number}"
            server_before = cpu_below(database.process.get_pid())
            begun = measured([lambda url=url, out=out: start_worker(found, url, out, "--drain")] * 2)  # type: ignore[misc]
            served = cpu_below(database.process.get_pid()) - server_before
            times["2 workers, PostgreSQL"].append((begun[0], begun[1] + served, headlines(url, out)[0].total()))
    rows = [[way, *(f"{value:.1f}" for value in best(runs, options.speed_pages)), str(runs[-1][2])]
            for way, runs in times.items()]  # fmt: skip
    ratio, cost = float(rows[1][1]) / float(rows[0][1]), float(rows[0][2]) / float(rows[1][2])
    text = (
        f"{options.speed_pages:,} pages of {options.speed_hosts} hosts without a delay, from the start of the program "
    )
    text += "to its end; the better of "
    text += (
        f"{options.speed_rounds} rounds. CPU is that of all processes and of the server.\n\n{table(SPEED_HEAD, rows)}"
    )
    text += f"\n\nPages/s of 2 workers ÷ one process: {ratio:.2f}; by CPU per page: {cost:.2f}."
    replace_section("Fleet: workers beside one process", text)


def best(runs: list[tuple[float, float, int]], pages: int) -> tuple[float, float]:
    """Pages a second by the clock, and milliseconds of CPU for each page: the better of the rounds."""
    return pages / min(clock for clock, _, _ in runs), min(cpu for _, cpu, _ in runs) / pages * 1e3


def measured(starts: list[Callable[[], subprocess.Popen[bytes]]]) -> tuple[float, float]:
    """Seconds by the clock and of CPU that processes take together."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    for process in [begin() for begin in starts]:
        assert process.wait() in (0, *range(10, 29)), process.returncode
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.monotonic() - began, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


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


def kills(options: argparse.Namespace, database: Server, folder: Path) -> None:
    """Workers that are killed at random, each started again, with a server that crashes."""
    chance, url, out = random.Random(options.crawls_seed), database.schema("kills"), folder / "out"
    began = time.monotonic()
    with site(folder, options.kill_hosts, options.kill_pages, options.kill_delay) as found:
        workers = [start_worker(found, url, out) for _ in range(options.kill_workers)]
        moments = sorted([(number + chance.random()) / (options.kills + 1) for number in range(options.kills)])
        crashes = [(number + 1) / (options.crashes + 1) for number in range(options.crashes)]
        for moment, crashing in sorted([(m, False) for m in moments] + [(c, True) for c in crashes]):
            while asked(found) < moment * options.kill_pages:
                time.sleep(0.2)
            if crashing:
                database.restart()
                continue
            number = chance.randrange(len(workers))
            workers[number].send_signal(signal.SIGKILL)
            workers[number].wait()
            workers[number] = start_worker(found, url, out)
        for worker in workers:
            worker.send_signal(signal.SIGTERM)
        codes = {worker.wait() for worker in workers}
        codes |= {worker.wait() for worker in [start_worker(found, url, out, "--drain") for _ in range(2)]}
        early = sum(later - earlier < options.kill_delay for times in found.times().values()
                    for earlier, later in pairwise(times))  # fmt: skip
    records, broken = headlines(url, out)
    expected = {f"Notice {number}" for number in range(options.kill_pages)}
    row = [options.kill_workers, options.kill_hosts, options.kill_pages, options.kills, options.crashes,
           len(expected - records.keys()), records.total() - len(records), broken, early,
           round(time.monotonic() - began)]  # fmt: skip
    text = (
        "Workers in working folders of their own; a random one is killed with -9 and another started, and PostgreSQL "
    )
    text += (
        f"is restarted as after a crash. Each host has a delay of {options.kill_delay} s; too early is what arrives "
    )
    text += "nearer to the request before, by the kernel's time of its arrival.\n\n"
    text += table(KILL_HEAD, [[f"{cell:,}" for cell in row]])
    replace_section("Fleet: workers killed", f"{text}\n\nExit codes at the end: {', '.join(map(str, sorted(codes)))}.")


def asked(found: Site) -> int:
    """How many articles have been asked for so far."""
    with urlopen(f"http://127.0.0.1:{found.port}/count") as answer:
        return int(answer.read())


def idle(options: argparse.Namespace, database: Server, folder: Path) -> None:
    """What a worker costs that has nothing to do."""
    url, log = database.schema("idle"), database.process.log
    connected = "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'copydesk'"
    with site(folder, 2, 20, 0) as found:
        worker = start(found, "worker", "--ledger", url, "-o", str(folder / "out"))
        time.sleep(30)  # all is visited once
        for name, value in (("log_statement", "all"), ("log_line_prefix", "%a|")):
            database.ask(f"ALTER SYSTEM SET {name} = '{value}'")
        database.ask("SELECT pg_reload_conf()")
        most, begun, end = 0, time.monotonic(), time.monotonic() + options.idle
        while time.monotonic() < end:
            most = max(most, database.ask(connected)[0][0])
            time.sleep(1)
        seconds = time.monotonic() - begun
        lines = [line for line in log.read_text().splitlines() if line.startswith("copydesk|LOG:")]
        worker.send_signal(signal.SIGTERM)
        worker.wait()
    queries = sum("execute" in line or "statement" in line for line in lines)
    text = f"One worker with two sources of which nothing is due, watched for {options.idle} s: at most {most} "
    text += f"connections, {queries / seconds:.2f} queries a second, those of the look for what is due once a minute, "
    text += "which one of all workers does, included. A visit has one more connection."
    replace_section("Fleet: an idle worker", text)


MEASURED: dict[str, Callable[[argparse.Namespace, Server, Path], None]] = {"speed": speed, "kills": kills, "idle": idle}
