"""Plots as inline SVG: bars, lines and sparklines, with their numbers as text for screen readers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import log10

from markupsafe import Markup, escape

_WIDTH, _HEIGHT, _LEFT, _BOTTOM = 640, 180, 46, 20
_SPARK_WIDTH, _SPARK_HEIGHT = 120, 24
Values = Sequence[float | None]


def bars(title: str, labels: Sequence[str], series: Mapping[str, Values]) -> Markup:
    """Return stacked bars, one for each label; ``series``: values by name, from bottom to top."""
    totals = [sum(values[place] or 0 for values in series.values()) for place in range(len(labels))]
    top, step = _round_up(max(totals, default=0)), (_WIDTH - _LEFT) / max(1, len(labels))
    parts = [_grid(top, "")]
    for place, label in enumerate(labels):
        y = float(_HEIGHT - _BOTTOM)
        words = [f"{name} {values[place] or 0:,.6g}" for name, values in series.items()]
        rects = []
        for number, values in enumerate(series.values()):
            tall = (values[place] or 0) / top * (_HEIGHT - _BOTTOM - 10)
            y -= tall
            if tall:
                rects.append(f'<rect class="s{number}" x="{_LEFT + place * step:.1f}" y="{y:.1f}" '
                             f'width="{max(1.0, step - 2):.1f}" height="{tall:.1f}"/>')  # fmt: skip
        parts.append(f"<g><title>{escape(label)}: {escape(', '.join(words))}</title>{''.join(rects)}</g>")
    parts.append(_days(labels, step))
    return _figure(title, parts, series)


def lines(title: str, labels: Sequence[str], series: Mapping[str, Values], unit: str = "", most: float = 0) -> Markup:
    """Return a line for each series, with gaps for missing values; ``most``: upper end of the axis, 0: automatic."""
    values = [value for held in series.values() for value in held if value is not None]
    top, step = most or _round_up(max(values, default=0)), (_WIDTH - _LEFT) / max(1, len(labels))
    parts = [_grid(top, unit)]
    for number, (name, held) in enumerate(series.items()):
        points = [
            (_LEFT + (place + 0.5) * step, _y(value, top)) for place, value in enumerate(held) if value is not None
        ]
        drawn = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        known = [f"{label} {value:,.3g}" for label, value in zip(labels, held, strict=True) if value is not None]
        tip = f"<title>{escape(name)}: {escape('; '.join(known[-7:]))}</title>"
        parts.append(f'<g>{tip}<polyline class="l{number}" points="{drawn}"/></g>')
    parts.append(_days(labels, step))
    return _figure(title, parts, series)


def sparkline(values: Values, words: str) -> Markup:
    """Return a small row of bars; ``words`` describe it."""
    top, step = max((value or 0 for value in values), default=0) or 1, _SPARK_WIDTH / max(1, len(values))
    rects = "".join(
        f'<rect x="{place * step:.1f}" y="{_SPARK_HEIGHT - tall:.1f}" width="{step - 0.8:.1f}" height="{tall:.1f}"/>'
        for place, value in enumerate(values)
        if (tall := (value or 0) / top * _SPARK_HEIGHT)
    )
    return Markup(
        f'<svg class="spark" role="img" aria-label="{escape(words)}" viewBox="0 0 {_SPARK_WIDTH} {_SPARK_HEIGHT}" '
        f'width="{_SPARK_WIDTH}" height="{_SPARK_HEIGHT}">{rects}</svg>'
    )


def _y(value: float, top: float) -> float:
    return _HEIGHT - _BOTTOM - min(1.0, value / top) * (_HEIGHT - _BOTTOM - 10)


def _grid(top: float, unit: str) -> str:
    parts = []
    for share in (0.0, 0.5, 1.0):
        y = _y(share * top, top)
        parts.append(f'<line class="grid" x1="{_LEFT}" x2="{_WIDTH}" y1="{y:.1f}" y2="{y:.1f}"/>')
        parts.append(f'<text x="{_LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{share * top:,.6g}{escape(unit)}</text>')
    return "".join(parts)


def _days(labels: Sequence[str], step: float) -> str:
    every = max(1, len(labels) // 6)
    return "".join(
        f'<text x="{_LEFT + (place + 0.5) * step:.1f}" y="{_HEIGHT - 4}" text-anchor="middle">{escape(label)}</text>'
        for place, label in enumerate(labels)
        if place % every == 0
    )


def _figure(title: str, parts: Sequence[str], series: Mapping[str, Values]) -> Markup:
    is_plain = all(name in title.lower() for name in series)
    names = "".join(f'<li class="k{number}">{escape(name)}</li>' for number, name in enumerate(series))
    legend = f'<ul class="legend">{names}</ul>' if not is_plain else ""
    return Markup(
        f'<figure class="plot"><figcaption>{escape(title)}</figcaption>'
        f'<svg role="img" aria-label="{escape(title)}" viewBox="0 0 {_WIDTH} {_HEIGHT}">{"".join(parts)}</svg>'
        f"{legend}</figure>"
    )


def _round_up(value: float) -> float:
    """Return the smallest of 1, 2, 5, 10, 20 … that is not less than a value.

    >>> [_round_up(value) for value in (0, 0.3, 7, 10, 130)]
    [1.0, 0.5, 10.0, 10.0, 200.0]
    """
    if value <= 0:
        return 1.0
    power = 10.0 ** int(log10(value) // 1)
    return next((factor * power for factor in (1, 2, 5) if factor * power >= value), 10 * power)
