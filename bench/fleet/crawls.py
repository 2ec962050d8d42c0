"""Live crawls: workers beside one process, killed with a server that crashes, and idle."""

from __future__ import annotations

import argparse
import shutil
import signal
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from crawls_hosts import site, start
from crawls_kills import kills
from crawls_speed import speed
from results import replace_section
from server import Server, server


def arguments(parser: argparse.ArgumentParser) -> None:
    """Options of this part."""
    group = parser.add_argument_group("crawls")
    group.add_argument("--speed-hosts", type=int, default=40)
    group.add_argument("--speed-pages", type=int, default=4_000)
    group.add_argument("--speed-corpora", default="articles,web,press,press2", help="whose pages; empty: short ones")
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
    text += "which one of all workers does, included. A process that makes visits has one more."
    replace_section("Fleet: an idle worker", text)


MEASURED: dict[str, Callable[[argparse.Namespace, Server, Path], None]] = {"speed": speed, "kills": kills, "idle": idle}
