"""Complete leases: records go to the outbox in the same transaction as the new state of their pages."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from typing import Any

from crawler.ledger.model import FAILURES, STATES, Completion, Known, Lease, Validators
from crawler.ledger.postgres import lists
from crawler.ledger.postgres.session import Connection, Cursor
from crawler.ledger.revisit_times import DAY

_HELD = """
SELECT tasks.id FROM tasks JOIN unnest(%s::bigint[], %s::bigint[]) AS lease (id, fence)
ON tasks.id = lease.id AND tasks.fence = lease.fence ORDER BY tasks.id FOR UPDATE OF tasks
"""
_LINES = """
INSERT INTO outbox (line, source) SELECT line, source
FROM unnest(%s::bytea[], %s::text[]) WITH ORDINALITY AS new (line, source, place) ORDER BY place
"""
_KNOW = """
INSERT INTO articles SELECT * FROM unnest(%s::bigint[], %s::int[], %s::bytea[], %s::bytea[], %s::bigint[]) AS new (key)
ORDER BY key ON CONFLICT (key) DO UPDATE SET revision = excluded.revision, body_hash = excluded.body_hash,
parts = excluded.parts, address = excluded.address WHERE excluded.revision > articles.revision
"""
_REVISIONS = """
INSERT INTO revisions SELECT * FROM unnest(%s::bigint[], %s::int[], %s::bigint[]) AS new (article, revision)
ORDER BY article, revision ON CONFLICT (article, revision) DO UPDATE SET at = excluded.at
"""
_VALIDATORS = """
INSERT INTO validators SELECT * FROM unnest(%s::bigint[], %s::text[], %s::text[]) AS new (key) ORDER BY key
ON CONFLICT (key) DO UPDATE SET etag = excluded.etag, last_modified = excluded.last_modified
"""
_WITHOUT_VALIDATORS = "DELETE FROM validators WHERE key = ANY(%s)"
_INTERVALS = """
INSERT INTO lists SELECT key, seconds, '', '', '' FROM unnest(%s::bigint[], %s::bigint[]) AS new (key, seconds)
ORDER BY key ON CONFLICT (key) DO UPDATE SET seconds = excluded.seconds
"""
_FAILURES = """
INSERT INTO failures SELECT * FROM unnest(%s::bigint[], %s::text[], %s::bigint[], %s::text[]) AS new (key) ORDER BY key
ON CONFLICT (key) DO UPDATE SET url = excluded.url, at = excluded.at, message = excluded.message
"""
_WITHOUT_FAILURES = "DELETE FROM failures WHERE key = ANY(%s)"
_COUNT = """
INSERT INTO counts SELECT * FROM unnest(%s::text[], %s::bigint[], %s::text[], %s::bigint[]) AS new (source, day, what)
ORDER BY source, day, what ON CONFLICT (source, day, what) DO UPDATE SET number = counts.number + excluded.number
"""
_FAILED = """
UPDATE tasks SET fence = 0, until = NULL, due = ended.due, tries = tries + 1, held = ended.held
FROM unnest(%s::bigint[], %s::bigint[], %s::boolean[]) AS ended (id, due, held) WHERE tasks.id = ended.id
"""
_AGAIN = """
UPDATE tasks SET fence = 0, until = NULL, due = ended.due, tries = 0, visits = ended.visits, first = ended.first,
    pending = ended.pending, held = false
FROM unnest(%s::bigint[], %s::bigint[], %s::int[], %s::bigint[], %s::boolean[])
    AS ended (id, due, visits, first, pending) WHERE tasks.id = ended.id
"""
_DONE = "DELETE FROM tasks WHERE id = ANY(%s)"
_SEEN = """
UPDATE seen SET state = ended.state, task = ended.task, at = ended.at, article = coalesce(ended.article, seen.article)
FROM unnest(%s::bigint[], %s::smallint[], %s::bigint[], %s::bigint[], %s::bigint[])
    AS ended (key, state, task, at, article) WHERE seen.key = ended.key
"""
_ALIASES = """
INSERT INTO seen SELECT key, state, NULL, at, article
FROM unnest(%s::bigint[], %s::smallint[], %s::bigint[], %s::bigint[]) AS alias (key, state, at, article)
ORDER BY key ON CONFLICT DO NOTHING
"""
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
    _remember(connection, found)
    pending = lists.end(connection, found, versions)
    _end(connection, found, pending)
    _count(connection, found)
    return ended


def _lock(connection: Connection, leases: Sequence[Lease]) -> Cursor:
    """Lock the tasks of leases that are still held; their ids are the rows."""
    return connection.execute(_HELD, ([lease.id for lease in leases], [lease.fence for lease in leases]))


def _each(connection: Connection, query: str, rows: Iterable[Sequence[object]]) -> None:
    """Execute a statement about all rows together, whose parameters are their columns; none without rows."""
    if columns := [list(column) for column in zip(*rows, strict=True)]:
        connection.execute(query.encode(), columns)


def _delete(connection: Connection, query: str, keys: Iterable[int]) -> None:
    if found := sorted(keys):
        connection.execute(query.encode(), (found,))


def _deliver(connection: Connection, completions: Sequence[Completion]) -> None:
    """Write lines in their order, and articles in that of their keys, so that no two workers wait for each other."""
    found = [(record, completion) for completion in completions for record in completion.records]
    _each(connection, _LINES, [(record.line, completion.source) for record, completion in found if record.line])
    articles: dict[int, Known] = {}
    revisions: dict[tuple[int, int], int] = {}
    for record, completion in found:
        if record.article is None or not record.known:
            continue
        known, before = record.known, articles.get(record.article)
        if before is None or known.revision > before.revision:
            articles[record.article] = known
        if known.revision > 1:
            revisions[record.article, known.revision] = completion.at
    _each(connection, _KNOW, [(key, x.revision, bytes.fromhex(x.body_hash), x.parts, x.address)
                              for key, x in articles.items()])  # fmt: skip
    _each(connection, _REVISIONS, [(*revision, at) for revision, at in revisions.items()])


def _remember(connection: Connection, completions: Sequence[Completion]) -> None:
    """Store validators, intervals, and failures or their end."""
    validators: dict[int, Validators] = {}
    failures: dict[int, tuple[str, int, str | None]] = {}
    for completion in completions:
        key = completion.lease.key
        if completion.due is None and not completion.read_version:  # never due again
            validators[key] = Validators()
        else:
            validators |= completion.validators
        if completion.message:
            failures[key] = completion.lease.url, completion.at, to_text(completion.message)
    _delete(connection, _WITHOUT_VALIDATORS, [key for key, found in validators.items() if found == Validators()])
    _each(connection, _VALIDATORS, [(key, to_text(found.etag), to_text(found.last_modified))
                                    for key, found in validators.items() if found != Validators()])  # fmt: skip
    _each(connection, _INTERVALS, [(x.lease.key, x.interval) for x in completions if x.interval])
    _each(connection, _FAILURES, [(key, *failure) for key, failure in failures.items()])
    well = [x.lease.key for x in completions if not x.message and (x.lease.tries or x.lease.visits)]
    _delete(connection, _WITHOUT_FAILURES, well)


def _end(connection: Connection, completions: Sequence[Completion], pending: Container[int]) -> None:
    """Keep tasks until they are due again, or delete them. ``pending``: keys of lists that are pending again."""
    failed, again, seen = list[tuple[Any, ...]](), list[tuple[Any, ...]](), list[tuple[Any, ...]]()
    done: list[int] = []
    for completion in completions:
        lease, at, is_failed = completion.lease, completion.at, completion.state in FAILURES
        is_pending = lease.key in pending
        due = 0 if is_pending and not is_failed else completion.due
        if due is None:
            done.append(lease.id)
        elif is_failed:
            failed.append((lease.id, due, completion.held))
        else:
            visits = lease.visits + (completion.state != "repeated")
            again.append((lease.id, due, visits, lease.seen or at, is_pending))
        task = None if due is None else lease.id
        seen.append((lease.key, STATES.index(completion.state), task, at, completion.article))
    _delete(connection, _DONE, done)
    _each(connection, _FAILED, failed)
    _each(connection, _AGAIN, again)
    _each(connection, _SEEN, seen)
    _each(connection, _ALIASES, [(key, _REPEATED, x.at, x.article) for x in completions for key in x.aliases])


def _count(connection: Connection, completions: Iterable[Completion]) -> None:
    """Add counts, last and in a fixed order, because other workers wait for these rows."""
    numbers: dict[tuple[str, int, str], int] = {}
    for completion in completions:
        for what, number in completion.counts.items():
            place = completion.source, completion.at // DAY, what
            numbers[place] = numbers.get(place, 0) + number
    _each(connection, _COUNT, [(*place, number) for place, number in numbers.items()])


def to_text(value: str | None) -> str | None:
    """A text that PostgreSQL takes: it has neither NUL nor half characters.

    >>> to_text("a\\0b"), to_text("\\ud800"), to_text(None)
    ('a\\ufffdb', '?', None)
    """
    return value and value.replace("\0", "\ufffd").encode("utf-8", "replace").decode("utf-8")
