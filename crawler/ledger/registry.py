"""Open ledgers by path or URL; the scheme of a URL selects the implementation."""

from __future__ import annotations

import re
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from crawler.ledger.errors import LedgerError
from crawler.ledger.postgres.address import to_address
from crawler.ledger.protocol import Ledger
from crawler.ledger.shared import SharedLedger

IMPLEMENTATIONS = {
    "sqlite": "crawler.ledger.sqlite.ledger",
    "postgresql": "crawler.ledger.postgres.ledger",
    "postgres": "crawler.ledger.postgres.ledger",
}
"""Modules by scheme, each with ``open_ledger(place, exclusive, create)``; ``place`` is what follows ``://``."""
_NEEDS = {"crawler.ledger.postgres.ledger": ("psycopg", "fleet")}
"""The package that a module needs, and the extra that installs it."""
_URL = re.compile(r"([a-z][a-z0-9+.-]*)://(.*)", re.IGNORECASE | re.DOTALL)


def split_url(url: str) -> tuple[str, str]:
    """Return the scheme and place of a ledger. A path is that of an SQLite file, like ``sqlite:///PATH``.

    :raises LedgerError: if no implementation opens such a URL.

    >>> split_url("press.ledger"), split_url("sqlite:///press.ledger"), split_url("sqlite:////srv/press.ledger")
    (('sqlite', 'press.ledger'), ('sqlite', 'press.ledger'), ('sqlite', '/srv/press.ledger'))
    """
    match = _URL.fullmatch(url)
    if match is None:
        return "sqlite", url
    scheme, place = match[1].lower(), match[2]
    if scheme not in IMPLEMENTATIONS:
        known = ", ".join(f"{name}:" for name in IMPLEMENTATIONS)
        message = f"No ledger has an address that begins with {scheme}: (expected a path, or {known})."
        raise LedgerError(message, "unsupported")  # it may contain a password
    if scheme != "sqlite":
        return scheme, place
    if len(place) < 2 or place[0] != "/":
        raise LedgerError(f"{url}: expected sqlite:///PATH, or sqlite:////PATH from the root.", "unsupported")
    return scheme, place[1:]


def to_path(url: str) -> Path | None:
    """Return the file of a ledger; None for one on a server.

    :raises LedgerError: if no implementation opens such a URL.
    """
    scheme, place = split_url(url)
    return Path(place) if scheme == "sqlite" and place else None


def open_ledger(url: str, exclusive: bool = True, create: bool = True) -> Ledger:
    """Open the ledger at a path or a URL.

    ``exclusive``: for a run, or a change by hand; ``create``: whether it is created if there is none.

    :raises crawler.ledger.errors.LedgerError: if it is in use, too new, damaged, missing, or not a ledger.
    """
    scheme, place = split_url(url)
    ledger: Ledger = _module(scheme).open_ledger(place, exclusive, create)
    return ledger


def _module(scheme: str) -> Any:
    name = IMPLEMENTATIONS[scheme]
    package, extra = _NEEDS.get(name, ("", ""))
    if package and find_spec(package) is None:
        message = f'A ledger at {scheme}: needs {package}: pip install "copydesk[{extra}]".'
        raise LedgerError(message, "unsupported")
    return import_module(name)


def open_shared_ledger(url: str, create: bool = True) -> SharedLedger:
    """Open a ledger that many machines use at once.

    :raises crawler.ledger.errors.LedgerError: if it is a file, in use by an exclusive run, too new or missing.
    """
    scheme, place = split_url(url)
    if scheme == "sqlite":
        raise LedgerError(f"{url} is a file; many machines need --ledger postgresql://….", "unsupported")
    module = _module(scheme)
    ledger: SharedLedger = module.open_shared_ledger(place, create)
    return ledger


def display_name(url: str) -> str:
    """Return the URL of a ledger for messages, without user and password.

    >>> display_name("postgresql://ann:secret@db.example/news"), display_name("press.ledger")
    ('postgresql://db.example/news', 'press.ledger')
    """
    scheme, place = split_url(url)
    return url if scheme == "sqlite" else to_address(place).name
