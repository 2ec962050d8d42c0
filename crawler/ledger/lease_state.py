"""The state of a lease during the crawl."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from scrapy import Request
from scrapy.http import Response

from crawler.errors import Kind
from crawler.ledger.model import FAILURES, Completion, Lease, Record, Validators
from crawler.ledger.outcome import RequestResult, outcome
from crawler.ledger.publication_age import publication_time
from crawler.ledger.replaced import Replaced
from crawler.ledger.requests import REMOVED, STABLE_FROM, VERSION
from crawler.ledger.revisit_times import REVISITS, next_interval
from crawler.net.retry_after import seconds_to_wait
from crawler.sources.schedule import next_run


@dataclass(slots=True)
class LeaseState:
    """A lease with its request, and the results of its callback and pipelines so far."""

    lease: Lease
    request: Request
    interval: int = 0
    """Seconds until a list is due again; 0 if it is not a list."""
    named: bool = True
    """Whether a list is still named by its source or by another list."""
    found: int = 0
    """Number of new URLs that it led to."""
    aliases: list[int] = field(default_factory=list)
    """Keys of the URLs that it was redirected to."""
    records: list[Record] = field(default_factory=list)
    known: int = 0
    """Number of records that had not changed."""
    article: int | None = None
    validators: dict[int, Validators] = field(default_factory=dict)
    failure: Kind | None = None
    message: str = ""
    repeated: bool = False
    """Whether it led to a known URL."""
    replaced: Replaced | None = None
    """What was found in place of the article."""

    @property
    def is_listed(self) -> bool:
        """Return whether a list of a source named it as an article."""
        return "source_name" in self.request.cb_kwargs

    @property
    def was_removed(self) -> bool:
        """Whether it was noted as removed when it was last looked at."""
        return bool(self.request.meta.get(REMOVED))

    @property
    def source(self) -> str:
        """Return the name of its source, or else its host."""
        return str(self.request.cb_kwargs.get("source_name") or self.lease.site)

    def complete(self, response: Response | None, now: int) -> Completion:
        """Return the completion of the lease."""
        answer = self._answer(response, now)
        meta, interval = self.request.meta, self.interval
        since = publication_time(self.request.cb_kwargs.get("hints") or {}, now)
        state, due = outcome(answer, self.lease, now, meta.get("revisits", REVISITS), interval, since, self.named)
        is_read = interval > 0 and state in ("passed", "unchanged")
        is_of_version = str(meta.get(VERSION, "")) == self.lease.version  # else the time is that of another version
        for_good = is_read and is_of_version and now >= meta.get(STABLE_FROM, 0)
        if interval and state not in FAILURES:
            interval = next_interval(interval, self.found)
            due = None if not self.named or (for_good and self.lease.version) else self._next_reading(interval, now)
        return Completion(
            lease=self.lease,
            state=state,
            at=now,
            due=due,
            records=self.records,
            article=self.article,
            aliases=self.aliases if state in ("delivered", "unchanged", "passed", "repeated") else (),
            validators={} if state in FAILURES else self.validators,
            held=bool(answer.retry_after),
            complete=is_read and answer.status == 200,
            read_version=self.lease.version if for_good else "",
            interval=interval,
            message=self._message(state, answer.status),
            source=self.source,
            counts=_counts(answer, state, response, self.records),
        )

    def _next_reading(self, interval: int, now: int) -> int:
        """Return when a list is due again, by the schedule of its source or by its news."""
        meta = self.request.meta
        zone = meta.get("timezone", "UTC")
        return next_run(meta["schedule"], now, zone, self.source) if meta.get("schedule") else now + interval

    def _message(self, state: str, status: int) -> str:
        """Return what went wrong, or that the article was removed; empty otherwise."""
        if state == "removed":
            what = f"gives {self.replaced.words}" if self.replaced else f"answered {status}"
            return f"It is gone: its address {what}." if self.lease.visits or self.replaced else ""
        return (self.message or f"It answered {status}.") if state in ("failed", "refused", "dead") else ""

    def _answer(self, response: Response | None, now: int) -> RequestResult:
        asked = response.headers.get(b"Retry-After") if response is not None else None
        return RequestResult(
            status=response.status if response is not None else 0,
            failure=self.failure,
            records=len(self.records),
            known=self.known,
            repeated=self.repeated,
            removed=self.replaced is not None and self.replaced.is_removed,
            retry_after=seconds_to_wait(asked or b"", datetime.fromtimestamp(now, UTC)),
        )


def _counts(answer: RequestResult, state: str, response: Response | None, records: Sequence[Record]) -> dict[str, int]:
    """Return what is added to the counts of the source."""
    revised = sum(1 for record in records if record.known and record.known.revision > 1)
    found = {
        "requests": 1,
        "bytes": len(response.body) if response is not None else 0,
        "not modified": int(answer.status == 304),
        "new": len(records) - revised,
        "revised": revised,
        state: int(state not in ("delivered", "passed")),
    }
    return {what: number for what, number in found.items() if number}
