"""Check for one byline, caption or paragraph that appears on most articles."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile

from crawler.metrics.drift.finding import Finding, Verdict, examples, level, percent
from crawler.metrics.drift.history import FEWEST_PAGES, SEVERAL_PAGES, ByKind, History, knows, weekday
from crawler.metrics.drift.shares import Share, check_share, counted, summed
from crawler.metrics.drift.statistics import expected_shares, rank
from crawler.metrics.frequent import merge, top
from crawler.metrics.tally import Tally


def check_repeated(history: ByKind) -> dict[str, Verdict]:
    """Return the verdicts on repeated bylines, captions and paragraphs, by kind of alarm."""
    return {text.kind: _check_text(text, history(text.kind)) for text in _TEXTS}


@dataclass(frozen=True, slots=True)
class Text:
    """A kind of text that may be repeated on many articles."""

    kind: str
    what: str
    counts: str
    """Field of a tally with the counts of the texts."""
    size: int
    """Number of counts that are kept."""
    field: str
    """Field of a tally's ``fields`` with the number of articles that have one."""
    least: float
    """Least share of these articles with the same text."""


_TEXTS = (
    Text("one-author", "byline", "top_authors", 12, "authors", 0.6),
    Text("one-caption", "caption", "top_captions", 16, "captions", 0.6),
    Text("boilerplate", "paragraph", "top_paragraphs", 40, "body", 0.5),
)


def _check_text(text: Text, history: History) -> Verdict:
    """Check whether the latest or the most frequent text is on more articles than any text used to be."""
    verdict = _check_run(text, history) or check_share(_share(text, _most_frequent(text, history)), history)
    if isinstance(verdict, Finding) and not _stands_out(text, verdict, history):
        return None
    return verdict


def _share(text: Text, found: str) -> Share:
    """Return the share of articles with a text."""

    def count(tally: Tally) -> tuple[int, int]:
        of = tally.fields.get(text.field, 0)
        return min(getattr(tally, text.counts).get(found, 0), of), of

    return Share(text.kind, f"one {text.what} on many articles (“{found}”)", count, False, text.least / 2,
                 f"with {text.field}", f"with {text.field}", texts=text.size, fewest=SEVERAL_PAGES)  # fmt: skip


def _most_frequent(text: Text, history: History) -> str:
    window = history.busy[-1:]
    if window and window[0][1].written < SEVERAL_PAGES:
        window = history.busy[-2:]
    merged: dict[str, int] = {}
    for _, tally in window:
        merged = merge(merged, getattr(tally, text.counts), text.size)
    return top(merged)[0]


def _check_run(text: Text, history: History) -> Finding | None:
    """Check a run of articles with one text: if a source breaks during a day, earlier articles would hide it."""
    if len(history.windows) < 2:
        return None
    window, base = history.windows[1]
    latest = [value for _, tally in reversed(window) for value in reversed(tally.latest.get(text.field, ()))]
    first = latest[0] if latest else ""
    run = sum(1 for _ in takewhile(first.__eq__, latest))
    share = _share(text, first)
    known = counted(share.count, base)
    k, n = summed(known)
    if run < SEVERAL_PAGES or not knows(base, n):
        return None
    _, extreme = expected_shares(known, [(weekday(day), 0, 1) for day, _ in window], share.falls)
    chance = extreme**run
    if chance * share.texts * len(latest) > level(base):
        return None
    sentence = f"{share.what}: {percent(k / n)} of {n} articles before, all of the latest {run}"
    old, new = examples(base, share.before), examples(window, share.now)
    return Finding(text.kind, sentence, k / n, 1.0, "share", run, chance, old, new)


_FARTHER = 0.15
"""By how much a text must exceed the share that the most frequent one exceeds on one day in ten."""
_SELDOM, _ALL = 0.1, 0.9


def _stands_out(text: Text, found: Finding, history: History) -> bool:
    """Return whether it is more than an author's busy day: a text that was rare before, or is on nearly all now."""
    is_news = found.before < _SELDOM or found.now >= _ALL
    return is_news and found.now >= max(text.least, _usual_top(text, history) + _FARTHER)


def _usual_top(text: Text, history: History) -> float:
    days = [tally for _, tally in history.busy[:-2] if tally.fields.get(text.field, 0) >= FEWEST_PAGES][-28:]
    tops = [top(getattr(tally, text.counts))[1] / tally.fields[text.field] for tally in days]
    return rank(tops, 0.9) if tops else 0.0
