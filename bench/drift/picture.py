"""The plot of bench/drift: each breakage as a dot, by kind and by the hours until its alarm; and false alarms."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape

from bench.drift.measure import Result
from bench.drift.world import DAYS, START
from crawler.metrics.drift.history import DAY, HOUR

_LEFT, _WIDTH, _ROW, _TOP = 170, 560, 24, 46
_HOURS = 96


def picture(result: Result) -> str:
    """The SVG."""
    kinds = sorted(result.found)
    bottom = _TOP + _ROW * len(kinds)
    rows = [part for place, kind in enumerate(kinds) for part in _row(kind, result.found[kind], _TOP + _ROW * place)]
    axis = [part for hour in range(0, _HOURS + 1, 12) for part in _tick(hour, bottom)]
    day = f'<line x1="{_x(24)}" y1="{_TOP - 8}" x2="{_x(24)}" y2="{bottom}" stroke="#b03a2e" stroke-dasharray="4 3"/>'
    height = bottom + 150
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_LEFT + _WIDTH + 30} {height}" '
        'font-family="system-ui, sans-serif" font-size="12" fill="#222">'
        f'<rect width="100%" height="100%" fill="#fff"/>'
        f'<text x="{_LEFT}" y="20" font-weight="600">Hours from breakage to alarm (×: none)</text>'
    )
    return "\n".join([head, *axis, day, *rows, *_weeks(result, bottom + 60), "</svg>\n"])


def _x(hours: float) -> float:
    return round(_LEFT + min(hours, _HOURS) / _HOURS * _WIDTH, 1)


def _row(kind: str, found: Sequence[int | None], y: int) -> list[str]:
    parts = [f'<text x="{_LEFT - 10}" y="{y + 4}" text-anchor="end">{escape(kind)}</text>']
    parts.append(f'<line x1="{_LEFT}" y1="{y}" x2="{_LEFT + _WIDTH}" y2="{y}" stroke="#e4e4e4"/>')
    for after in found:
        if after is None:
            parts.append(f'<text x="{_LEFT + _WIDTH + 8}" y="{y + 4}" fill="#b03a2e">×</text>')
        else:
            parts.append(f'<circle cx="{_x(after / HOUR)}" cy="{y}" r="4.5" fill="#1f6f8b" fill-opacity=".55"/>')
    return parts


def _tick(hour: int, bottom: int) -> list[str]:
    return [
        f'<line x1="{_x(hour)}" y1="{bottom - 8}" x2="{_x(hour)}" y2="{bottom - 2}" stroke="#888"/>',
        f'<text x="{_x(hour)}" y="{bottom + 12}" text-anchor="middle">{hour}</text>',
    ]


def _weeks(result: Result, top: int) -> list[str]:
    """Articles of all sources by day, and the false alarms."""
    volumes = [sum(days[day] for days in result.volumes.values()) for day in range(DAYS)]
    most = max(volumes)
    step = _WIDTH / DAYS
    parts = [f'<text x="{_LEFT}" y="{top - 14}" font-weight="600">Articles a day, and false alarms</text>']
    for day, number in enumerate(volumes):
        tall = round(60 * number / most, 1)
        x, y = round(_LEFT + day * step, 1), round(top + 60 - tall, 1)
        parts.append(f'<rect x="{x}" y="{y}" width="{round(step - 1, 1)}" height="{tall}" fill="#c9d6dc"/>')
    for alarm in result.false:
        x = round(_LEFT + (alarm.opened - START) / DAY * step, 1)
        parts.append(f'<circle cx="{x}" cy="{top + 72}" r="3.5" fill="#b03a2e"/>')
    parts.append(f'<text x="{_LEFT - 10}" y="{top + 76}" text-anchor="end">false alarms</text>')
    return parts
