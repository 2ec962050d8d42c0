"""A ledger in a schema of a PostgreSQL database, for more than one machine."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from crawler.ledger.clock import was_ahead
from crawler.ledger.model import STATES, Completion, Known, Lease, State, Task, Validators
from crawler.ledger.postgres import completions, leases, tasks, wrong_clock
from crawler.ledger.postgres.address import to_address
from crawler.ledger.postgres.fleet import Fleet
from crawler.ledger.postgres.hosts import Hosts
from crawler.ledger.postgres.lists import ABOVE
from crawler.ledger.postgres.maintenance import Maintenance
from crawler.ledger.postgres.moving import Moving
from crawler.ledger.postgres.queries import Queries
from crawler.ledger.postgres.session import Connection, Session
from crawler.ledger.postgres.sites import Sites
from crawler.ledger.postgres.sources import Sources
from crawler.ledger.postgres.tallies import Tallies

if TYPE_CHECKING:
    from crawler.ledger.completion_buffer import CompletionBuffer

_FEED = "INSERT INTO feeds VALUES (%s, %s) ON CONFLICT (name) DO UPDATE SET position = excluded.position"


def open_shared_ledger(place: str, create: bool = True) -> PostgresLedger:
    """Open a ledger that many use at once, but no exclusive run.

    :raises LedgerError: if it cannot be reached, or is in use by an exclusive run, too new or missing.
    """
    return PostgresLedger(Session(to_address(place), False, create, shared=True))


def open_ledger(place: str, exclusive: bool = True, create: bool = True) -> PostgresLedger:
    """Open the ledger at ``postgresql://PLACE``; ``exclusive``: for the only run, which takes back all earlier leases.

    :raises LedgerError: if it cannot be reached, or is in use, too new or missing.
    """
    ledger = PostgresLedger(Session(to_address(place), exclusive, create))
    if exclusive:
        ledger.expire(1 << 62)
    return ledger


class PostgresLedger(Queries, Maintenance, Tallies, Moving, Hosts, Fleet, Sources):
    """A :class:`crawler.ledger.Ledger` in PostgreSQL."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self._sites = Sites(session)
        self._last_site = 0
        self._unpublished: list[int] = []
        self.together: list[CompletionBuffer] = []
        self._clock = int(session.value("SELECT value FROM notes WHERE name = 'clock'"))

    def close(self) -> None:
        """Close the connection."""
        self.session.close()

    def add(self, tasks_: Sequence[Task]) -> list[bool]:
        """Add pending tasks; return for each whether it is new."""
        sites = self._sites.numbers(task.site for task in tasks_)
        return self.session.run(lambda connection: tasks.add(connection, tasks_, sites))

    def ancestors(self, key: int) -> set[int]:
        """Return a list and those that lead to it."""
        return {above for (above,) in self.session.rows(ABOVE, (key,))}

    def seen(self, keys: Iterable[int]) -> set[int]:
        """Return the keys that were ever pending."""
        return {key for (key,) in self.session.rows("SELECT key FROM seen WHERE key = ANY(%s)", (list(keys),))}

    def claim(self, count: int, now: int, seconds: int, skip: Iterable[str] = ()) -> list[Lease]:
        """Lease due tasks, spread over sites; none once a newer program migrated the tables."""
        self._look_at_clock(now)
        skipped = self._sites.numbers(skip).values()

        def work(connection: Connection) -> list[Lease]:
            self.session.check_version(self.session.ask_version(connection))
            wrong_clock.note(connection, now)
            connection.execute(leases.EXPIRE, (now,))
            last = self._last_site
            found, self._last_site = leases.claim(connection, count, now, seconds, skipped, last)
            return found

        return self.session.run(work)

    def claim_for(
        self, visit: int, source: str, count: int, now: int, seconds: int, skip: Iterable[str] = ()
    ) -> list[Lease]:
        """Lease due tasks of a source for a visit; none if another one has begun since."""
        self._look_at_clock(now)
        skipped = self._sites.numbers(skip).values()

        def work(connection: Connection) -> list[Lease]:
            version = self.session.ask_version(connection)  # all is sent together
            wrong_clock.note(connection, now)
            connection.execute(leases.EXPIRE, (now,))
            rows = leases.claim_of_source(connection, count, now, now + seconds, skipped, source, visit)
            self.session.check_version(version)
            return leases.to_leases(rows)

        return self.session.run(work)

    def has_due(self, now: int, skip: Iterable[str] = (), source: str = "") -> bool:
        """Return whether a task, of a source or of any, could be claimed of a site that is not in ``skip``."""
        self._look_at_clock(now)
        skipped = self._sites.numbers(skip).values()
        return self.session.run(lambda connection: leases.has_due(connection, now, skipped, source))

    def _look_at_clock(self, now: int) -> None:
        if was_ahead(self._clock, now):
            self.session.run(lambda connection: wrong_clock.turn_back(connection, now))
        self._clock = now

    def renew(self, held: Iterable[Lease], until: int) -> None:
        """Set the expiry time of leases that are still held."""
        found = list(held)
        self.session.run(lambda connection: leases.renew(connection, found, until))

    def expire(self, now: int) -> int:
        """Take back expired leases; return how many."""
        return self.session.execute(leases.EXPIRE, (now,))

    def release(self, held: Iterable[Lease]) -> None:
        """Release leases before they expire."""
        found = list(held)
        self.session.run(lambda connection: leases.release(connection, found))

    def complete(self, ended: Iterable[Completion]) -> list[bool]:
        """Complete the leases that are still held, each with all its results."""
        return completions.complete(self.session, list(ended))

    def outbox(self, count: int) -> list[tuple[int, bytes]]:
        """Return lines that have not been published."""
        found = self.session.rows("SELECT id, line FROM outbox ORDER BY id LIMIT %s", (count,))
        self._unpublished = [number for number, _ in found]
        return [(number, line) for number, line in found]

    def positions(self) -> dict[str, str]:
        """Return the position of each feed."""
        return dict(self.session.rows("SELECT name, position FROM feeds"))

    def published(self, through: int, feed: str, position: str) -> None:
        """Delete lines that were given out, and store the position of the feed.

        Of the numbers up to ``through``, only those that were given out: another worker may be writing a lower one.
        """
        numbers = [number for number in self._unpublished if number <= through]

        def work(connection: Connection) -> None:
            if numbers:
                connection.execute("DELETE FROM outbox WHERE id = ANY(%s)", (numbers,))
            connection.execute(_FEED, (feed, position))

        self.session.run(work)

    def known(self, article: int) -> Known | None:
        """The last delivered revision of an article."""
        query = "SELECT revision, encode(body_hash, 'hex'), parts, address FROM articles WHERE key = %s"
        found = self.session.rows(query, (article,))
        return Known(*found[0]) if found else None

    def state(self, key: int) -> State | None:
        """Return how a request ended when it was last made."""
        state = self.session.value("SELECT state FROM seen WHERE key = %s AND state != 0", (key,))
        return None if state is None else STATES[state]

    def interval(self, key: int) -> int:
        """Return the interval of a feed in seconds."""
        return int(self.session.value("SELECT seconds FROM lists WHERE key = %s", (key,)) or 0)

    def validators(self, key: int) -> Validators | None:
        """Return the validators of the last response to a request."""
        found = self.session.rows("SELECT etag, last_modified FROM validators WHERE key = %s", (key,))
        return Validators(*found[0]) if found else None

    def due(self, key: int) -> int | None:
        """Return when a request is due."""
        query = "SELECT due FROM tasks WHERE id = (SELECT task FROM seen WHERE key = %s)"
        due: int | None = self.session.value(query, (key,))
        return due
