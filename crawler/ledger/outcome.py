"""How a request ended, and when it is due again. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from crawler.errors import Kind
from crawler.ledger.model import FAILURES, Lease, State
from crawler.ledger.revisit_times import DAY, REVISITS, next_try, next_try_of_feed, next_visit
from crawler.net.failure_reasons import GONE

_TRANSIENT: frozenset[Kind] = frozenset((
    "timeout", "connection", "cut-off", "unknown-host", "empty", "bug", "stuck", "crash", "busy", "redirects",
    "no-article",
))  # fmt: skip
_LOOKS = 3
"""How often an article that is not there yet is requested again."""
_REFUSED: frozenset[Kind] = frozenset({"robots", "private-address"})


@dataclass(frozen=True, slots=True)
class RequestResult:
    """The result of a request."""

    status: int = 0
    """Status of the last response; 0 if there was none."""
    failure: Kind | None = None
    """Why there was no usable response."""
    records: int = 0
    known: int = 0
    """Number of records that had not changed, or that another URL delivers."""
    repeated: bool = False
    """Whether it redirected to a known URL."""
    retry_after: float | None = None
    removed: bool = False
    """Whether something else was found in place of the article; an outage looks the same."""


def outcome(
    answer: RequestResult,
    lease: Lease,
    now: int,
    revisits: Sequence[int] = REVISITS,
    interval: int = 0,
    publication_time: int = 1 << 62,
    named: bool = True,
) -> tuple[State, int | None]:
    """Return the state that a lease ends in, and the Unix time at which it is due again; None: never.

    ``interval``: seconds until a list is due again, 0 if it is not a list. A list that is ``named``, by its source or
    by another list, is never given up; one that is not is due until it has been answered. Not found is no answer yet:
    a section names its next page only if it has something new. ``publication_time``: Unix time of the article, as far
    as it is known.
    """
    state = _state(answer)
    if answer.removed and lease.visits:
        state = "removed"
    if state == "removed" and not (interval or lease.visits):
        return _never_there(answer, lease, now, publication_time)
    if state in FAILURES:
        asked = DAY if state == "refused" else answer.retry_after  # a robots.txt that is not available forbids as well
        endless = interval if named else 0
        due = next_try_of_feed(endless, now, asked) if endless else next_try(lease.tries + 1, now, asked)
        given_up: State = "removed" if answer.removed else "dead"
        return (state if state == "refused" or due else given_up), due
    if interval and answer.status == 404 and not named:
        again = next_try(lease.tries + 1, now, answer.retry_after)
        return ("failed" if again else "removed"), again
    if interval:
        return state, now + interval if named else None
    if state == "repeated" or (state == "unchanged" and not lease.visits):
        # another URL of a known article, or the response to every URL during an outage
        soon = [age for age in revisits if age <= DAY]
        return "repeated", next_visit(min(lease.seen or now, publication_time), now, soon)
    may_return = state == "removed" and (answer.removed or answer.status == 404)
    if state in ("delivered", "unchanged") or may_return:
        return state, next_visit(min(lease.seen or now, publication_time), now, revisits)
    return state, None


def _never_there(answer: RequestResult, lease: Lease, now: int, publication_time: int) -> tuple[State, int | None]:
    """Return the outcome of an article that was never found: the list that names it may be ahead of the site."""
    is_young = publication_time > now - DAY
    due = next_try(lease.tries + 1, now) if answer.status == 404 and is_young and lease.tries < _LOOKS else None
    return ("failed", due) if due else ("removed", None)


def _state(answer: RequestResult) -> State:
    if answer.repeated:
        return "repeated"
    if answer.records:
        return "delivered"
    if answer.known or answer.status == 304:
        return "unchanged"
    if answer.failure in _REFUSED:
        return "refused"
    if answer.status in GONE:
        return "removed"
    if answer.failure in _TRANSIENT or answer.status >= 400:
        return "failed"
    return "dead" if answer.failure else "passed"
