"""The values that a ledger takes and returns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

State: TypeAlias = Literal[
    "pending", "delivered", "unchanged", "passed", "repeated", "failed", "refused", "removed", "dead"
]
"""``delivered``: gave a record; ``unchanged``: gave a record that was known; ``passed``: gave none and need not, as a
feed; ``repeated``: led to a known page; ``failed``: to be retried; ``refused``: by robots.txt or the guard;
``removed``: 404 or 410; ``dead``: given up."""
STATES: tuple[State, ...] = (
    "pending", "delivered", "unchanged", "passed", "repeated", "failed", "refused", "removed", "dead",
)  # fmt: skip

FAILURES: frozenset[State] = frozenset({"failed", "refused"})
"""States after which a request is retried a number of times."""


@dataclass(frozen=True, slots=True)
class Task:
    """A pending request."""

    key: int
    """The first 64 bits of the request's fingerprint."""
    url: str
    payload: bytes = b""
    """The rest of the request, packed by :mod:`crawler.ledger.requests`."""
    site: str = ""
    """The host; claims are spread over hosts."""
    priority: int = 0
    due: int = 0
    """Unix time from which it may be made."""
    always: bool = False
    """Whether it is a list, which becomes pending even if it has been read before."""
    patient: bool = False
    """Whether a list that is already pending keeps its due time if that is not after ``due``."""
    parent: Lease | None = None
    """The lease of the list that names it; None for start requests."""
    version: str = ""
    """Version of a list according to its parent. Once it has been read, the list is not pending until this changes."""
    reader: str = ""
    """Key of the settings that select links of a list. If this changes, the list is read again."""
    source: str = ""
    """Name of the source that it belongs to; empty if there is none."""


@dataclass(frozen=True, slots=True)
class Lease:
    """A task that is leased to one worker until a time; a worker with an older fence cannot complete it."""

    id: int
    fence: int
    key: int
    url: str
    payload: bytes
    site: str
    tries: int = 0
    """Number of failures since the last success."""
    visits: int = 0
    """Number of successes so far."""
    seen: int = 0
    """Unix time of the first success; 0 if there is none."""
    pending: bool = True
    """Whether it has become due and has not been answered since."""
    version: str = ""
    """Version of a list, see :class:`Task`."""


@dataclass(frozen=True, slots=True)
class Known:
    """The last delivered revision of an article."""

    revision: int
    body_hash: str
    parts: bytes
    """Digests of its fields, see :mod:`crawler.ledger.revisions`."""
    address: int = 0
    """Key of the URL that delivers it; other URLs give no revisions. 0 if it is unknown."""


@dataclass(frozen=True, slots=True)
class Record:
    """A line of the output, with the key and revision of its article."""

    line: bytes
    article: int | None = None
    known: Known | None = None


@dataclass(frozen=True, slots=True)
class Validators:
    """The validators of a conditional request (RFC 9110, 8.8)."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Completion:
    """The end of a lease; all of it is written, or nothing."""

    lease: Lease
    state: State
    at: int
    due: int | None = None
    """Unix time at which the request is due again; None: never."""
    records: Sequence[Record] = ()
    article: int | None = None
    """Key of the article at the URL."""
    aliases: Sequence[int] = ()
    """Keys of the URLs that it was redirected to."""
    validators: Mapping[int, Validators] = field(default_factory=dict)
    """Validators of the responses by request key; empty ones if a response had none."""
    held: bool = False
    """Whether the site asked to wait until ``due``."""
    complete: bool = False
    """Whether all links of a list have been added to the ledger."""
    read_version: str = ""
    """The version of a list that has been read and will not change."""
    interval: int = 0
    """Seconds until a feed is due again from now on; 0 if it is not a feed."""
    message: str = ""
    """What went wrong; empty if nothing did."""
    source: str = ""
    counts: Mapping[str, int] = field(default_factory=dict)
    """Counts to be added to those of the source on that day."""


@dataclass(frozen=True, slots=True)
class DayTally:
    """The counts of a source on a day, packed by :mod:`crawler.metrics`."""

    source: str
    day: int
    """Unix time of the start of the day in UTC."""
    value: bytes


@dataclass(frozen=True, slots=True)
class AlarmNote:
    """An alarm about a source; of each kind one is open at a time."""

    source: str
    kind: str
    opened: int
    """Unix time."""
    closed: int | None
    """Unix time; None while it is open."""
    value: bytes
    """Its numbers and examples, packed by :mod:`crawler.metrics`."""
