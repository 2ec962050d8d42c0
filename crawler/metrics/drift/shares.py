"""Shares of pages that fall or rise: coverage of fields, duplicates, failures, one text on many articles."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from crawler.metrics.drift.finding import CHANCE, Finding, Verdict, examples, first_finding, percent
from crawler.metrics.drift.history import (
    FEWEST_PAGES,
    ByKind,
    Day,
    History,
    knows,
    knows_weekends,
    weekday,
)
from crawler.metrics.drift.statistics import at_least, at_most, extreme_share, rank
from crawler.metrics.frequent import merge, top
from crawler.metrics.tally import Tally

Count = Callable[[Tally], tuple[int, int]]
"""A number, and of how many."""


@dataclass(frozen=True, slots=True)
class Share:
    """A share of pages that is watched."""

    kind: str
    what: str
    """In words, before a colon."""
    count: Count
    falls: bool
    least: float
    """By how much it must change."""
    before: str
    """Name of examples of the time before; and of now."""
    now: str
    noun: str = "articles"
    halves: bool = False
    """Whether it is enough that it halves."""


def check_share(share: Share, history: History) -> Verdict:
    """Whether a share has fallen or risen in the last days, as it does on no day in ten, and not by chance."""
    return first_finding(history, partial(_judge, share))


def _judge(share: Share, window: list[Day], base: list[Day]) -> Verdict:
    k, n = _sum(share.count, window)
    base_k, base_n = _sum(share.count, base)
    if n < FEWEST_PAGES or not knows(base, base_n):
        return None
    usual, now = base_k / base_n, k / n
    change = usual - now if share.falls else now - usual
    if change < share.least / 2:
        return "well"
    is_gross = change > 0.75 * (usual if share.falls else 1 - usual)
    if not (is_gross or knows_weekends(window, base)):
        return None
    if change < share.least and not (share.halves and now <= usual / 2):
        return None
    if (chance := _chance(share, (k, n), usual, window, base)) > CHANCE:
        return None
    sentence = f"{share.what}: {percent(usual)} of {base_n} {share.noun} before, {percent(now)} of {n} now"
    return Finding(
        share.kind, sentence, usual, now, "share", n, chance, examples(base, share.before), examples(window, share.now)
    )


def _chance(share: Share, found: tuple[int, int], usual: float, window: list[Day], base: list[Day]) -> float:
    """The probability of what was found on a day that is as far from the usual as days come to be."""
    days = [(weekday(day), *share.count(tally)) for day, tally in base]
    extreme = extreme_share(days, usual, frozenset(weekday(day) for day, _ in window), share.falls)
    return at_most(*found, extreme) if share.falls else at_least(*found, extreme)


def _sum(count: Count, days: list[Day]) -> tuple[int, int]:
    pairs = [count(tally) for _, tally in days]
    return sum(a for a, _ in pairs), sum(b for _, b in pairs)


def _coverage(name: str) -> Share:
    def count(tally: Tally) -> tuple[int, int]:
        return tally.fields.get(name, 0), tally.written

    return Share(f"{name}-missing", name, count, True, 0.25, f"with {name}", f"without {name}", halves=True)


DUPLICATES = Share(
    "doubled", "articles that come twice", lambda tally: (tally.duplicates, tally.new), False, 0.25,
    "with headline", "duplicate",
)  # fmt: skip
REVISIONS = Share(
    "revisions", "articles that come again, changed", lambda tally: (tally.written - tally.new, tally.written), False,
    0.35, "with headline", "with headline",
)  # fmt: skip


def check_coverage(name: str, history: History) -> Verdict:
    """Whether fewer articles have a field: by their share in the last days, or many in a row up to now without."""
    share = _coverage(name)
    return _check_streak(name, share, history) or check_share(share, history)


def _check_streak(name: str, share: Share, history: History) -> Finding | None:
    """Where a source breaks in the middle of a day, those before dilute its share, but not what comes in a row."""
    found, window, base = 0, list[Day](), list[Day]()
    for window, base in history.windows:  # noqa: B007
        first = window[0][1]
        found += first.streaks.get(name, 0)
        if first.streaks.get(name, 0) < first.written:
            break
    k, n = _sum(share.count, base)
    if found < FEWEST_PAGES or not knows(base, n):
        return None
    days = [(weekday(day), *share.count(tally)) for day, tally in base]
    extreme = extreme_share(days, k / n, frozenset(weekday(day) for day, _ in window), True)
    chance = (1 - extreme) ** found
    if chance > CHANCE / _TRIALS or k / n < share.least:
        return None
    sentence = f"{share.what}: {percent(k / n)} of {n} articles before, none of the latest {found}"
    old, new = examples(base, share.before), examples(window, share.now)
    return Finding(share.kind, sentence, k / n, 0.0, "share", found, chance, old, new)


_TRIALS = 3
"""A streak may begin at any article, so it has to be less likely than a share."""


def check_failures(history: ByKind) -> dict[str, Verdict]:
    """Failures by kind, of articles and of lists: each kind that occurs in the last days."""
    last = [tally for _, tally in history("failures").days[-3:]]
    kinds = {f"failures-{kind}" for tally in last for kind in (*tally.failed, *tally.refused)}
    kinds |= {f"lists-{kind}" for tally in last for kind in tally.lists_failed}
    shares = [share for kind in sorted(kinds) if (share := failure_share(kind))]
    return {share.kind: check_share(share, history(share.kind)) for share in shares}


def failure_share(kind: str) -> Share | None:
    """What an alarm of failures watches; None for an alarm of another kind."""
    what, _, rest = kind.partition("-")
    return {"failures": _failures, "lists": _list_failures}[what](rest) if what in ("failures", "lists") else None


def _failures(kind: str) -> Share:
    def count(tally: Tally) -> tuple[int, int]:
        return tally.failed.get(kind, 0) + tally.refused.get(kind, 0), tally.asked

    return Share(f"failures-{kind}", f"failures ({kind})", count, False, 0.2, "with headline", kind, "requests")


def _list_failures(kind: str) -> Share:
    def count(tally: Tally) -> tuple[int, int]:
        return tally.lists_failed.get(kind, 0), tally.lists

    return Share(f"lists-{kind}", f"lists that fail ({kind})", count, False, 0.5, "", f"list {kind}", "requests")


def check_repeated(history: ByKind) -> dict[str, Verdict]:
    """One byline, one caption, one paragraph on most articles."""
    return {text.kind: _check_text(text, history(text.kind)) for text in _TEXTS}


@dataclass(frozen=True, slots=True)
class Text:
    """Texts of which one may come to be on many articles."""

    kind: str
    what: str
    counts: str
    """Of a tally: how often each is there."""
    size: int
    """How many of those are kept."""
    field: str
    """Articles that have one."""
    least: float
    """The share of them that must have the same."""


_TEXTS = (
    Text("one-author", "byline", "top_authors", 12, "authors", 0.6),
    Text("one-caption", "caption", "top_captions", 16, "captions", 0.6),
    Text("boilerplate", "paragraph", "top_paragraphs", 40, "body", 0.5),
)


def _check_text(text: Text, history: History) -> Verdict:
    """Whether the text that is now the most frequent is on more articles than it, or any other, used to be."""
    window = history.busy[-1:]
    if window and window[0][1].written < 2 * FEWEST_PAGES:
        window = history.busy[-2:]
    merged: dict[str, int] = {}
    for _, tally in window:
        merged = merge(merged, getattr(tally, text.counts), text.size)
    frequent, _ = top(merged)

    def count(tally: Tally) -> tuple[int, int]:
        of = tally.fields.get(text.field, 0)
        return min(getattr(tally, text.counts).get(frequent, 0), of), of

    share = Share(text.kind, f"one {text.what} on many articles (“{frequent}”)", count, False, text.least / 2,
                  f"with {text.field}", f"with {text.field}")  # fmt: skip
    verdict = check_share(share, history)
    if isinstance(verdict, Finding) and not _stands_out(text, verdict, history):
        return None
    return verdict


_FARTHER = 0.15
"""By how much a text must be more frequent than the most frequent one is on one day in ten."""
_SELDOM, _ALL = 0.1, 0.9


def _stands_out(text: Text, found: Finding, history: History) -> bool:
    """Whether it is more than somebody's busy day: a text that was seldom before, or one that is on nearly all."""
    is_news = found.before < _SELDOM or found.now >= _ALL
    return is_news and found.now >= max(text.least, _usual_top(text, history) + _FARTHER)


def _usual_top(text: Text, history: History) -> float:
    days = [tally for _, tally in history.busy[:-2] if tally.fields.get(text.field, 0) >= FEWEST_PAGES][-28:]
    tops = [top(getattr(tally, text.counts))[1] / tally.fields[text.field] for tally in days]
    return rank(tops, 0.9) if tops else 0.0
