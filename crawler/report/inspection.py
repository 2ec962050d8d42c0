"""An HTML page that shows a sanitized page next to its record, with the fields marked in the page."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from crawler.archive import Stored
from crawler.normalize.request_urls import to_url
from crawler.report.explain import Row, rows
from crawler.report.marks import MARK, mark, mark_dates
from crawler.report.sanitize import sanitize, to_html
from crawler.workers.inspect import Inspection, page_of

if TYPE_CHECKING:
    from jinja2 import Template

COLOURS = {
    "headline": "#1f6f8b", "alternative_headline": "#5a7d8c", "description": "#3f7d20", "byline": "#8e44ad",
    "authors": "#8e44ad", "date_published": "#b9770e", "date_modified": "#b9770e", "dateline": "#7b5e3b",
    "body": "#667174", "image": "#117a65", "caption": "#c0392b", "credit": "#d35400", "correction": "#2c3e50",
}  # fmt: skip
"""Colours of the marks, by field."""
_POLICY = (
    '<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" '
    "content=\"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">"
)


def inspection_page(stored: Stored, found: Inspection) -> str:
    """Return the HTML page; it has no script and makes no request, not even for pictures."""
    root, explained = page_of(stored).root, list(rows(found))
    notes = {row.field: _note(row) for row in explained}
    for name, field in (("body", "article_body"), ("caption", "images"), ("credit", "images")):
        notes[name] = f"{name} ({found.record['provenance'].get(field, 'none')})"
    marked = {*mark(root, found.record, notes), *mark_dates(root, found.record, notes)}
    kept = {
        element: (str(element.get(MARK)), str(element.get("title"))) for element in root.iter("*") if element.get(MARK)
    }
    sanitize(root)
    for element, (name, note) in kept.items():
        element.set(MARK, name)
        element.set("title", note)
    record = found.record
    colours = {name: colour for name, colour in COLOURS.items() if name in marked or _has(record, name)}
    page = f"<!doctype html>{_POLICY}<style>{_styles()}</style>{to_html(root)}"
    return _template().render(page=page, record=record, rows=explained, href=to_url(record["url"]), colours=colours,
                              found=marked)  # fmt: skip


def _has(record: dict[str, object], name: str) -> bool:
    return name in record and bool(record[name])


def _note(row: Row) -> str:
    """Return the tooltip of a field: its origin, and the rejected candidates."""
    lost = "".join(f"\nlost: {text}" for text in row.lost)
    return f"{row.field} ({row.origin}){lost}"


def _styles() -> str:
    shared = (
        f"[{MARK}]{{outline:2px solid var(--c)!important;outline-offset:1px;position:relative}}"
        f"[{MARK}]:not(img)::before{{content:attr({MARK});font:600 10px/1.3 system-ui,sans-serif;color:#fff;"
        "background:var(--c);padding:0 4px;border-radius:2px;margin-right:4px;display:inline-block}"
        "img{min-width:8em;min-height:4em;background:#ddd}"
    )
    return shared + "".join(f'[{MARK}="{name}"]{{--c:{colour}}}' for name, colour in COLOURS.items())


@cache
def _template() -> Template:
    from jinja2 import Environment, StrictUndefined

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return environment.from_string(files(__package__).joinpath("inspection.html").read_text("utf-8"))
