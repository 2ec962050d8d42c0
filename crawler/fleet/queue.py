"""Procrastinate's queue of visits, in the schema of the ledger (https://procrastinate.readthedocs.io/)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from contextlib import closing, suppress
from importlib import metadata, resources
from pathlib import Path
from typing import Any, cast

import procrastinate
import psycopg
from procrastinate.exceptions import AlreadyEnqueued, ConnectorException
from procrastinate.jobs import Job, Status
from procrastinate.schema import SchemaManager
from psycopg.conninfo import make_conninfo

from crawler.fleet.due import Due
from crawler.ledger.errors import LedgerError
from crawler.ledger.postgres.address import Address, to_address
from crawler.ledger.postgres.fleet import STATES
from crawler.ledger.postgres.ledger import PostgresLedger
from crawler.ledger.postgres.schema import MIGRATIONS
from crawler.ledger.postgres.session import Connection
from crawler.ledger.registry import open_shared_ledger, split_url
from crawler.ledger.shared import VisitState

VISIT, DEFER = "visit", "defer"
"""Names of the tasks."""
_RECONNECT = 5.0
"""Seconds after which the next query asks for a new connection; the pool by itself waits twice as long each time."""
_VERSION = "procrastinate"
"""Name of the note with the version of its tables."""
_LOOK = """
SELECT extract(epoch FROM clock_timestamp())::bigint AS now, (SELECT max(version) FROM versions) AS version, ARRAY(
    SELECT args->>'source' FROM procrastinate_jobs WHERE task_name = 'visit' AND status IN ('todo', 'doing')
) AS under_way
"""
_LATER = "SELECT EXISTS (SELECT 1 FROM visits WHERE source = %(source)s AND fence > %(fence)s) AS later"
_NOTIFY = """SELECT pg_notify(%(channel)s, '{"type": "job_inserted", "job_id": 0}')"""
_MANY = 64
"""Visits, deferred at once, after which the server is to count its rows anew, and each time that they have doubled.
As long as it takes a table of thousands for a small one, it needs seconds to find the next job instead of 4 ms."""
_LOCK = "SELECT pg_advisory_xact_lock(hashtext('procrastinate'))"


class Queue:
    """Visits that wait and are made, for all workers of a ledger."""

    def __init__(
        self, url: str, visit: Callable[[str, bool], Awaitable[None]], defer: Callable[[], Awaitable[bool]], every: int
    ) -> None:
        """``visit``: visits a source, or only writes its records.

        ``defer``: called every ``every`` seconds by one of all workers.
        """
        address = to_address(split_url(url)[1])
        self.name, self._ledger = f"visits-{address.schema}", address.name
        connector = procrastinate.PsycopgConnector(
            conninfo=_conninfo(address),
            min_size=1,
            max_size=1,
            timeout=10,
            reconnect_timeout=_RECONNECT,
            configure=_autocommit,
        )
        self.app = procrastinate.App(connector=connector)

        @self.app.task(name=VISIT, queue=self.name)
        async def make_visit(source: str, fence: int, crawl: bool) -> None:
            if not await self._is_over(source, fence):
                await visit(source, crawl)

        @self.app.periodic(cron=f"* * * * * */{every}" if every < 60 else f"*/{every // 60} * * * *")
        @self.app.task(name=DEFER, queue=self.name, queueing_lock=DEFER, priority=_FIRST)
        async def defer_due(timestamp: int) -> None:
            await defer()

        self._visit = make_visit

    async def put(self, visits: Iterable[tuple[Due, str]]) -> None:
        """Defer the visits of sources, each under the lock of its host, unless they are deferred already."""
        for count, (due, lock) in enumerate(visits, 1):
            task = self._visit.configure(priority=due.late, lock=lock, queueing_lock=f"{VISIT} {due.source}")
            with suppress(AlreadyEnqueued):
                await task.defer_async(source=due.source, fence=due.fence, crawl=due.crawl)
            if count >= _MANY and count.bit_count() == 1:
                await self.app.connector.execute_query_async("ANALYZE procrastinate_jobs")

    async def _is_over(self, source: str, fence: int) -> bool:
        """Return whether a later visit has begun since a job was deferred, which two workers may do at once."""
        found = await self.app.connector.execute_query_one_async(_LATER, source=source, fence=fence)
        return bool(found["later"])

    async def look(self) -> tuple[int, set[str], dict[str, VisitState]]:
        """Return the Unix time of the server, the sources whose visits wait or are made, and the state of all visits.

        :raises LedgerError: if a newer version has migrated the ledger.
        """
        connector = self.app.connector
        found = await connector.execute_query_one_async(_LOOK)  # first, as what ends meanwhile is due no more
        if found["version"] > len(MIGRATIONS):
            raise LedgerError(f"{self._ledger} has been migrated by a newer Copydesk.", "newer")
        rows = await connector.execute_query_all_async(STATES, now=found["now"])
        return found["now"], set(found["under_way"]), {row.pop("source"): VisitState(**row) for row in rows}

    async def wake(self) -> None:
        """Notify all workers to look for jobs, since one may wait for the lock of another that has ended."""
        with suppress(ConnectorException):  # they look every few seconds in any case
            await self.app.connector.execute_query_async(_NOTIFY, channel=f"procrastinate_queue_v1#{self.name}")

    async def drop_stalled(self, seconds: float) -> set[str]:
        """Drop the jobs of workers without a heartbeat for ``seconds``; their visits have not ended and are due again.

        They are not retried under their numbers: a worker that was only paused would end them once more.
        """
        jobs = self.app.job_manager
        stalled: Iterable[Job] = await jobs.get_stalled_jobs(queue=self.name, seconds_since_heartbeat=seconds)
        dropped = set()
        for job in stalled:
            if job.id is not None:
                await jobs.finish_job_by_id_async(job.id, Status.FAILED, delete_job=True)
                dropped.add(str(job.task_kwargs.get("source", "")))
        return dropped


_FIRST = 1 << 30
"""Priority of the task that defers, which takes a moment."""


async def _autocommit(connection: psycopg.AsyncConnection[Any]) -> None:
    """Each statement of Procrastinate is a transaction; BEGIN and COMMIT would be two queries more."""
    await connection.set_autocommit(True)


def _conninfo(address: Address) -> str:
    return make_conninfo(address.conninfo, options=f"-c search_path={address.schema}", application_name="copydesk")


def create_all_tables(url: str) -> None:
    """Create the tables of the ledger at a URL, and those of its queue.

    :raises LedgerError: if the ledger cannot be opened.
    """
    with closing(cast(PostgresLedger, open_shared_ledger(url))) as ledger, ledger.session.transaction() as connection:
        create_tables(connection)


def create_tables(connection: Connection) -> None:
    """Create or migrate Procrastinate's tables in the schema of a ledger; tables of a newer version are kept."""
    installed = _number(metadata.version("procrastinate"))
    with connection.transaction():
        connection.execute(_LOCK)
        row = connection.execute("SELECT value FROM notes WHERE name = %s", (_VERSION,)).fetchone()
        if row is None:
            connection.execute(SchemaManager.get_schema().encode())
        else:
            for name in migrations_after(row[0], [path.name for path in _migrations().iterdir()]):
                connection.execute((_migrations() / name).read_bytes())
        note = "INSERT INTO notes VALUES (%s, %s) ON CONFLICT (name) DO UPDATE SET value = greatest(notes.value, %s)"
        connection.execute(note, (_VERSION, installed, installed))


def _migrations() -> Path:
    return Path(str(resources.files("procrastinate.sql"))) / "migrations"


def migrations_after(version: int, names: Iterable[str]) -> list[str]:
    """Return the migrations of Procrastinate that are newer than a version, in their order.

    >>> migrations_after(30300, ["03.04.00_50_post_b.sql", "03.04.00_01_pre_a.sql", "03.03.00_01_c.sql", "x.py"])
    ['03.04.00_01_pre_a.sql', '03.04.00_50_post_b.sql']
    """
    return sorted(name for name in names if name.endswith(".sql") and _number(name.partition("_")[0]) > version)


def _number(version: str) -> int:
    """Return a version as a number.

    >>> _number("3.10.1"), _number("03.04.00")
    (31001, 30400)
    """
    major, minor, patch = (int(part) for part in version.split(".")[:3])
    return major * 10_000 + minor * 100 + patch
