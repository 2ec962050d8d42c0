"""What a ledger is asked and answers, as values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

State: TypeAlias = Literal[
    "pending", "delivered", "unchanged", "passed", "repeated", "failed", "refused", "removed", "dead"
]
"""``delivered``: gave a record; ``unchanged``: gave what is known already; ``passed``: nothing was to be had, as from
a feed; ``repeated``: led to a page that is known; ``failed``: to be tried again; ``refused``: by robots.txt or by
ourselves; ``removed``: 404 or 410; ``dead``: given up."""
STATES: tuple[State, ...] = (
    "pending", "delivered", "unchanged", "passed", "repeated", "failed", "refused", "removed", "dead",
)  # fmt: skip

FAILURES: frozenset[State] = frozenset({"failed", "refused"})
"""States from which it is tried again, so many times."""


@dataclass(frozen=True, slots=True)
class Task:
    """A request that is owed."""

    key: int
    """64 bits of the request's fingerprint."""
    url: str
    payload: bytes = b""
    """The rest of the request, as :mod:`crawler.ledger.requests` packs it."""
    site: str = ""
    """Host: claims are spread over these."""
    priority: int = 0
    due: int = 0
    """Unix time before which it is not to be made."""
    always: bool = False
    """A list: pending even where it has been read before."""
    patient: bool = False
    """Whether it then keeps the time at which it is due, if that is not after ``due``."""
    parent: Lease | None = None
    """Under which it was found: that of the list that names it; ``None`` for what the spider starts from."""
    version: str = ""
    """Of a list: what its parent says it holds. Once that has been read it is not pending until this changes."""
    reader: str = ""
    """Of a list: what decides which of its links are wanted. When this changes it is read anew."""


@dataclass(frozen=True, slots=True)
class Lease:
    """A task lent to one worker until a time; whoever holds an older fence cannot settle."""

    id: int
    fence: int
    key: int
    url: str
    payload: bytes
    site: str
    tries: int = 0
    """Failures since the last success."""
    visits: int = 0
    """Successes so far."""
    seen: int = 0
    """Unix time of the first success, 0 before."""
    pending: bool = True
    """Whether it was led to, or its time came, and it has not been answered since."""
    version: str = ""
    """Of a list: see :class:`Task`."""


@dataclass(frozen=True, slots=True)
class Known:
    """What was last delivered of an article."""

    revision: int
    body_hash: str
    parts: bytes
    """Digests of its parts, see :mod:`crawler.ledger.revisions`."""
    address: int = 0
    """Key of the address that delivers it: what others say of it is no revision. 0: not known."""


@dataclass(frozen=True, slots=True)
class Record:
    """A line of the output, with what is to be known of its article."""

    line: bytes
    article: int | None = None
    known: Known | None = None


@dataclass(frozen=True, slots=True)
class Validators:
    """What a conditional request says (RFC 9110, 8.8)."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Completion:
    """The end of a lease: all of it is written, or nothing."""

    lease: Lease
    state: State
    at: int
    due: int | None = None
    """When to make the request again; ``None``: never."""
    records: Sequence[Record] = ()
    article: int | None = None
    """Key of the article that the address leads to."""
    aliases: Sequence[int] = ()
    """Keys of addresses that it was redirected to."""
    validators: Mapping[int, Validators] = field(default_factory=dict)
    """What responses said of themselves; empty ones where they said nothing."""
    held: bool = False
    """Whether the site said to wait until it is due."""
    complete: bool = False
    """Of a list: whether all that it names now has been named to the ledger."""
    read_version: str = ""
    """Of a list: the version that has been read for good."""
    interval: int = 0
    """Seconds for which a feed is left alone from now on; 0 for what is no feed."""
    message: str = ""
    """What went wrong."""
    source: str = ""
    counts: Mapping[str, int] = field(default_factory=dict)
    """Added to what is counted for the source on that day."""


@dataclass(frozen=True, slots=True)
class DayTally:
    """What was counted for a source on a day, as :mod:`crawler.metrics` packs it."""

    source: str
    day: int
    """Unix time at which the day begins, in UTC."""
    value: bytes


@dataclass(frozen=True, slots=True)
class AlarmNote:
    """An alarm about a source; of each kind one is open at a time."""

    source: str
    kind: str
    opened: int
    """Unix time."""
    closed: int | None
    """Unix time; ``None`` while it is open."""
    value: bytes
    """Its numbers and examples, as :mod:`crawler.metrics` packs them."""
