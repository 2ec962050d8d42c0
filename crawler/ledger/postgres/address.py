"""The address of a ledger on a server: ``postgresql://user:password@host:port/database?schema=press``."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlencode, urlsplit

from crawler.ledger.errors import LedgerError

SCHEMA = "copydesk"
"""Schema of the tables if the URL names none."""
_NAME = re.compile(r"[a-z_][a-z0-9_]{0,62}")


@dataclass(frozen=True, slots=True)
class Address:
    """A database on a server, and a schema in it."""

    conninfo: str = field(repr=False)
    """Connection string (https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING); it may contain a
    password."""
    schema: str
    name: str
    """URL for messages, without user and password."""


def to_address(place: str) -> Address:
    """Return the address of the URL ``postgresql://PLACE``.

    :raises LedgerError: if the schema or the URL is invalid.

    >>> to_address("ann:secret@db.example/news?schema=press")
    Address(schema='press', name='postgresql://db.example/news?schema=press')
    """
    try:
        parts = urlsplit(f"postgresql://{place}")
        host = parts.netloc.rpartition("@")[2]
    except ValueError as error:
        raise LedgerError(f"The address of the ledger after postgresql:// is none: {error}.", "unsupported") from error
    options = parse_qsl(parts.query, keep_blank_values=True)
    schema = dict(options).get("schema", SCHEMA)
    if not _NAME.fullmatch(schema):
        sentence = f"{schema}: expected the name of a schema, of small letters, digits and _."
        raise LedgerError(sentence, "unsupported")
    others = urlencode([(name, value) for name, value in options if name != "schema"])
    shown = "" if schema == SCHEMA else f"schema={schema}"
    return Address(_url(parts.netloc, parts.path, others), schema, _url(host, parts.path, shown))


def _url(host: str, path: str, query: str) -> str:
    return f"postgresql://{host}{path}{'?' if query else ''}{query}"  # urlunsplit drops an empty host's slashes
