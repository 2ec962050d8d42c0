"""Complete leases: records go to the outbox in the same transaction as the new state of their pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from crawler.ledger.model import FAILURES, STATES, Completion, Known, Lease, Validators
from crawler.ledger.postgres import lists
from crawler.ledger.postgres.session import Connection, Cursor
from crawler.ledger.revisit_times import DAY

_HELD = """
SELECT tasks.id FROM tasks JOIN unnest(%s::bigint[], %s::bigint[]) AS lease (id, fence)
ON tasks.id = lease.id AND tasks.fence = lease.fence ORDER BY tasks.id FOR UPDATE OF tasks
"""
_KNOW = """
INSERT INTO articles VALUES (%s, %s, %s, %s, %s) ON CONFLICT (key) DO UPDATE SET revision = excluded.revision,
body_hash = excluded.body_hash, parts = excluded.parts, address = excluded.address
WHERE excluded.revision > articles.revision
"""
_REVISION = """
INSERT INTO revisions VALUES (%s, %s, %s) ON CONFLICT (article, revision) DO UPDATE SET at = excluded.at
"""
_VALIDATORS = """
INSERT INTO validators VALUES (%s, %s, %s)
ON CONFLICT (key) DO UPDATE SET etag = excluded.etag, last_modified = excluded.last_modified
"""
_INTERVAL = """
INSERT INTO lists VALUES (%s, %s, '', '', '') ON CONFLICT (key) DO UPDATE SET seconds = excluded.seconds
"""
_FAILURE = """
INSERT INTO failures VALUES (%s, %s, %s, %s)
ON CONFLICT (key) DO UPDATE SET url = excluded.url, at = excluded.at, message = excluded.message
"""
_COUNT = """
INSERT INTO counts VALUES (%s, %s, %s, %s)
ON CONFLICT (source, day, what) DO UPDATE SET number = counts.number + excluded.number
"""
_FAILED = "UPDATE tasks SET fence = 0, until = NULL, due = %s, tries = tries + 1, held = %s WHERE id = %s"
_AGAIN = """
UPDATE tasks SET fence = 0, until = NULL, due = %s, tries = 0, visits = %s, first = %s, pending = %s, held = false
WHERE id = %s
"""
_SEEN = "UPDATE seen SET state = %s, task = %s, at = %s, article = coalesce(%s, article) WHERE key = %s"
_ALIAS = "INSERT INTO seen VALUES (%s, %s, NULL, %s, %s) ON CONFLICT DO NOTHING"
_REPEATED = STATES.index("repeated")


def complete(connection: Connection, completions: Sequence[Completion]) -> list[bool]:
    """Complete the leases that are still held, each with all its results; return for each whether it was."""
    keys = [completion.lease.key for completion in completions]
    locked = _lock(connection, [completion.lease for completion in completions])
    named = connection.execute("SELECT key, version FROM lists WHERE key = ANY(%s)", (keys,))  # sent together
    held = {number for (number,) in locked}
    versions: dict[int, str] = dict(named.fetchall())
    ended: list[bool] = []
    for completion in completions:
        ended.append(completion.lease.id in held)
        held.discard(completion.lease.id)
    found = [completion for completion, is_held in zip(completions, ended, strict=True) if is_held]
    _deliver(connection, found)
    for completion in found:
        _remember(connection, completion)
    pending = lists.end(connection, found, versions)
    for completion in found:
        _end(connection, completion, pending=completion.lease.key in pending)
    _count(connection, found)
    return ended


def _lock(connection: Connection, leases: Sequence[Lease]) -> Cursor:
    """Lock the tasks of leases that are still held; their ids are the rows."""
    return connection.execute(_HELD, ([lease.id for lease in leases], [lease.fence for lease in leases]))


def _deliver(connection: Connection, completions: Sequence[Completion]) -> None:
    """Write lines in their order, and articles in that of their keys, so that no two workers wait for each other."""
    found = [(record, completion) for completion in completions for record in completion.records]
    for record, completion in found:
        if record.line:
            values = record.line, completion.source
            connection.execute("INSERT INTO outbox (line, source) VALUES (%s, %s)", values)
    dated = ((record, completion.at) for record, completion in found)
    for record, at in sorted(dated, key=lambda pair: pair[0].article or 0):
        if record.article is not None and record.known:
            _know(connection, record.article, record.known, at)


def _know(connection: Connection, article: int, now: Known, at: int) -> None:
    """Store the delivered revision; the times of later revisions are kept."""
    connection.execute(_KNOW, (article, now.revision, bytes.fromhex(now.body_hash), now.parts, now.address))
    if now.revision > 1:
        connection.execute(_REVISION, (article, now.revision, at))


def _remember(connection: Connection, completion: Completion) -> None:
    """Store validators, the interval, and the failure or its end."""
    lease = completion.lease
    if completion.due is None and not completion.read_version:  # never due again
        connection.execute("DELETE FROM validators WHERE key = %s", (lease.key,))
    else:
        for key in sorted(completion.validators):
            _remember_validators(connection, key, completion.validators[key])
    if completion.interval:
        connection.execute(_INTERVAL, (lease.key, completion.interval))
    if completion.message:
        connection.execute(_FAILURE, (lease.key, lease.url, completion.at, to_text(completion.message)))
    elif lease.tries or lease.visits:
        connection.execute("DELETE FROM failures WHERE key = %s", (lease.key,))


def _remember_validators(connection: Connection, key: int, found: Validators) -> None:
    """Store validators; a response without any deletes the old ones, so the next request is unconditional."""
    if found == Validators():
        connection.execute("DELETE FROM validators WHERE key = %s", (key,))
    else:
        connection.execute(_VALIDATORS, (key, to_text(found.etag), to_text(found.last_modified)))


def _end(connection: Connection, completion: Completion, pending: bool) -> None:
    """Keep the task until it is due again, or delete it."""
    lease, at = completion.lease, completion.at
    due = 0 if pending and completion.state not in FAILURES else completion.due
    if due is None:
        connection.execute("DELETE FROM tasks WHERE id = %s", (lease.id,))
    elif completion.state in FAILURES:
        connection.execute(_FAILED, (due, completion.held, lease.id))
    else:
        visits = lease.visits + (completion.state != "repeated")
        connection.execute(_AGAIN, (due, visits, lease.seen or at, pending, lease.id))
    task = None if due is None else lease.id
    connection.execute(_SEEN, (STATES.index(completion.state), task, at, completion.article, lease.key))
    for key in sorted(completion.aliases):
        connection.execute(_ALIAS, (key, _REPEATED, at, completion.article))


def _count(connection: Connection, completions: Iterable[Completion]) -> None:
    """Add counts, last and in a fixed order, because other workers wait for these rows."""
    numbers: dict[tuple[str, int, str], int] = {}
    for completion in completions:
        for what, number in completion.counts.items():
            place = completion.source, completion.at // DAY, what
            numbers[place] = numbers.get(place, 0) + number
    for place in sorted(numbers):
        connection.execute(_COUNT, (*place, numbers[place]))


def to_text(value: str | None) -> str | None:
    """A text that PostgreSQL takes: it has neither NUL nor half characters.

    >>> to_text("a\\0b"), to_text("\\ud800"), to_text(None)
    ('a\\ufffdb', '?', None)
    """
    return value and value.replace("\0", "\ufffd").encode("utf-8", "replace").decode("utf-8")
