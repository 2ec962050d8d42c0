"""Complete leases: records go to the outbox in the same transaction as the new state of their pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from psycopg.types.json import Jsonb

from crawler.ledger.model import FAILURES, STATES, Completion, Known, Validators
from crawler.ledger.postgres.session import Session
from crawler.ledger.revisit_times import DAY

_Row: TypeAlias = dict[str, object]
_COMPLETE = "SELECT complete(%s, %b, %s)"
_REPEATED = STATES.index("repeated")


def complete(session: Session, completions: Sequence[Completion]) -> list[bool]:
    """Complete the leases that are still held, each with all its results; return for each whether it was.

    The function of the database returns the places of those that are held, and does nothing unless all are.
    """
    places = {(x.lease.id, x.lease.fence): i for i, x in reversed(list(enumerate(completions)))}  # each lease ends once
    held, asked = sorted(places.values()), list[int]()
    while held and held != asked:
        asked, found = held, {place: completions[place] for place in held}
        lines = [(record.line, x.source) for x in found.values() for record in x.records if record.line]
        arguments = Jsonb(_results(found)), [line for line, _ in lines], [source for _, source in lines]
        held = sorted(session.value(_COMPLETE, arguments))
    return [place in held for place in range(len(completions))]


def _results(completions: Mapping[int, Completion]) -> dict[str, list[_Row]]:
    """Return the rows of each step of the function that has something to do; ``completions`` by their places."""
    ended = completions.values()
    steps: dict[str, list[_Row]] = {
        "ended": [_ended(place, completion) for place, completion in completions.items()],
        "done": [{"id": x.lease.id} for x in ended if x.due is None],
        **_articles(ended),
        **_validators(ended),
        "failures": [
            {"key": x.lease.key, "url": x.lease.url, "at": x.at, "message": to_text(x.message)}
            for x in ended
            if x.message
        ],
        "without_failures": [
            {"key": x.lease.key} for x in ended if not x.message and (x.lease.tries or x.lease.visits)
        ],
        **_lists(ended),
        "aliases": [
            {"key": key, "state": _REPEATED, "at": x.at, "article": x.article} for x in ended for key in x.aliases
        ],
        "counts": _counts(ended),
    }
    return {name: rows for name, rows in steps.items() if rows}


def _ended(place: int, completion: Completion) -> _Row:
    """Return a lease, and what becomes of its task. One that failed is left alone, whatever its list is named with."""
    lease, is_failed = completion.lease, completion.state in FAILURES
    return {
        "place": place, "id": lease.id, "fence": lease.fence, "key": lease.key,
        "version": None if is_failed else lease.version,
        "state": STATES.index(completion.state), "at": completion.at, "due": completion.due,
        "tries": lease.tries + 1 if is_failed else 0,
        "visits": lease.visits + (not is_failed and completion.state != "repeated"),
        "first": lease.seen or (0 if is_failed else completion.at),
        "held": is_failed and completion.held, "pending": is_failed,
        "article": completion.article,
    }  # fmt: skip


def _articles(completions: Iterable[Completion]) -> dict[str, list[_Row]]:
    articles: dict[int, Known] = {}
    revisions: dict[tuple[int, int], int] = {}
    for completion in completions:
        for record in completion.records:
            if record.article is None or not record.known:
                continue
            known, before = record.known, articles.get(record.article)
            if before is None or known.revision > before.revision:
                articles[record.article] = known
            if known.revision > 1:
                revisions[record.article, known.revision] = completion.at
    return {
        "articles": [
            {"key": key, "revision": x.revision, "body_hash": rf"\x{x.body_hash}", "parts": rf"\x{x.parts.hex()}",
             "address": x.address} for key, x in articles.items()
        ],
        "revisions": [{"article": key, "revision": number, "at": at} for (key, number), at in revisions.items()],
    }  # fmt: skip


def _validators(completions: Iterable[Completion]) -> dict[str, list[_Row]]:
    validators: dict[int, Validators] = {}
    for completion in completions:
        if completion.due is None and not completion.read_version:  # never due again
            validators[completion.lease.key] = Validators()
        else:
            validators |= completion.validators
    return {
        "validators": [
            {"key": key, "etag": to_text(x.etag), "last_modified": to_text(x.last_modified)}
            for key, x in validators.items() if x != Validators()
        ],
        "without_validators": [{"key": key} for key, x in validators.items() if x == Validators()],
    }  # fmt: skip


def _lists(completions: Iterable[Completion]) -> dict[str, list[_Row]]:
    """Return what was read of lists, and where they were redirected to."""
    lists, redirects = list[_Row](), list[_Row]()
    for completion in completions:
        lease, others = completion.lease, completion.validators.keys() - {completion.lease.key}
        redirects += [{"child": key, "parent": lease.key, "fence": lease.fence} for key in others]
        if others or completion.interval or completion.complete or completion.read_version:
            lists.append({
                "key": lease.key, "fence": lease.fence, "seconds": completion.interval,
                "complete": completion.complete, "read_version": completion.read_version,
            })  # fmt: skip
    return {"lists": lists, "redirects": redirects}


def _counts(completions: Iterable[Completion]) -> list[_Row]:
    numbers = Counter[tuple[str, int, str]]()
    for completion in completions:
        for what, number in completion.counts.items():
            numbers[completion.source, completion.at // DAY, what] += number
    return [
        {"source": source, "day": day, "what": what, "number": number}
        for (source, day, what), number in numbers.items()
    ]


def to_text(value: str | None) -> str | None:
    """A text that PostgreSQL takes: it has neither NUL nor half characters.

    >>> to_text("a\\0b"), to_text("\\ud800"), to_text(None)
    ('a\\ufffdb', '?', None)
    """
    return value and value.replace("\0", "\ufffd").encode("utf-8", "replace").decode("utf-8")
