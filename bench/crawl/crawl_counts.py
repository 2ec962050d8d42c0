"""What receipts, drift and metrics cost: whole crawls with a ledger, with and without them, in turn.

Each source has a month in the ledger that drift compares with. The CPU time is that of the process and its workers.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from crawl_run import measure, site
from crawl_site import ROOT, counts

sys.path[:0] = [str(ROOT)]

from crawler.ledger import open_ledger  # noqa: E402
from crawler.ledger.model import DayTally  # noqa: E402
from crawler.metrics.packing import merge_packed, pack  # noqa: E402
from tests.metrics.test_drift import usual  # noqa: E402

_HOSTS, _DAYS, _DAY = 8, 60, 86_400
_START = "from crawler import settings; settings.COPYDESK_COUNTS = {}; from crawler.cli import main; main()"


def cost(pages: int, rounds: int) -> list[list[str]]:
    """CPU with everything that counts, and without, by rounds."""
    pairs = []
    for number in range(rounds):
        order = (True, False) if number % 2 else (False, True)
        found = {counting: _crawl(pages, counting) for counting in order}
        pairs.append((found[True], found[False]))
        print(f"{found[True]:.2f} s with, {found[False]:.2f} s without", file=sys.stderr, flush=True)
    shares = [100 * (with_them / without - 1) for with_them, without in pairs]
    spread = ", ".join(f"{share:+.1f} %" for share in shares)
    per_page = [statistics.median(column) / pages * 1000 for column in zip(*pairs, strict=True)]
    return [
        ["CPU with receipt, drift and metrics file, more than without (median of pairs)",
         f"{statistics.median(shares):+.1f} %", "2 %"],
        ["… each pair", spread, ""],
        ["… share of the CPU that is spent in their handlers, in one crawl", f"{100 * _share(pages):.2f} %", "2 %"],
        ["… CPU ms per page with, without", ", ".join(f"{value:.2f}" for value in per_page), ""],
    ]  # fmt: skip


def _crawl(pages: int, counting: bool) -> float:
    """CPU seconds of a crawl."""
    with tempfile.TemporaryDirectory(prefix="crawl-") as folder:
        return _run([sys.executable, "-c", _START.format(counting)], Path(folder), pages, counting)


def _share(pages: int) -> float:
    """The share of the CPU time of a crawl that the handlers take, which does not depend on how busy the machine is."""
    with tempfile.TemporaryDirectory(prefix="crawl-") as folder:
        file = Path(folder) / "share"
        _run([sys.executable, str(ROOT / "bench/crawl/crawl_timed.py"), str(file)], Path(folder), pages, True)
        return float(file.read_text())


def _run(start: list[str], folder: Path, pages: int, counting: bool) -> float:
    with site(_HOSTS) as (port, _):
        _sources(folder / "sources", port, pages // _HOSTS)
        ledger = folder / "l.db"
        _past(ledger)
        more = ["--receipt", str(folder / "r.json"), "--metrics-file", str(folder / "m.prom")] if counting else []
        command = [*start, "crawl", "--sources", str(folder / "sources"), "--ledger", str(ledger),
                   "-o", str(folder / "o.jsonl"), *more]  # fmt: skip
        run = measure(command, pages, 0.5, lambda: int(counts(port)["served"]))
        assert counts(port)["served"] >= 0.98 * pages, "pages were not downloaded"
        assert (folder / "r.json").exists() == counting
        return run.cpu


def _sources(folder: Path, port: int, count: int) -> None:
    folder.mkdir()
    for host in range(_HOSTS):
        lists = f'feeds = ["http://127.0.0.{host + 1}:{port}/feed/{host * count}/{count}"]'
        home = f'home = "http://127.0.0.{host + 1}:{port}/"'
        (folder / f"host-{host}.toml").write_text(f'name = "host-{host}"\n{home}\n{lists}\ndelay = 0.0\n')


def _past(ledger: Path) -> None:
    today = int(time.time()) // _DAY * _DAY
    held: Any = open_ledger(str(ledger))
    rows = [DayTally(f"host-{host}", today - n * _DAY, pack(usual(60).to_dict()))
            for host in range(_HOSTS) for n in range(1, _DAYS)]  # fmt: skip
    held.add_tallies(rows, merge_packed)
    held.close()
