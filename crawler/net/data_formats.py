"""Recognize text that is not a page, such as data, tables, logs and feeds, by its beginning."""

from __future__ import annotations

import re
from collections import Counter

_SIGNATURES = (
    ("%PDF-", "PDF"),
    ("{\\rtf", "RTF"),
    ("%!PS", "PostScript"),
    ("PK\x03\x04", "a ZIP file"),
    ("\x89PNG", "a PNG picture"),
    ("GIF8", "a GIF picture"),
    ("ID3", "an MP3 file"),
    ("SQLite format 3", "a SQLite database"),
    ("-----BEGIN ", "PEM"),
    ("BEGIN:VCALENDAR", "iCalendar"),
    ("BEGIN:VCARD", "vCard"),
    ("WEBVTT", "subtitles"),
    ("#EXTM3U", "a playlist"),
)
_STRING = r'"(?:[^"\\]|\\.){0,500}"'
_JSON = re.compile(
    rf"\{{\s*(?:{_STRING}\s*:|\}}\s*$)"
    rf'|\[\s*(?:\{{\s*["}}]|\[\s*["\d\[-]|\]\s*$|(?:{_STRING}|-?\d[\d.eE+-]{{0,30}}|true|false|null)\s*,)'
)
_PROLOG = re.compile(
    r"(?:\s|<\?.{0,2000}?\?>|<!--.{0,5000}?-->|<!doctype\s[^<>\[]{0,500}>){0,20}+", re.IGNORECASE | re.DOTALL
)
_ROOT = re.compile(r"<([a-z_][\w.-]{0,100}(?::[\w.-]{1,100})?)", re.IGNORECASE)
_PAGE_ROOTS = frozenset(
    "html head body title meta link base style script main article section header div p h1 h2 h3 span table ul ol "
    "nav figure img a b strong em center font form noscript template iframe blockquote pre hr br aside footer".split()
)
_DATA_ROOTS = frozenset(
    "rss feed rdf:rdf urlset sitemapindex opml workbook svg kml gpx plist wsdl:definitions xs:schema xsd:schema "
    "soap:envelope soap-env:envelope error configuration project".split()
)
_STAMP = re.compile(
    r"""[\[(<"']{0,2}(?:
        \d{4}[-/.]\d\d[-/.]\d\d[T ,]+\d\d:\d\d            # 2026-11-26 10:00
        | \d\d[-/.](?:\d\d|[A-Z][a-z]{2})[-/.]\d{2,4}[T :,]+\d\d:\d\d    # 26/Nov/2026:10:00
        | [A-Z][a-z]{2}\s+\d{1,2}\s\d\d:\d\d:\d\d            # Nov 26 10:00:00
        | \d{10}(?:\d{3})?(?:\.\d+)?[\])\s]                   # Unix time
        | (?:TRACE|DEBUG|INFO|WARN(?:ING)?|ERROR|FATAL|CRITICAL)\b[\]:\s]
        | (?:\d{1,3}\.){3}\d{1,3}\s\S+\s\S+\s\[                # 192.0.2.1 - - [
    )""",
    re.VERBOSE,
)
_MOST_LINES = 200


def data_format(text: str) -> str | None:
    """Return what a text is if it is neither a page nor prose, in words for a message; None if it may be one.

    >>> data_format('{"url": "https://daily.example/1"}\\n'), data_format("a,b,c\\n1,2,3\\n4,5,6\\n")
    ('JSON', 'a table')
    >>> data_format("<p>A page.</p>"), data_format("The ship left, late, at noon.")
    (None, None)
    """
    start = text.lstrip("\ufeff \t\r\n")
    for signature, words in _SIGNATURES:
        if start.startswith(signature):
            return words
    if _JSON.match(start):
        return "JSON"
    if start.startswith("<"):
        return _xml(start)
    lines = [line for line in start.split("\n")[:_MOST_LINES] if line.strip()]
    if len(lines) > 2:
        lines = lines[:-1]  # it may be truncated
    return "a log" if _is_log(lines) else "a table" if _is_table(lines) else None


def _xml(start: str) -> str | None:
    """Return the name of an XML format; None if the first element may be one of HTML."""
    prolog = _PROLOG.match(start)
    root = _ROOT.match(start, prolog.end() if prolog else 0)
    if root is None:
        return None
    name = root[1].lower()
    is_data = name in _DATA_ROOTS or (start.startswith("<?xml") and name.rpartition(":")[2] not in _PAGE_ROOTS)
    return f"XML ({name})" if is_data else None


def _is_log(lines: list[str]) -> bool:
    """Return whether nearly every line begins with a time or a level; stack traces may be between them."""
    return len(lines) > 1 and sum(bool(_STAMP.match(line.lstrip())) for line in lines) >= 0.6 * len(lines)


def _is_table(lines: list[str]) -> bool:
    """Return whether all lines have the same number of tabs, semicolons or commas, and too many commas for prose."""
    if len(lines) < 2:
        return False
    return any(
        _are_even([line.count(mark) for line in lines], least) for mark, least in (("\t", 1), (";", 2), (",", 2))
    )


def _are_even(counts: list[int], least: int) -> bool:
    """Return whether nine of ten lines have the same count, as quoted cells may contain separators."""
    [(number, times)] = Counter(counts).most_common(1)
    return number >= least and times >= 0.9 * len(counts)
