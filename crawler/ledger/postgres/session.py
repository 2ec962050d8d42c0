"""A connection that survives restarts of the server, and transactions over it."""

from __future__ import annotations

import logging
import random
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, TypeAlias, TypeVar

import psycopg
from psycopg import pq, sql
from psycopg.types.numeric import Int8Dumper

from crawler.ledger.errors import LedgerError
from crawler.ledger.postgres.address import Address
from crawler.ledger.postgres.errors import is_collision, is_lost, to_ledger_error
from crawler.ledger.postgres.schema import MIGRATIONS

Connection: TypeAlias = psycopg.Connection[tuple[Any, ...]]
Cursor: TypeAlias = psycopg.Cursor[tuple[Any, ...]]
_Result = TypeVar("_Result")

logging.getLogger("psycopg").setLevel(logging.ERROR)  # it warns about each transaction that is repeated

PATIENCE = 180.0
"""Seconds for which a lost server is waited for."""
_SETTINGS = b"""
SET idle_in_transaction_session_timeout = '60s';
SET tcp_keepalives_idle = 30;
SET tcp_keepalives_interval = 10;
SET tcp_keepalives_count = 3;
"""
"""For machines that are lost or stopped in the middle of a transaction, whose locks others wait for."""
HELD_SECONDS = 20
"""For which a transaction of :meth:`Session.run` may hold its locks. In a pipeline a session whose client is stopped
counts as active, not as idle, so that only ``transaction_timeout`` ends it, which PostgreSQL has from version 17 on
(https://www.postgresql.org/docs/current/runtime-config-client.html#GUC-TRANSACTION-TIMEOUT)."""
_HAS_TRANSACTION_TIMEOUT = 170_000
NOT_DURABLE = b"SET LOCAL synchronous_commit = off"
"""For a transaction that does not wait for the disk of the server, which loses it if it crashes within half a second.
What a crawl stores is never one of these, as its process remembers it: it would complete a list whose links
are gone."""
_PAUSES = (0.1, 0.5, 1.0, 2.0, 5.0)
_COLLISIONS = 20
"""Collisions in a row after which a transaction is an error."""
_LOCK = 0x434F5059
"""First half of the advisory lock of an exclusive session; the second half depends on the schema."""
_LOCK_TRIES, _LOCK_PAUSE = 20, 0.05
"""A server frees the lock of a session a moment after its client has closed it."""


class Session:
    """The connection of one ledger. Each :meth:`run` is one transaction, each :meth:`rows` one query.

    Both are repeated if the server was lost; they take effect once or not at all, because leases have fences. Both
    raise only :class:`LedgerError`.
    """

    def __init__(
        self, address: Address, exclusive: bool, create: bool, patience: float = PATIENCE, shared: bool = False
    ) -> None:
        """``exclusive``: whether this is the only session; ``create``: whether missing tables are created.

        ``shared``: whether it excludes only exclusive sessions.

        :raises LedgerError: if the server cannot be reached, or the ledger is in use, too new or missing.
        """
        self.address, self._patience = address, patience
        self._locking = "" if exclusive else "_shared" if shared else None
        self._connection: Connection | None = None
        self._lost_at: float | None = None
        """Time (of ``monotonic``) since which the server has not been reached."""
        try:
            self._migrate(self._connect(), create)
        except BaseException as error:
            self.close()
            if isinstance(error, psycopg.Error):
                raise to_ledger_error(error, address.name) from error
            raise

    def close(self) -> None:
        """Close the connection."""
        if self._connection:
            self._connection.close()
        self._connection = None

    def run(self, work: Callable[[Connection], _Result]) -> _Result:
        """Run one transaction; its statements are sent together until a result is needed."""

        return self._persist(lambda connection: _transact(connection, work))

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """One transaction, which is not made again where the server goes away."""
        try:
            connection = self._connection or self._connect()
            with connection.transaction():
                yield connection
        except psycopg.Error as error:
            raise to_ledger_error(error, self.address.name) from error

    def rows(self, query: str, values: Sequence[object] | Mapping[str, object] = ()) -> list[tuple[Any, ...]]:
        """Return the rows of one query."""
        return self._persist(lambda connection: connection.execute(query.encode(), values).fetchall())

    def value(self, query: str, values: Sequence[object] = ()) -> Any:
        """Return the value of a query for one column; None if there is no row."""
        for (found,) in self.rows(query, values):
            return found
        return None

    def execute(self, query: str, values: Sequence[object] = ()) -> int:
        """Return the number of rows that one statement changed, in a transaction of its own."""
        return self._persist(lambda connection: connection.execute(query.encode(), values).rowcount)

    def ask_version(self, connection: Connection) -> Cursor:
        """Ask for the version of the tables, which a newer program may migrate while this one runs."""
        return connection.execute("SELECT coalesce(max(version), 0) FROM versions")

    def check_version(self, asked: Cursor) -> int:
        """Return the version of the tables.

        :raises LedgerError: if it is newer than this program.
        """
        [(version,)] = asked.fetchall()
        if version > len(MIGRATIONS):
            raise LedgerError(f"{self.address.name} was written by a newer Copydesk (ledger version {version}); "
                              f"this one reads up to {len(MIGRATIONS)}.", "newer")  # fmt: skip
        return int(version)

    def _persist(self, work: Callable[[Connection], _Result]) -> _Result:
        lost, collisions = 0, 0
        while True:
            try:
                result = work(self._connection or self._connect())
            except psycopg.Error as error:
                collisions += is_collision(error)
                if is_collision(error) and collisions < _COLLISIONS:
                    time.sleep(random.uniform(0, 0.05))  # so that they do not collide again
                    continue
                if not is_lost(error) or self._is_lost_for_good():
                    raise to_ledger_error(error, self.address.name) from error
                self.close()
                time.sleep(_PAUSES[min(lost, len(_PAUSES) - 1)])
                lost += 1
            else:
                self._lost_at = None
                return result

    def _is_lost_for_good(self) -> bool:
        """Note that the server is lost; return whether it has been for long, whoever has waited for it meanwhile."""
        now = time.monotonic()
        if self._lost_at is None:
            self._lost_at = now
        return now > self._lost_at + self._patience

    def _connect(self) -> Connection:
        connection: Connection = psycopg.connect(
            self.address.conninfo, autocommit=True, connect_timeout=10, fallback_application_name="copydesk"
        )
        self._connection = connection
        connection.adapters.register_dumper(int, Int8Dumper)  # one prepared statement for small and large numbers
        connection.execute(sql.SQL("SET search_path TO {}").format(sql.Identifier(self.address.schema)))
        connection.execute(_SETTINGS)
        if self._locking is not None:
            self._lock(connection, self._locking)
        return connection

    def _lock(self, connection: Connection, way: str) -> None:
        query = f"SELECT pg_try_advisory_lock{way}(%s::int, hashtext(%s))".encode()
        for _ in range(_LOCK_TRIES):
            if connection.execute(query, (_LOCK, self.address.schema)).fetchone() == (True,):
                return
            time.sleep(_LOCK_PAUSE)
        raise LedgerError(f"{self.address.name} is in use by another run.", "locked")

    def _migrate(self, connection: Connection, create: bool) -> None:
        name = sql.Identifier(self.address.schema)
        with connection.transaction():
            connection.execute("SELECT pg_advisory_xact_lock(%s::int, hashtext('migrate'))", (_LOCK,))
            found = connection.execute("SELECT to_regclass('versions')").fetchone()
            if found == (None,):
                if not create:
                    raise LedgerError(f"There is no ledger {self.address.name}.", "missing")
                connection.execute(sql.SQL("CREATE SCHEMA IF NOT EXISTS {}").format(name))
                connection.execute("CREATE TABLE versions (version integer PRIMARY KEY)")
            for number in range(self.check_version(self.ask_version(connection)), len(MIGRATIONS)):
                statements, more = MIGRATIONS[number]
                connection.execute(statements.encode())
                if more:
                    more(connection)
                connection.execute("INSERT INTO versions VALUES (%s)", (number + 1,))


def _transact(connection: Connection, work: Callable[[Connection], _Result]) -> _Result:
    """Run a transaction whose begin and end wait for no answer of their own, unlike those of psycopg."""
    try:
        with connection.pipeline():
            connection.execute("BEGIN", prepare=False)
            if connection.info.server_version >= _HAS_TRANSACTION_TIMEOUT:
                connection.execute(f"SET LOCAL transaction_timeout = '{HELD_SECONDS}s'".encode(), prepare=False)
            result = work(connection)
            connection.execute("COMMIT", prepare=False)
    except BaseException:
        if not connection.closed and connection.info.transaction_status != pq.TransactionStatus.IDLE:
            connection.execute("ROLLBACK")
        raise
    return result
