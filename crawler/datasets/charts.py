"""Charts as SVG (https://www.w3.org/TR/SVG2/), without a plotting library: the same numbers give the same bytes."""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape

Rows = Sequence[tuple[str, int]]
"""Labels and counts."""

_WIDTH, _ROW, _LABEL, _COUNT = 760, 20, 220, 90
_HEIGHT, _FOOT = 180, 34
_MOST_LABELS = 12


def bars(rows: Rows) -> str:
    """Return a chart with a horizontal bar for each label.

    >>> bars([("en", 3)]).count("<rect"), bars([])
    (1, '')
    """
    if not rows:
        return ""
    most = max(1, *(count for _, count in rows))
    room = _WIDTH - _LABEL - _COUNT
    parts = []
    for place, (label, count) in enumerate(rows):
        y, width = place * _ROW, _number(room * count / most)
        parts.append(_text(_LABEL - 8, y + 14, _shortened(label), "end"))
        parts.append(f'<rect x="{_LABEL}" y="{y + 3}" width="{width}" height="{_ROW - 6}"/>')
        parts.append(_text(_LABEL + float(width) + 6, y + 14, f"{count:,}"))
    return _svg(len(rows) * _ROW, parts)


def columns(rows: Rows) -> str:
    """Return a chart with a column for each label, some labels below, and the largest count at the top."""
    if not rows:
        return ""
    most = max(1, *(count for _, count in rows))
    wide = _WIDTH / len(rows)
    parts = [_text(0, 12, f"{most:,}")]
    for place, (label, count) in enumerate(rows):
        height = (_HEIGHT - 20) * count / most
        title = f"<title>{escape(label)}: {count:,}</title>"
        x, y, width = _number(place * wide), _number(_HEIGHT - height), _number(max(0.5, wide * 0.9))
        parts.append(f'<rect x="{x}" y="{y}" width="{width}" height="{_number(height)}">{title}</rect>')
    every = math.ceil(len(rows) / _MOST_LABELS)
    parts += [
        _text((place + 0.45) * wide, _HEIGHT + 18, rows[place][0], "middle") for place in range(0, len(rows), every)
    ]
    return _svg(_HEIGHT + _FOOT, parts)


def _svg(height: int, parts: Sequence[str]) -> str:
    return f'<svg viewBox="0 0 {_WIDTH} {height}" role="img">\n' + "\n".join(parts) + "\n</svg>"


def _text(x: float, y: float, words: str, anchor: str = "start") -> str:
    return f'<text x="{_number(x)}" y="{_number(y)}" text-anchor="{anchor}">{escape(words)}</text>'


def _shortened(label: str, most: int = 32) -> str:
    """Return a label of at most ``most`` characters; a URL keeps its end.

    >>> _shortened("https://creativecommons.org/licenses/by-nc/4.0/"), _shortened("A" * 40)
    ('…commons.org/licenses/by-nc/4.0/', 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA…')
    """
    if len(label) <= most:
        return label
    return f"…{label[1 - most :]}" if "://" in label else f"{label[: most - 1]}…"


def _number(value: float) -> str:
    """Return a length in pixels, with at most one decimal.

    >>> _number(3.0), _number(2.56)
    ('3', '2.6')
    """
    return f"{value:.1f}".removesuffix(".0")
