"""The tables, and the migrations from older versions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import psycopg

from crawler.ledger.postgres.complete_function import COMPLETE
from crawler.ledger.requests import source_of

_FIRST = """
CREATE TABLE notes (name text PRIMARY KEY, value bigint NOT NULL);
INSERT INTO notes VALUES ('clock', 0);
CREATE SEQUENCE fences;
CREATE SEQUENCE task_ids;
CREATE TABLE sites (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL UNIQUE);
CREATE TABLE seen (
    key bigint PRIMARY KEY,       -- 64 bits of the fingerprint
    state smallint NOT NULL,      -- index into STATES
    task bigint,                  -- what is still owed of it
    at bigint,                    -- when it was last completed
    article bigint                -- key of the article that it led to
);
CREATE TABLE tasks (
    id bigint PRIMARY KEY,
    key bigint NOT NULL,
    site integer NOT NULL,
    rank bigint NOT NULL,         -- less is sooner
    due bigint NOT NULL,          -- 0: now
    fence bigint NOT NULL DEFAULT 0,  -- 0: not leased
    until bigint,                 -- end of the lease
    tries integer NOT NULL DEFAULT 0,
    visits integer NOT NULL DEFAULT 0,
    first bigint NOT NULL DEFAULT 0,  -- when it first succeeded
    url text NOT NULL,
    payload bytea NOT NULL,
    pending boolean NOT NULL DEFAULT true,  -- false: it has been answered, and waits for its next time
    held boolean NOT NULL DEFAULT false     -- whether its site said to wait until it is due
) WITH (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0);
CREATE INDEX ready ON tasks (site, rank, id) WHERE fence = 0 AND due = 0;
CREATE INDEX waiting ON tasks (due) WHERE due > 0;
CREATE INDEX leased ON tasks (until) WHERE fence > 0;
CREATE TABLE lists (
    key bigint PRIMARY KEY,
    seconds bigint NOT NULL,      -- for which it is left alone; 0: not known yet
    version text NOT NULL,        -- what the list that names it says it holds
    read_version text NOT NULL,   -- the one that has been read for good
    reader text NOT NULL          -- what decided which of its links are wanted
);
CREATE TABLE edges (
    child bigint NOT NULL,
    parent bigint NOT NULL,
    fence bigint NOT NULL,        -- of the reading of the parent that named the child last
    PRIMARY KEY (child, parent)
);
CREATE INDEX children ON edges (parent);
CREATE TABLE articles (
    key bigint PRIMARY KEY,
    revision integer NOT NULL,
    body_hash bytea NOT NULL,
    parts bytea NOT NULL,
    address bigint NOT NULL DEFAULT 0  -- key of the address that delivers it; 0: not known
);
CREATE TABLE revisions (
    article bigint NOT NULL, revision integer NOT NULL, at bigint NOT NULL, PRIMARY KEY (article, revision)
);
CREATE TABLE validators (key bigint PRIMARY KEY, etag text, last_modified text);
CREATE TABLE failures (key bigint PRIMARY KEY, url text NOT NULL, at bigint NOT NULL, message text NOT NULL);
CREATE TABLE holds (site text PRIMARY KEY, until bigint NOT NULL);
CREATE TABLE outbox (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, line bytea NOT NULL);
CREATE TABLE feeds (name text PRIMARY KEY, position text NOT NULL);
CREATE TABLE counts (
    source text NOT NULL, day bigint NOT NULL, what text NOT NULL, number bigint NOT NULL,
    PRIMARY KEY (source, day, what)
);
"""

_TALLIES = """
CREATE TABLE tallies (source text NOT NULL, day bigint NOT NULL, value bytea NOT NULL, PRIMARY KEY (source, day));
CREATE TABLE alarms (
    source text NOT NULL,
    kind text NOT NULL,
    opened bigint NOT NULL,
    closed bigint,                -- null: it is open
    value bytea NOT NULL,
    PRIMARY KEY (source, kind, opened)
);
"""

_FLEET = """
ALTER TABLE tasks ADD COLUMN source text NOT NULL DEFAULT '';
CREATE INDEX ready_of_source ON tasks (source, site, rank, id) WHERE fence = 0 AND due = 0;
CREATE INDEX waiting_of_source ON tasks (source, due) WHERE due > 0;
ALTER TABLE outbox ADD COLUMN source text NOT NULL DEFAULT '';
CREATE INDEX outbox_of_source ON outbox (source, id);
CREATE TABLE hosts (
    name text PRIMARY KEY,
    next double precision NOT NULL DEFAULT 0,  -- Unix time from which it may be asked
    times integer NOT NULL DEFAULT 0           -- how often it has asked for a slower pace
);
CREATE TABLE host_files (url text PRIMARY KEY, body bytea NOT NULL, until double precision NOT NULL);
CREATE TABLE visits (
    source text PRIMARY KEY,
    digest text NOT NULL,         -- of its source file
    fence bigint NOT NULL,        -- of the last visit
    again bigint,                 -- when it is to be visited, whatever is due; 0: now, the visit has not ended
    not_before bigint NOT NULL DEFAULT 0  -- when it may be visited again, as its last visit crashed
);
CREATE TABLE segments (
    name text PRIMARY KEY,        -- path in the output
    source text NOT NULL,
    at bigint NOT NULL,
    records integer NOT NULL,
    bytes bigint NOT NULL,
    sha256 text NOT NULL
);
"""

_UPLOADS = """
CREATE TABLE uploads (
    name text PRIMARY KEY,        -- of a segment that is being written, or has not got its final name
    source text NOT NULL,
    state text NOT NULL           -- announced, listed or dropped
);
CREATE INDEX uploads_of_source ON uploads (source);
CREATE TABLE sources (name text PRIMARY KEY, toml text NOT NULL);
"""

_LINES = "ALTER TABLE outbox ALTER line SET STORAGE EXTERNAL"
"""Lines stay for a second or so: compressing one takes as long as all else of its completion in a lot."""


def note_sources(connection: psycopg.Connection[Any]) -> None:
    """Fill the new column of tasks."""
    rows = connection.execute("SELECT id, url, payload FROM tasks WHERE source = ''").fetchall()
    found = [(source, number) for number, url, payload in rows if (source := source_of(url, bytes(payload)))]
    with connection.cursor() as cursor:
        cursor.executemany("UPDATE tasks SET source = %s WHERE id = %s", found)


MIGRATIONS: tuple[tuple[str, Callable[[psycopg.Connection[Any]], None] | None], ...] = (
    (_FIRST, None), (_TALLIES, None), (_FLEET, note_sources), (_UPLOADS, None), (COMPLETE, None), (_LINES, None),
)  # fmt: skip
"""The statements that migrate each version to the next, and what no statement can do; the first creates the tables."""
