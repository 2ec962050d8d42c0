"""The queue of visits."""

from __future__ import annotations

import asyncio

import psycopg
import pytest

pytest.importorskip("procrastinate", reason="procrastinate is not installed: pip install '.[fleet]'")
from crawler.fleet.due import Due
from crawler.fleet.queue import Queue, create_all_tables
from tests.postgres import new_url


async def nothing(*arguments: object) -> bool:
    """Visit nothing."""
    return False


def put(url: str, *visits: tuple[Due, str]) -> list[tuple[str, str, int]]:
    """The jobs after visits are deferred: source, lock, priority."""

    async def run() -> list[tuple[str, str, int]]:
        queue = Queue(url, nothing, nothing, 60)  # type: ignore[arg-type]
        async with queue.app.open_async():
            await queue.put(visits)
            jobs = await queue.app.job_manager.list_jobs_async()
            return [(str(job.task_kwargs["source"]), job.lock or "", job.priority) for job in jobs]

    return asyncio.run(run())


@pytest.fixture
def url() -> str:
    found = new_url()
    create_all_tables(found)
    return found


def test_a_visit_is_deferred_once(url: str) -> None:
    visits = [(Due("a", 5), "a.example"), (Due("b", 90, crawl=False), "a.example"), (Due("a", 7), "other.example")]
    assert put(url, *visits) == [("a", "a.example", 5), ("b", "a.example", 90)]
    assert put(url, (Due("b", 95), "a.example"), (Due("c", 0), "c.example"))[2:] == [("c", "c.example", 0)]


@pytest.mark.parametrize(("count", "rows"), [(63, -1), (64, 64), (127, 64), (128, 128)])
def test_the_server_knows_how_many_jobs_there_are(url: str, count: int, rows: int) -> None:
    put(url, *((Due(f"daily-{number}", 0), f"{number}.example") for number in range(count)))
    place, _, schema = url.partition("&schema=")
    with psycopg.connect(place) as connection:
        query = "SELECT reltuples FROM pg_class WHERE oid = (%s || '.procrastinate_jobs')::regclass"
        assert connection.execute(query, (schema,)).fetchone() == (rows,)
