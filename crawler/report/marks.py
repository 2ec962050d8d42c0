"""Mark the elements of a page whose text is in its record."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml.html import HtmlElement

from crawler.extract.document.visible import text_of
from crawler.normalize.captions import squash

MARK, NOTE = "data-copydesk", "title"
_LONGEST = 4_000
_SHORTEST = 3
"""Fewest letters of a text that is searched for within a larger one."""


def mark(root: HtmlElement, record: dict[str, Any], notes: dict[str, str]) -> list[str]:
    """Mark the elements that hold the fields of a record; return the fields found. ``notes``: a tooltip by field."""
    texts = [(element, squash(text_of(element, _LONGEST))) for element in _elements(root)]
    exact = {text: element for element, text in texts}
    images = {str(element.get("src") or ""): element for element in root.iter("img")}
    found = []
    for name, value in _wanted(record):
        element = _find(texts, exact, squash(value)[: _LONGEST // 2])
        if element is not None and MARK not in element.attrib:
            element.set(MARK, name)
            element.set(NOTE, notes.get(name, name))
            found.append(name)
    for place, image in enumerate(record["images"], 1):
        end = image["url"].rsplit("/", 1)[-1].split("?")[0]
        for source, element in images.items():
            if end and end in source and MARK not in element.attrib:
                element.set(MARK, "image")
                element.set(NOTE, f"image {place}: {image['role']}")
                found.append("image")
                break
    return found


def _elements(root: HtmlElement) -> Iterator[HtmlElement]:
    body = root.find("body")
    for element in (body if body is not None else root).iter("*"):
        if element.tag not in ("script", "style", "noscript", "template", "html", "body"):
            yield element


def _wanted(record: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield fields with their texts, the rarer ones first, so that the body takes the remaining elements."""
    for name in ("headline", "alternative_headline", "description", "byline", "dateline"):
        if record[name]:
            yield name, record[name]
    if not record["byline"]:
        for author in record["authors"]:
            yield "authors", author["name"]
    for image in record["images"]:
        for name, field in (("caption", "caption"), ("credit", "credit_text")):
            if image[field]:
                yield name, image[field]
    for correction in record["corrections"]:
        yield "correction", correction["text"]
    for block in record["blocks"]:
        for text in (block.get("text"), *(block.get("items") or ())):
            if text:
                yield "body", text


def _find(texts: list[tuple[HtmlElement, str]], exact: dict[str, HtmlElement], wanted: str) -> HtmlElement | None:
    """Return the innermost element with exactly this text, else the smallest that contains it."""
    if wanted in exact or len(wanted) < _SHORTEST:
        return exact.get(wanted) if wanted else None
    around = [(len(text), -place) for place, (_, text) in enumerate(texts) if wanted in text]
    return texts[-min(around)[1]][0] if around else None


def mark_dates(root: HtmlElement, record: dict[str, Any], notes: dict[str, str]) -> list[str]:
    """Mark the elements of dates by their ``datetime``; return the fields found."""
    found = []
    for name in ("date_published", "date_modified"):
        day = (record[name] or "")[:10]
        for element in root.iter("time") if day else ():
            if str(element.get("datetime") or "").startswith(day) and MARK not in element.attrib:
                element.set(MARK, name)
                element.set(NOTE, notes.get(name, name))
                found.append(name)
                break
    return found
