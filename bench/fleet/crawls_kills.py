"""Workers that are killed at random, with a server that crashes."""

from __future__ import annotations

import argparse
import random
import signal
import time
from contextlib import closing
from itertools import pairwise
from pathlib import Path
from urllib.request import urlopen

from crawls_hosts import LOG, Site, headlines, site, start_worker
from results import replace_section, table
from server import Server

from crawler.ledger.registry import open_shared_ledger

HEAD = ["workers", "hosts", "pages", "kills", "server crashes", "lost", "twice", "broken", "requests too early",
        "nearest, s", "clock, s"]  # fmt: skip


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
        gaps = [later - earlier for times in found.times().values() for earlier, later in pairwise(sorted(times))]
    records, broken = headlines(url, out)
    expected = {f"Notice {number}" for number in range(options.kill_pages)}
    if lost := expected - records.keys():
        explain(url, folder, lost)
    row = [options.kill_workers, options.kill_hosts, options.kill_pages, options.kills, options.crashes,
           len(expected - records.keys()), records.total() - len(records), broken,
           sum(gap < options.kill_delay for gap in gaps), f"{min(gaps):.3f}",
           round(time.monotonic() - began)]  # fmt: skip
    text = (
        "Workers in working folders of their own; a random one is killed with -9 and another started, and PostgreSQL "
    )
    text += (
        f"is restarted as after a crash. Each host has a delay of {options.kill_delay} s; too early is what arrives "
    )
    text += "nearer to the request before, by the kernel's time of its arrival.\n\n"
    text += table(HEAD, [[cell if isinstance(cell, str) else f"{cell:,}" for cell in row]])
    replace_section("Fleet: workers killed", f"{text}\n\nExit codes at the end: {', '.join(map(str, sorted(codes)))}.")


def explain(url: str, folder: Path, lost: set[str]) -> None:
    """Print what is known of lost pages: which, the sources that are still due, and what the workers said."""
    print(f"Lost: {sorted(lost)}")
    with closing(open_shared_ledger(url)) as ledger:
        for source, state in ledger.visit_states(int(ledger.time())).items():
            if state.again == 0 or state.not_before or state.waiting or state.unpublished:
                print(source, state)
    for log in sorted(folder.rglob(LOG)):
        print(log.read_text("utf-8", "replace"), end="")


def asked(found: Site) -> int:
    """How many articles have been asked for so far."""
    with urlopen(f"http://127.0.0.1:{found.port}/count") as answer:
        return int(answer.read())
