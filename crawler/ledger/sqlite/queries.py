"""Queries of a ledger (:class:`crawler.ledger.queries.Queries`)."""

from __future__ import annotations

import sqlite3

from crawler.ledger.model import STATES
from crawler.ledger.queries import FailedRequest, History, PendingRequest, SourceDay
from crawler.ledger.revisit_times import DAY
from crawler.ledger.source_days import by_day, silent_sources
from crawler.ledger.sqlite.connection import value
from crawler.ledger.sqlite.errors import translates
from crawler.ledger.sqlite.tasks import to_url

UNREADABLE = (sqlite3.Error, ValueError, TypeError, LookupError, OverflowError)
"""Errors raised by impossible values in a file."""
REMOVED = STATES.index("removed")
_COUNTS = {
    "pending now": "SELECT count(*) FROM tasks WHERE due = 0 OR due <= :now",
    "pending later": "SELECT count(*) FROM tasks WHERE due > :now",
    "leased": "SELECT count(*) FROM tasks WHERE fence > 0",
    "articles": "SELECT count(*) FROM articles",
    "revisions": "SELECT count(*) FROM revisions",
    "not yet in the output": "SELECT count(*) FROM outbox",
}
_FAILED = """
SELECT failures.url, failures.at, message, due FROM failures JOIN seen USING (key)
LEFT JOIN tasks ON tasks.id = seen.task WHERE (state = ?) = ? ORDER BY failures.at DESC LIMIT ?
"""


@translates(*UNREADABLE)
class Queries:
    """Queries through a ``connection``."""

    connection: sqlite3.Connection
    path: str

    def counts(self, now: int) -> dict[str, int]:
        """Return the number of requests in each state, and of articles, lines and other things."""
        found = dict(self.connection.execute("SELECT state, count(*) FROM seen GROUP BY state").fetchall())
        ended = [(i, state) for i, state in enumerate(STATES) if i in found and state != "pending"]
        states: dict[str, int] = {state: found[i] for i, state in ended}
        values = {what: value(self.connection, query, {"now": now}) for what, query in _COUNTS.items()}
        return {"addresses": sum(found.values()), **states, **values}

    def counts_by_source(self, since: int) -> dict[str, dict[str, int]]:
        """Return the counts of each source since a day."""
        query = "SELECT source, what, sum(number) FROM counts WHERE day >= ? GROUP BY source, what ORDER BY source"
        found: dict[str, dict[str, int]] = {}
        for source, what, number in self.connection.execute(query, (since // DAY,)):
            found.setdefault(source, {})[what] = number
        return found

    def counts_by_day(self, source: str | None, most: int) -> list[SourceDay]:
        """Return the counts of a source, or of each, on its last days."""
        query = "SELECT source, day, what, number FROM counts WHERE source = ? OR ? IS NULL ORDER BY source, day DESC"
        return by_day(self.connection.execute(query, (source, source)), most)

    def silent(self, now: int) -> dict[str, int]:
        """Return sources that have brought nothing new for unusually long, and the day of their last news."""
        query = "SELECT source, day FROM counts WHERE what = 'new' ORDER BY day"
        return silent_sources(self.connection.execute(query), now)

    def history(self, key: int) -> History | None:
        """Return the history of a URL."""
        do = self.connection.execute
        seen = do("SELECT state, task, at, article FROM seen WHERE key = ?", (key,)).fetchone()
        if seen is None:
            return None
        state, task, at, article = seen
        of_task = do("SELECT due, visits, tries, first FROM tasks WHERE id = ?", (task,)).fetchone()
        due, visits, tries, first = of_task or (None, 0, 0, 0)
        [message] = do("SELECT message FROM failures WHERE key = ?", (key,)).fetchone() or ("",)
        etag, modified = do("SELECT etag, last_modified FROM validators WHERE key = ?", (key,)).fetchone() or ("", "")
        later = do("SELECT revision, at FROM revisions WHERE article = ?", (article,)).fetchall()
        revisions = [(1, first or None), *later] if article is not None else []
        return History(STATES[state], at, due, visits, tries, message, etag or "", modified or "", revisions)

    def pending(self, most: int) -> list[PendingRequest]:
        """Return pending requests in the order in which they are due."""
        query = "SELECT url, name, due, tries FROM tasks JOIN sites ON sites.id = site"
        rows = self.connection.execute(f"{query} ORDER BY due, rank, tasks.id LIMIT ?", (most,))
        return [PendingRequest(to_url(url, site), due, tries) for url, site, due, tries in rows]

    def failed(self, most: int) -> list[FailedRequest]:
        """Return requests that failed when they were last made, the latest first."""
        return [FailedRequest(*row) for row in self.connection.execute(_FAILED, (REMOVED, False, most))]

    def removed(self, most: int) -> list[FailedRequest]:
        """Return delivered articles that have since been removed, the latest first."""
        return [FailedRequest(*row) for row in self.connection.execute(_FAILED, (REMOVED, True, most))]
