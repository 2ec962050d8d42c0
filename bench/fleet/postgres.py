"""A ledger on PostgreSQL as it grows: microseconds of what a crawl asks of it, and bytes on the disk for each URL."""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from pathlib import Path

from postgres_fill import NOW, TABLES, bytes_of_tables, connected, count_of, fill, fingerprint, server, task
from results import replace_section, table

from crawler.ledger.model import Completion, Known, Lease, Record, Validators
from crawler.ledger.postgres.ledger import PostgresLedger, open_shared_ledger
from crawler.workers.time_limit import cpu_time

MILLION = 1_000_000
AT_ONCE = 64
"""Leases of a claim, as the scheduler takes them."""
ENGLISH = (Path(__file__).parents[2] / "docs" / "command-line.md").read_bytes()[:10_000]
"""A text, as records are: how well they compress may matter."""
HEAD = [
    "million URLs", "add", "look up, 100 keys at once", "look up, one", "claim, 64 at once",
    "claim, of a source", "complete", "complete, 64 at once", "bytes per URL",
]  # fmt: skip
TEXT = """Microseconds for each URL: CPU time of the program and of the server together, and in brackets by the clock,
with other programs on the machine. {sites:,} sites; of ten URLs one is pending, two wait for a revisit, seven are done.
A completion has a record of 5 kB of English, its article, its validators and the next visit. {settings}

"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Options of this part."""
    group = parser.add_argument_group("postgres")
    group.add_argument("--millions", default="1,5", help="sizes in millions of URLs, ascending")
    group.add_argument("--sites", type=int, default=10_000)
    group.add_argument("--sample", type=int, default=6_400, help="operations of each kind")


def run(options: argparse.Namespace) -> None:
    """Measure, and write the section."""
    rows, sizes, first = [], [], 1
    with server() as url:
        ledger = open_shared_ledger(url.removeprefix("postgresql://"))
        for millions in map(float, options.millions.split(",")):
            last = int(millions * MILLION)
            fill(url, first, last, options.sites)
            size = bytes_of_tables(url)
            cells = measure(ledger, url, options.sample, last, options.sites)
            rows.append([f"{millions:g}", *cells, f"{sum(sum(x) for x in size.values()) / last:.0f}"])
            sizes = [[name, *(f"{value / count_of(name, last):.0f}" for value in size[name])] for name in TABLES]
            first = last + options.sample + 1
            print(rows[-1], sizes, flush=True)
        settings = setting(url)
        ledger.close()
    text = TEXT.format(sites=options.sites, settings=settings) + table(HEAD, rows)
    text += "\n\nBytes of a row on the disk, at the largest size:\n\n"
    replace_section("Fleet: the ledger on PostgreSQL", text + table(["table", "row", "its indexes"], sizes))


def setting(url: str) -> str:
    """What the figures depend on, as a sentence."""
    with connected(url) as connection:
        [(version,)] = connection.execute("SHOW server_version").fetchall()
        shown = [
            f"{name} {connection.execute(f'SHOW {name}'.encode()).fetchall()[0][0]}"
            for name in ("shared_buffers", "synchronous_commit", "fsync")
        ]
        commit = timed(lambda: [connection.execute("UPDATE notes SET value = value") for _ in range(200)], 200)
    text = f"PostgreSQL {version} on this machine, as it comes ({', '.join(shown)}). "
    return f"{text}A transaction that changes a row takes {commit:.0f} µs by the clock."


def measure(ledger: PostgresLedger, url: str, sample: int, urls: int, sites: int) -> list[str]:
    """Microseconds of each operation, for the table."""
    with connected(url) as connection:
        rows = connection.execute(f"SELECT key FROM seen TABLESAMPLE SYSTEM (1) LIMIT {sample // 2}".encode())
        known = [key for (key,) in rows]
    keys = [key for pair in zip(known, map(fingerprint, range(len(known))), strict=True) for key in pair]
    added = [task(urls + i, sites) for i in range(sample)]
    visits = {f"daily-{n}": ledger.begin_visit(f"daily-{n}", "") for n in range(sites // 2, sites)}  # takes back leases
    both = Both(ledger)
    cells = [
        both.timed(lambda: [ledger.add(added[i : i + 100]) for i in range(0, sample, 100)], sample),
        both.timed(lambda: [ledger.seen(keys[i : i + 100]) for i in range(0, len(keys), 100)], len(keys)),
        both.timed(lambda: [ledger.seen([key]) for key in keys[:1000]], 1000),
    ]
    leases: list[Lease] = []
    cells.append(both.timed(lambda: claim(ledger, leases, sample), sample))
    of_sources: list[Lease] = []
    cells.append(both.timed(lambda: claim_of_sources(ledger, of_sources, sample // 4, sites, visits), sample // 4))
    done = [completion(lease) for lease in leases]
    ones, rest = done[: sample // 2], done[sample // 2 :]
    cells.append(both.timed(lambda: complete(ledger, [[each] for each in ones]), len(ones)))
    batches = [rest[i : i + AT_ONCE] for i in range(0, len(rest), AT_ONCE)]
    return [*cells, both.timed(lambda: complete(ledger, batches), len(rest))]


class Both:
    """Measures this process and the one of the server that serves it."""

    def __init__(self, ledger: PostgresLedger) -> None:
        self._server = int(ledger.session.rows("SELECT pg_backend_pid()")[0][0])

    def timed(self, action: Callable[[], object], times: int) -> str:
        """Microseconds for each: CPU time of both, and in brackets by the clock."""
        began = self._cpu()
        clock = timed(action, times)
        return f"{(self._cpu() - began) / times * 1e6:.0f} ({clock:.0f})"

    def _cpu(self) -> float:
        return time.process_time() + cpu_time(self._server)


def claim(ledger: PostgresLedger, leases: list[Lease], count: int) -> None:
    """Claim as many as that."""
    while len(leases) < count:
        leases += ledger.claim(AT_ONCE, NOW, 600)


def claim_of_sources(
    ledger: PostgresLedger, leases: list[Lease], count: int, sites: int, visits: dict[str, int]
) -> None:
    """The same of one source after another, as visits do; ``visits``: their fences."""
    for number in range(sites // 2, sites):
        source = f"daily-{number}"
        leases += ledger.claim_for(visits[source], source, AT_ONCE, NOW, 600)
        if len(leases) >= count:
            return


def complete(ledger: PostgresLedger, batches: list[list[Completion]]) -> None:
    """Complete leases, each of which is held."""
    for batch in batches:
        assert all(ledger.complete(batch))


def completion(lease: Lease) -> Completion:
    """A lease that gave an article of 5 kB, and is due again."""
    line = ENGLISH[lease.key % 5_000 :][:5_000]
    record = Record(line, lease.key, Known(1, "ab" * 16, b"1234" * 4))
    said = {lease.key: Validators('"5f2b-61c0a3"', "Tue, 24 Nov 2026 10:00:00 GMT")}
    return Completion(
        lease, "delivered", NOW, NOW + 3600, [record], lease.key, validators=said, source="s", counts={"new": 1}
    )


def timed(action: Callable[[], object], times: int) -> float:
    """Microseconds for each."""
    began = time.perf_counter()
    action()
    return (time.perf_counter() - began) / times * 1e6
