"""The operator's report as one HTML page: no script, and nothing loaded but the pictures of articles."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from crawler.metrics.drift.finding import percent
from crawler.metrics.facts import FIELDS
from crawler.metrics.receipt import iso
from crawler.normalize.request_urls import to_url
from crawler.report.operations import Overview
from crawler.report.plots import bars, lines, sparkline

if TYPE_CHECKING:
    from jinja2 import Template

_UNITS = ("B", "kB", "MB", "GB", "TB")


def operations_page(view: Overview) -> Iterator[str]:
    """Yield the page in pieces. Values are text, never markup; only http and https URLs are links and pictures."""
    return _template().generate(view=view, fields=FIELDS, bars=bars, lines=lines, sparkline=sparkline)


def duration(seconds: float | None) -> str:
    """Return a duration in seconds as text.

    >>> [duration(seconds) for seconds in (None, 0.25, 59, 150, 7200, 200000)]
    ['–', '0.25 s', '59 s', '2.5 min', '2 h', '2.3 d']
    """
    if seconds is None:
        return "–"
    for unit, size in (("d", 86_400), ("h", 3_600), ("min", 60)):
        if seconds >= size:
            return f"{seconds / size:.2g} {unit}" if seconds < 10 * size else f"{seconds / size:.0f} {unit}"
    return f"{seconds:.2g} s"


def size(number: float) -> str:
    """Return a number of bytes as text.

    >>> size(999), size(12_345_678)
    ('999 B', '12 MB')
    """
    for unit in _UNITS:
        if number < 1_000 or unit == _UNITS[-1]:
            break
        number /= 1_000
    return f"{number:.0f} {unit}"


@cache
def _template() -> Template:
    from jinja2 import Environment, StrictUndefined

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    filters = {
        "percent": percent,
        "duration": duration,
        "bytes": size,
        "href": to_url,
        "when": lambda at: iso(at)[:16].replace("T", " ") if at else "never",
    }
    environment.filters.update(filters)
    return environment.from_string(files(__package__).joinpath("operations.html").read_text("utf-8"))
