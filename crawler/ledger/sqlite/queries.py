"""Questions that people ask a ledger, and what they change in it by hand."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, islice, pairwise

from crawler.ledger.model import STATES
from crawler.ledger.revisit_times import is_silent
from crawler.ledger.sqlite.articles import DAY
from crawler.ledger.sqlite.connection import transaction
from crawler.ledger.sqlite.tasks import to_url

_COUNTS = {
    "owed now": "SELECT count(*) FROM tasks WHERE due = 0 OR due <= :now",
    "owed later": "SELECT count(*) FROM tasks WHERE due > :now",
    "leased": "SELECT count(*) FROM tasks WHERE fence > 0",
    "articles": "SELECT count(*) FROM articles",
    "revisions": "SELECT count(*) FROM revisions",
    "not yet in the output": "SELECT count(*) FROM outbox",
}
_GONE = STATES.index("removed")
_OF_KEY = ("seen", "tasks", "validators", "lists", "failures")


@dataclass(frozen=True, slots=True)
class History:
    """What is known of one address; times are Unix times."""

    state: str
    at: int | None
    due: int | None
    visits: int
    tries: int
    message: str
    etag: str
    last_modified: str
    revisions: list[tuple[int, int | None]]
    """Number and time of each; the time of the first is that of the first success."""


def counts(connection: sqlite3.Connection, now: int) -> dict[str, int]:
    """How many addresses are in which state, and how many of each thing there are."""
    found = dict(connection.execute("SELECT state, count(*) FROM seen GROUP BY state").fetchall())
    states: dict[str, int] = {state: found[i] for i, state in enumerate(STATES) if i in found and state != "pending"}
    values = {what: connection.execute(query, {"now": now}).fetchone()[0] for what, query in _COUNTS.items()}
    return {"addresses": sum(found.values()), **states, **values}


def sources(connection: sqlite3.Connection, since: int) -> dict[str, dict[str, int]]:
    """What was counted for each source since a day."""
    query = "SELECT source, what, sum(number) FROM counts WHERE day >= ? GROUP BY source, what ORDER BY source"
    found: dict[str, dict[str, int]] = {}
    for source, what, number in connection.execute(query, (since // DAY,)):
        found.setdefault(source, {})[what] = number
    return found


def days(connection: sqlite3.Connection, source: str | None, most: int) -> Iterator[tuple[str, int, dict[str, int]]]:
    """What was counted for a source, or for each, on its last days: source, day since 1970, counts."""
    query = "SELECT source, day, what, number FROM counts WHERE source = ? OR ? IS NULL ORDER BY source, day DESC"
    rows = groupby(connection.execute(query, (source, source)), key=lambda row: row[0])
    for name, found in rows:
        for day, counted in islice(groupby(found, key=lambda row: row[1]), most):
            yield name, day, {what: number for _, _, what, number in counted}


def silent(connection: sqlite3.Connection, now: int) -> dict[str, int]:
    """Sources that have brought nothing new for unusually long, and the day of their last news."""
    days: dict[str, list[int]] = {}
    for source, day in connection.execute("SELECT source, day FROM counts WHERE what = 'new' ORDER BY day"):
        days.setdefault(source, []).append(day * DAY)
    return {
        source: news[-1]
        for source, news in days.items()
        if is_silent(news[-1] + DAY, [b - a for a, b in pairwise(news)], now)
    }


def history(connection: sqlite3.Connection, key: int) -> History | None:
    """What is known of an address."""
    seen = connection.execute("SELECT state, task, at, article FROM seen WHERE key = ?", (key,)).fetchone()
    if seen is None:
        return None
    of_task = "SELECT due, visits, tries, first FROM tasks WHERE id = ?"
    due, visits, tries, first = connection.execute(of_task, (seen[1],)).fetchone() or (None, 0, 0, 0)
    of_key = "SELECT message FROM failures WHERE key = ?"
    message = connection.execute(of_key, (key,)).fetchone() or ("",)
    said = connection.execute("SELECT etag, last_modified FROM validators WHERE key = ?", (key,)).fetchone()
    later = connection.execute("SELECT revision, at FROM revisions WHERE article = ?", (seen[3],)).fetchall()
    revisions = [(1, first or None), *later] if seen[3] is not None else []
    etag, modified = said or (None, None)
    return History(STATES[seen[0]], seen[2], due, visits, tries, message[0], etag or "", modified or "", revisions)


def pending(connection: sqlite3.Connection, most: int) -> Iterator[tuple[str, int, int]]:
    """Addresses that are owed, the first due first: address, due time (0: now), failures so far."""
    query = "SELECT url, name, due, tries FROM tasks JOIN sites ON sites.id = site ORDER BY due, rank, tasks.id LIMIT ?"
    for url, site, due, tries in connection.execute(query, (most,)):
        yield to_url(url, site), due, tries


def failed(
    connection: sqlite3.Connection, most: int, removed: bool = False
) -> Iterator[tuple[str, int, str, int | None]]:
    """Addresses whose last request failed, the latest first: address, when, why, when again.

    ``removed``: instead of them articles that were delivered and are no more.
    """
    yield from connection.execute(
        "SELECT failures.url, failures.at, message, due FROM failures JOIN seen USING (key) "
        "LEFT JOIN tasks ON tasks.id = seen.task WHERE (state = ?) = ? ORDER BY failures.at DESC LIMIT ?",
        (_GONE, removed, most),
    )


def purge(connection: sqlite3.Connection, key: int) -> bool:
    """Forget an address and its article, as if it had never been seen; whether it had."""
    with transaction(connection):
        row = connection.execute("SELECT article FROM seen WHERE key = ?", (key,)).fetchone()
        for table in _OF_KEY:
            connection.execute(f"DELETE FROM {table} WHERE key = ?", (key,))
        for table, column in (("articles", "key"), ("revisions", "article")):
            connection.execute(f"DELETE FROM {table} WHERE {column} = ?", (row[0] if row else None,))
    return row is not None


def purge_failures(connection: sqlite3.Connection, before: int) -> int:
    """Forget why addresses failed that are not asked again; how many."""
    kept = "SELECT 1 FROM seen WHERE seen.key = failures.key AND (task IS NOT NULL OR state = ?)"
    done = connection.execute(f"DELETE FROM failures WHERE at < ? AND NOT EXISTS ({kept})", (before, _GONE))
    return done.rowcount


def broken(connection: sqlite3.Connection) -> str:
    """What SQLite finds wrong with the file first; empty if nothing."""
    [first] = connection.execute("PRAGMA integrity_check(1)").fetchone()
    return "" if first == "ok" else str(first)


def check(connection: sqlite3.Connection) -> list[str]:
    """What disagrees in a ledger, a sentence for each."""
    found: list[str] = []
    for query, sentence in (
        ("SELECT count(*) FROM tasks LEFT JOIN seen USING (key) WHERE seen.task IS NOT tasks.id",
         "{} tasks are owed of which nothing is known"),
        ("SELECT count(*) FROM seen LEFT JOIN tasks ON tasks.id = seen.task WHERE task IS NOT NULL AND id IS NULL",
         "{} addresses are said to be owed and are not"),
    ):  # fmt: skip
        number = connection.execute(query).fetchone()[0]
        found += [sentence.format(number)] if number else []
    return found


def vacuum(connection: sqlite3.Connection) -> None:
    """Give unused space back to the disk."""
    connection.execute("VACUUM")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
