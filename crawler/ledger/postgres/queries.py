"""Queries of a ledger (:class:`crawler.ledger.queries.Queries`)."""

from __future__ import annotations

from crawler.ledger.model import STATES
from crawler.ledger.postgres.session import Session
from crawler.ledger.queries import FailedRequest, History, PendingRequest, SourceDay
from crawler.ledger.revisit_times import DAY
from crawler.ledger.source_days import by_day, silent_sources

REMOVED = STATES.index("removed")
_COUNTS = {
    "pending now": "SELECT count(*) FROM tasks WHERE due <= %s",
    "pending later": "SELECT count(*) FROM tasks WHERE due > %s",
    "leased": "SELECT count(*) FROM tasks WHERE fence > 0",
    "articles": "SELECT count(*) FROM articles",
    "revisions": "SELECT count(*) FROM revisions",
    "not yet in the output": "SELECT count(*) FROM outbox",
}
_OF_SOURCE = "SELECT source, day, what, number FROM counts WHERE source = coalesce(%s::text, source)"
_HISTORY = """
SELECT state, seen.at, due, coalesce(visits, 0), coalesce(tries, 0), coalesce(message, ''), coalesce(etag, ''),
    coalesce(last_modified, ''), seen.article, first
FROM seen LEFT JOIN tasks ON tasks.id = seen.task LEFT JOIN failures ON failures.key = seen.key
LEFT JOIN validators ON validators.key = seen.key WHERE seen.key = %s
"""
_FAILED = """
SELECT failures.url, failures.at, message, due FROM failures JOIN seen USING (key)
LEFT JOIN tasks ON tasks.id = seen.task WHERE (state = %s) = %s ORDER BY failures.at DESC LIMIT %s
"""


class Queries:
    """Queries through a ``session``."""

    session: Session

    def counts(self, now: int) -> dict[str, int]:
        """Return the number of requests in each state, and of articles, lines and other things."""
        found = dict(self.session.rows("SELECT state, count(*) FROM seen GROUP BY state"))
        ended = [(i, state) for i, state in enumerate(STATES) if i in found and state != "pending"]
        states: dict[str, int] = {state: found[i] for i, state in ended}
        values = {what: self._count(query, now) for what, query in _COUNTS.items()}
        return {"addresses": sum(found.values()), **states, **values}

    def _count(self, query: str, now: int) -> int:
        return int(self.session.value(query, (now,) if "%s" in query else ()))

    def counts_by_source(self, since: int) -> dict[str, dict[str, int]]:
        """Return the counts of each source since a day."""
        query = "SELECT source, what, sum(number) FROM counts WHERE day >= %s GROUP BY source, what ORDER BY source"
        found: dict[str, dict[str, int]] = {}
        for source, what, number in self.session.rows(query, (since // DAY,)):
            found.setdefault(source, {})[what] = int(number)
        return found

    def counts_by_day(self, source: str | None, most: int) -> list[SourceDay]:
        """Return the counts of a source, or of each, on its last days."""
        return by_day(self.session.rows(f"{_OF_SOURCE} ORDER BY source, day DESC", (source,)), most)

    def silent(self, now: int) -> dict[str, int]:
        """Return sources that have brought nothing new for unusually long, and the day of their last news."""
        query = "SELECT source, day FROM counts WHERE what = 'new' ORDER BY day"
        return silent_sources(self.session.rows(query), now)

    def history(self, key: int) -> History | None:
        """Return the history of a URL."""
        found = self.session.rows(_HISTORY, (key,))
        if not found:
            return None
        [(state, at, due, visits, tries, message, etag, modified, article, first)] = found
        later = "SELECT revision, at FROM revisions WHERE article = %s ORDER BY revision"
        revisions = [(1, first or None), *self.session.rows(later, (article,))] if article is not None else []
        return History(STATES[state], at, due, visits, tries, message, etag, modified, revisions)

    def pending(self, most: int) -> list[PendingRequest]:
        """Return pending requests in the order in which they are due."""
        query = "SELECT url, due, tries FROM tasks ORDER BY due, rank, id LIMIT %s"
        return [PendingRequest(*row) for row in self.session.rows(query, (most,))]

    def failed(self, most: int) -> list[FailedRequest]:
        """Return requests that failed when they were last made, the latest first."""
        return [FailedRequest(*row) for row in self.session.rows(_FAILED, (REMOVED, False, most))]

    def removed(self, most: int) -> list[FailedRequest]:
        """Return delivered articles that have since been removed, the latest first."""
        return [FailedRequest(*row) for row in self.session.rows(_FAILED, (REMOVED, True, most))]
