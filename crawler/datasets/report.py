"""The report of a dataset: one self-contained HTML file with plots."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from html import escape
from itertools import islice
from typing import Any

from crawler.datasets.charts import Rows, bars, columns
from crawler.normalize.quantities import with_noun

_MOST = 30
"""Most rows of a plot; the manifest has all."""
_MOST_COLUMNS = 370
"""Most days with a column each; more are shown by month, or by year."""
_STYLE = """
body { font: 15px/1.5 system-ui, sans-serif; max-width: 800px; margin: 2rem auto; padding: 0 1rem; color: #222;
  background: #fff }
h1, h2 { line-height: 1.2 } h2 { margin-top: 2.5rem } svg { width: 100%; height: auto; overflow: visible }
svg rect { fill: #2f6f9f } svg text { font: 11px system-ui, sans-serif; fill: currentColor }
table { border-collapse: collapse } td, th { padding: .15rem .8rem .15rem 0; text-align: left }
td + td { text-align: right; font-variant-numeric: tabular-nums } code { overflow-wrap: anywhere }
@media (prefers-color-scheme: dark) { body { background: #16181b; color: #ddd } svg rect { fill: #6aaede } }
"""


def report(manifest: dict[str, Any]) -> str:
    """Return the report as HTML. Every number in it is one of the manifest, or a sum of such."""
    head = '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>News articles</title>'
    head += '<meta name="viewport" content="width=device-width"><style>' + _STYLE + "</style></head><body>"
    return "\n".join((head, "<h1>News articles</h1>", *_opening(manifest), *_plots(manifest), "</body></html>", ""))


def _opening(manifest: dict[str, Any]) -> Iterator[str]:
    rows = [
        ("articles", f"{manifest['records_written']:,}"),
        ("words", f"{manifest['words']:,}"),
        ("characters", f"{manifest['characters']:,}"),
        ("files", f"{len(manifest['files']):,}"),
        ("bytes", f"{sum(entry['bytes'] for entry in manifest['files']):,}"),
    ]
    rows += [(f"articles for {name}", f"{split['records']:,}") for name, split in manifest["splits"].items()]
    if manifest["dates"]:
        rows += [("published from", manifest["dates"][0]), ("until", manifest["dates"][1])]
    cells = (f"<tr><td>{escape(name)}</td><td>{escape(value)}</td></tr>" for name, value in rows)
    yield f"<table>{''.join(cells)}</table>"
    yield f"<p><code>{escape(manifest['command'])}</code></p>"


def _plots(manifest: dict[str, Any]) -> Iterator[str]:
    total = manifest["records_written"]
    days = {day: count for day, count in manifest["days"].items() if day != "unknown"}
    known, undated = sum(days.values()), manifest["days"].get("unknown", 0)
    yield from _section("Articles by day", columns(by_day(days)), f"{known:,} with a date, {undated:,} without.")
    for title, name in (("Publishers", "publishers"), ("Languages", "languages"), ("Types", "types"),
                        ("Agencies and other sources", "sources"), ("Licences", "licenses")):  # fmt: skip
        yield from _section(title, bars(first_of(manifest[name])), f"{len(manifest[name]):,} different.")
    yield from _section("Length in words", columns(ranges(manifest["lengths"])))
    without = f"{manifest['without_confidence']:,} without."
    yield from _section("Confidence of the body", columns(ranges(manifest["confidences"])), without)
    coverage = [
        (f"{name} ({count / total:.0%})" if total else name, count) for name, count in manifest["fields"].items()
    ]
    yield from _section("Fields that are known", bars(coverage))
    yield from _section("Duplicates in the files", columns(list(manifest["copies_of_a_story"].items())),
        marked(manifest))  # fmt: skip
    yield from _section("Records read, and left out", bars(counted(manifest["counts"])))


def _section(title: str, plot: str, words: str = "") -> Iterator[str]:
    yield f"<h2>{escape(title)}</h2>"
    if words:
        yield f"<p>{escape(words)}</p>"
    yield plot or "<p>None.</p>"


def by_day(days: dict[str, int]) -> Rows:
    """Return the number of articles by day from the first to the last; by month or year if that is too many.

    >>> by_day({"2026-04-01": 2, "2026-04-03": 1})
    [('2026-04-01', 2), ('2026-04-02', 0), ('2026-04-03', 1)]
    """
    for length, every in ((10, _days), (7, _months), (4, _years)):
        counts = Counter[str]()
        for day, count in days.items():
            counts[day[:length]] += count
        names = list(islice(every(min(days), max(days)), _MOST_COLUMNS + 1)) if days else []
        if len(names) <= _MOST_COLUMNS:
            return [(name, counts[name]) for name in names]
    return sorted(counts.items())


def _days(first: str, last: str) -> Iterator[str]:
    start, end = date.fromisoformat(first).toordinal(), date.fromisoformat(last).toordinal()
    return (date.fromordinal(day).isoformat() for day in range(start, end + 1))


def _months(first: str, last: str) -> Iterator[str]:
    start, end = (12 * int(day[:4]) + int(day[5:7]) - 1 for day in (first, last))
    return (f"{month // 12:04}-{month % 12 + 1:02}" for month in range(start, end + 1))


def _years(first: str, last: str) -> Iterator[str]:
    return (f"{year:04}" for year in range(int(first[:4]), int(last[:4]) + 1))


def first_of(counts: dict[str, int]) -> Rows:
    """Return the most frequent labels, and the number of articles of all others.

    >>> first_of({f"p{n}": 40 - n for n in range(40)})[-1]
    ('10 others', 55)
    """
    rows = list(counts.items())
    rest = rows[_MOST:]
    return rows[:_MOST] + ([(f"{len(rest):,} others", sum(count for _, count in rest))] if rest else [])


def ranges(classes: list[list[float]]) -> Rows:
    """Return the counts by range; each class is given by its lower bound.

    >>> ranges([[0, 3], [0.5, 4]])
    [('0–0.5', 3), ('0.5 and more', 4)]
    """
    ends = [least for least, _ in classes[1:]]
    names = [f"{least:g}–{end:g}" for (least, _), end in zip(classes, ends, strict=False)]
    return [
        (name, int(count))
        for name, (_, count) in zip([*names, f"{classes[-1][0]:g} and more"], classes, strict=True)
    ]  # fmt: skip


def counted(counts: dict[str, int]) -> Rows:
    """Return the number of records read, and of those left out, by filter."""
    return [(name.replace("_", " "), count) for name, count in counts.items()]


def marked(manifest: dict[str, Any]) -> str:
    """Return the number of marked duplicates, and of their stories, as a sentence."""
    stories = with_noun(manifest["marked_stories"], "story", "stories")
    return f"{with_noun(manifest['marked_duplicates'], 'marked copy', 'marked copies')} of {stories}."
