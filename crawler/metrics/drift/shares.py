"""Shares of pages that fall or rise: coverage of fields, duplicates, failures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from crawler.metrics.drift.finding import Finding, Verdict, examples, first_finding, level, percent
from crawler.metrics.drift.history import (
    FEWEST_PAGES,
    SEVERAL_PAGES,
    ByKind,
    Day,
    History,
    knows,
    weekday,
)
from crawler.metrics.drift.statistics import Counted, at_least, at_most, expected_shares
from crawler.metrics.tally import OF_PICTURES, Tally, able_to_have

Count = Callable[[Tally], tuple[int, int]]
"""Returns a number and a total, of which it is a share."""


@dataclass(frozen=True, slots=True)
class Share:
    """A monitored share of pages."""

    kind: str
    what: str
    """Description, before a colon."""
    count: Count
    falls: bool
    least: float
    """The least difference that counts as a change."""
    before: str
    """Name of the examples from before, and of those from now."""
    now: str
    noun: str = "articles"
    halves: bool = False
    """Whether halving is enough."""
    texts: int = 1
    """Number of texts monitored together, of which this is the most frequent."""
    fewest: int = FEWEST_PAGES
    """Fewest pages for a comparison."""


def check_share(share: Share, history: History) -> Verdict:
    """Check whether a share has fallen or risen in the last days further than on one day in ten, and not by chance."""
    return first_finding(history, partial(_judge, share))


def _judge(share: Share, window: list[Day], base: list[Day]) -> Verdict:
    found, known = counted(share.count, window), counted(share.count, base)
    (k, n), (base_k, base_n) = summed(found), summed(known)
    if n < share.fewest or not knows(base, base_n):
        return None
    usual, extreme = expected_shares(known, found, share.falls)
    now = k / n
    change = usual - now if share.falls else now - usual
    if change < share.least / 2:
        return "well"
    if change < share.least and not (share.halves and now <= usual / 2):
        return None
    chance = at_most(k, n, extreme) if share.falls else at_least(k, n, extreme)
    if chance * share.texts > level(base):
        return None
    before = base_k / base_n
    sentence = f"{share.what}: {percent(before)} of {base_n} {share.noun} before, {percent(now)} of {n} now"
    old, new = examples(base, share.before), examples(window, share.now)
    return Finding(share.kind, sentence, before, now, "share", n, chance, old, new)


def counted(count: Count, days: list[Day]) -> list[Counted]:
    return [(weekday(day), *count(tally)) for day, tally in days]


def summed(days: list[Counted]) -> tuple[int, int]:
    return sum(number for _, number, _ in days), sum(of for _, _, of in days)


def _coverage(name: str) -> Share:
    def count(tally: Tally) -> tuple[int, int]:
        return tally.fields.get(name, 0), able_to_have(name, tally)

    noun = "articles with pictures" if name in OF_PICTURES else "articles"
    return Share(f"{name}-missing", name, count, True, 0.25, f"with {name}", f"without {name}", noun, halves=True)


DUPLICATES = Share(
    "doubled", "articles that come twice", lambda tally: (tally.duplicates, tally.new), False, 0.25,
    "with headline", "duplicate",
)  # fmt: skip
REVISIONS = Share(
    "revisions", "articles that come again, changed", lambda tally: (tally.written - tally.new, tally.written), False,
    0.35, "with headline", "with headline",
)  # fmt: skip


def check_coverage(name: str, history: History) -> Verdict:
    """Check whether fewer articles have a field, by their share in the last days, or by a streak without it."""
    share = _coverage(name)
    return _check_streak(name, share, history) or check_share(share, history)


def _check_streak(name: str, share: Share, history: History) -> Finding | None:
    """Check a streak of articles without a field: if a source breaks during a day, earlier articles would hide it."""
    latest, window, base = list[Counted](), list[Day](), list[Day]()
    for window, base in history.windows:  # noqa: B007
        day, first = window[0]
        latest.append((weekday(day), 0, first.streaks.get(name, 0)))
        if first.fields.get(name):
            break
    known, found = counted(share.count, base), sum(number for _, _, number in latest)
    k, n = summed(known)
    if found < FEWEST_PAGES or not knows(base, n):
        return None
    _, extreme = expected_shares(known, latest, True)
    chance = (1 - extreme) ** found
    if chance > level(base) / _TRIALS or k / n < share.least:
        return None
    sentence = f"{share.what}: {percent(k / n)} of {n} {share.noun} before, none of the latest {found}"
    old, new = examples(base, share.before), examples(window, share.now)
    return Finding(share.kind, sentence, k / n, 0.0, "share", found, chance, old, new)


_TRIALS = 3
"""A streak may begin at any article, so a stricter test applies."""


def check_failures(history: ByKind) -> dict[str, Verdict]:
    """Check the failures of articles and lists, by each kind that occurs in the last days."""
    last = [tally for _, tally in history("failures").days[-3:]]
    kinds = {f"failures-{kind}" for tally in last for kind in (*tally.failed, *tally.refused)}
    kinds |= {f"lists-{kind}" for tally in last for kind in tally.lists_failed}
    shares = [share for kind in sorted(kinds) if (share := failure_share(kind))]
    return {share.kind: check_share(share, history(share.kind)) for share in shares}


def failure_share(kind: str) -> Share | None:
    """Return the share for a kind of alarm about failures; None for another kind of alarm."""
    what, _, rest = kind.partition("-")
    return {"failures": _failures, "lists": _list_failures}[what](rest) if what in ("failures", "lists") else None


def _failures(kind: str) -> Share:
    def count(tally: Tally) -> tuple[int, int]:
        return tally.failed.get(kind, 0) + tally.refused.get(kind, 0), tally.asked

    return Share(f"failures-{kind}", f"failures ({kind})", count, False, 0.2, "with headline", kind, "requests",
                 fewest=SEVERAL_PAGES)  # fmt: skip


def _list_failures(kind: str) -> Share:
    def count(tally: Tally) -> tuple[int, int]:
        return tally.lists_failed.get(kind, 0), tally.lists

    return Share(f"lists-{kind}", f"lists that fail ({kind})", count, False, 0.5, "", f"list {kind}", "requests")
