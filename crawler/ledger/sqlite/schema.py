"""The tables, and the migrations from older versions."""

from __future__ import annotations

APPLICATION_ID = 0x434F5059
"""Identifies a ledger among SQLite files (https://www.sqlite.org/pragma.html#pragma_application_id)."""

_FIRST = """
CREATE TABLE seen (
    key INTEGER PRIMARY KEY,  -- 64 bits of the fingerprint
    state INTEGER NOT NULL,   -- index into STATES
    task INTEGER,             -- what is still owed of it
    at INTEGER,               -- when it was last settled
    article INTEGER           -- key of the article that it led to
);
CREATE TABLE tasks (
    id INTEGER PRIMARY KEY,
    key INTEGER NOT NULL,
    site INTEGER NOT NULL,
    rank INTEGER NOT NULL,    -- less is sooner
    due INTEGER NOT NULL,     -- 0: now
    fence INTEGER NOT NULL,   -- 0: not leased
    until INTEGER,            -- end of the lease
    tries INTEGER NOT NULL,
    visits INTEGER NOT NULL,
    first INTEGER NOT NULL,   -- when it first succeeded
    url TEXT NOT NULL,        -- from its path on, where the site says the rest
    payload BLOB NOT NULL
);
CREATE INDEX ready ON tasks (site, rank, id) WHERE fence = 0 AND due = 0;
CREATE INDEX waiting ON tasks (due) WHERE due > 0;
CREATE INDEX leased ON tasks (until) WHERE fence > 0;
CREATE TABLE sites (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE articles (
    key INTEGER PRIMARY KEY,
    revision INTEGER NOT NULL,
    body_hash BLOB NOT NULL,
    parts BLOB NOT NULL
);
CREATE TABLE revisions (article INTEGER NOT NULL, revision INTEGER NOT NULL, at INTEGER NOT NULL,
    PRIMARY KEY (article, revision)) WITHOUT ROWID;
CREATE TABLE validators (key INTEGER PRIMARY KEY, etag TEXT, last_modified TEXT);
CREATE TABLE intervals (key INTEGER PRIMARY KEY, seconds INTEGER NOT NULL);
CREATE TABLE failures (key INTEGER PRIMARY KEY, url TEXT NOT NULL, at INTEGER NOT NULL, message TEXT NOT NULL);
CREATE TABLE outbox (id INTEGER PRIMARY KEY AUTOINCREMENT, line BLOB NOT NULL);
CREATE TABLE feeds (name TEXT PRIMARY KEY, position TEXT NOT NULL);
CREATE TABLE counts (source TEXT NOT NULL, day INTEGER NOT NULL, what TEXT NOT NULL, number INTEGER NOT NULL,
    PRIMARY KEY (source, day, what)) WITHOUT ROWID;
CREATE TABLE notes (name TEXT PRIMARY KEY, value);
INSERT INTO notes VALUES ('fence', 0);
"""

_LISTS = """
-- 0: it has been answered, and waits for its next time
ALTER TABLE tasks ADD COLUMN pending INTEGER NOT NULL DEFAULT 1;
UPDATE tasks SET pending = 0 WHERE visits > 0 AND tries = 0 AND due > 0;
-- 1: its site said to wait until it is due
ALTER TABLE tasks ADD COLUMN held INTEGER NOT NULL DEFAULT 0;
CREATE TABLE lists (
    key INTEGER PRIMARY KEY,
    seconds INTEGER NOT NULL,       -- for which it is left alone; 0: not known yet
    version TEXT NOT NULL,          -- what the list that names it says it holds
    read_version TEXT NOT NULL,     -- the one that has been read for good
    reader TEXT NOT NULL            -- what decided which of its links are wanted
);
INSERT INTO lists SELECT key, seconds, '', '', '' FROM intervals;
DROP TABLE intervals;
CREATE TABLE edges (
    child INTEGER NOT NULL,
    parent INTEGER NOT NULL,
    fence INTEGER NOT NULL,         -- of the reading of the parent that named the child last
    PRIMARY KEY (child, parent)
) WITHOUT ROWID;
CREATE INDEX children ON edges (parent);
INSERT INTO notes VALUES ('clock', 0);
"""

_ADDRESSES = """
-- key of the address that delivers it; 0: not known
ALTER TABLE articles ADD COLUMN address INTEGER NOT NULL DEFAULT 0;
"""

_TALLIES = """
CREATE TABLE tallies (source TEXT NOT NULL, day INTEGER NOT NULL, value BLOB NOT NULL, PRIMARY KEY (source, day));
CREATE TABLE alarms (
    source TEXT NOT NULL,
    kind TEXT NOT NULL,
    opened INTEGER NOT NULL,
    closed INTEGER,                 -- NULL: it is open
    value BLOB NOT NULL,
    PRIMARY KEY (source, kind, opened)
);
"""

_HOSTS = """
CREATE TABLE hosts (
    name TEXT PRIMARY KEY,
    next REAL NOT NULL DEFAULT 0,       -- Unix time from which it may be asked
    times INTEGER NOT NULL DEFAULT 0    -- how often it has asked for a slower pace
) WITHOUT ROWID;
CREATE TABLE host_files (url TEXT PRIMARY KEY, body BLOB NOT NULL, until REAL NOT NULL) WITHOUT ROWID;
"""

_SOURCES = "CREATE TABLE sources (name TEXT PRIMARY KEY, toml TEXT NOT NULL);\n"

MIGRATIONS = (_FIRST, _LISTS, _ADDRESSES, _TALLIES, _HOSTS, _SOURCES)
"""The statements that migrate each version to the next; the first creates the tables."""
