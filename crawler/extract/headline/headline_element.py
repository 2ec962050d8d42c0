"""Find the element that shows the headline of an article."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice
from typing import NamedTuple

from lxml.html import HtmlElement

from crawler.extract.document.page import Page
from crawler.extract.document.visible import text_of
from crawler.extract.headline.heading_links import ends_breadcrumbs, leads_away
from crawler.extract.headline.title_likeness import PART, Title, has_word_of, share_of, titles_of
from crawler.extract.headline.title_parts import candidate_spans, single_parts
from crawler.normalize.word_tables import squash

_TAGS = ("h1", "h2", "h3")
_MAX_HEADINGS = 40
_MAX_TEXT = 300
_DEPTH = 6
_FEW = 6
_NEAR = 4
_OUTSIDE = frozenset(("nav", "footer", "aside"))
_LONG = 12
_LINES = ("h4", "h5", "h6", "p", "div", "span", "strong", "b", "td", "font", "a")
_NOTHING: frozenset[HtmlElement] = frozenset()
_ENOUGH = 0.5
_TOP = 0.25
"""By how much less an ``h1`` may match a title than other headings."""
_LATE = 0.4
"""By how much more a heading after the first paragraph must match, as teasers may have this headline as well."""


def headline_element(
    page: Page, outlets: frozenset[str] = frozenset(), opening: HtmlElement | None = None
) -> HtmlElement | None:
    """Return the element that shows the headline; None if there is none. The name of the site is not a headline.

    It is the heading that best matches one of the page's titles, or else the first ``h1``. Headings in menus and
    breadcrumbs do not count: they are for search engines, and pages show another one above the text. ``opening``: the
    element of the first paragraph of the text, if it is known.
    """
    titles = titles_of(page)
    only = _only(page, opening, titles)
    if only is not None and squash(text_of(only, _MAX_TEXT)) not in outlets:
        return only
    found = [h for h in _headings(page, opening) if not (len(h.text) < 60 and squash(h.text) in outlets)]
    found = [h for h in found if not leads_away(h.element, page, titles)]
    first = [h for h in found if h.element.tag == "h1"]
    ranked = sorted(((_rank(h, titles), -i) for i, h in enumerate(found)), reverse=True)
    likely = [found[-i] for rank, i in ranked if rank > _ENOUGH]
    foremost = [h for h in first if h.is_inside()]
    chosen = chain(
        (h.element for h in likely if h.is_inside()),
        (h.element for h in foremost if any(has_word_of(h.text, title) for title in titles)),
        _unmarked(page, titles, opening, outlets) if foremost else (),
        (h.element for h in foremost),
        _above(found) if first else (),
        _unmarked(page, titles, opening, outlets),
        (h.element for h in likely),
    )
    return next(chosen, None)


def _only(page: Page, opening: HtmlElement | None, titles: list[Title]) -> HtmlElement | None:
    """Return the only ``h1`` of a page if it matches a title, which is enough for most pages."""
    first = page.tagged["h1"]
    text = text_of(first[0], _MAX_TEXT) if len(first) == 1 else ""
    if not text or share_of(text, titles) <= _ENOUGH or leads_away(first[0], page, titles):
        return None
    return first[0] if _Heading(first[0], text, True, _around(opening)).is_inside() else None


def _around(opening: HtmlElement | None) -> frozenset[HtmlElement]:
    return frozenset(opening.iterancestors() if opening is not None else ())


class _Heading(NamedTuple):
    element: HtmlElement
    text: str
    is_above: bool
    """Whether it is above the first paragraph, or that is unknown."""
    around: frozenset[HtmlElement]
    """The ancestors of the first paragraph."""

    def is_inside(self) -> bool:
        """Return whether it is outside menus, breadcrumbs and footers that do not contain the article."""
        boxes = [b for b in (self.element, *self.element.iterancestors()) if b not in self.around]
        names = (f"{b.get('class', '')} {b.get('id', '')} {b.get('itemtype', '')}".lower() for b in boxes[:_DEPTH])
        if any(b.tag in _OUTSIDE for b in boxes) or any("crumb" in name for name in names):
            return False
        return not ends_breadcrumbs(self.element)


def is_breadcrumb_heading(element: HtmlElement, page: Page) -> bool:
    """Return whether readers see a heading in place of a matching ``h1`` in a menu or breadcrumbs."""
    if element.tag == "h1" or not any(a.tag in ("article", "main") for a in element.iterancestors()):
        return False
    titles = titles_of(page)
    hidden = (h for h in page.tagged["h1"] if not _Heading(h, "", True, _NOTHING).is_inside())
    return any(share_of(text_of(h, _MAX_TEXT), titles) >= PART for h in hidden)


def _above(found: list[_Heading]) -> Iterator[HtmlElement]:
    """Yield the last ``h2`` above the text, on a page whose ``h1`` is in a menu."""
    above = [h.element for h in found if h.is_above and h.element.tag == "h2" and h.is_inside()]
    if len(above) <= _FEW:
        yield from above[-1:]


def _lines(page: Page, opening: HtmlElement | None) -> Iterator[HtmlElement]:
    """Yield elements that may be a line, and ``opening``, whose tag may be any."""
    if opening is None or opening.tag in _LINES:
        yield from page.root.iter(*_LINES)
    else:
        yield from (e for e in page.root.iter() if e is opening or e.tag in _LINES)


def _unmarked(
    page: Page, titles: list[Title], opening: HtmlElement | None, outlets: frozenset[str]
) -> Iterator[HtmlElement]:
    """Yield the last element above the text that matches a title and is neither a heading nor a link."""
    known = {squash(run) for title in titles for run in candidate_spans(title.text, weak=True)} - outlets
    known -= {squash(ends[-1]) for title in titles if len(ends := single_parts(title.text)) > 1 and _is_last(ends)}
    known = {key for key in known if len(key) > _LONG or (len(key) > _FEW and key[-1] >= "\u3000")}
    above: list[HtmlElement] = []
    below: list[HtmlElement] = []
    found = above
    for element in _lines(page, opening):
        found = below if element is opening else found
        text = element.text
        if (
            text
            and len(text) < _MAX_TEXT
            and squash(text) in known
            and _Heading(element, "", True, _NOTHING).is_inside()
        ):
            found.append(element)
    plain = [e for e in above[::-1] + below if e.tag != "a" and not any(True for _ in e.iterancestors("a"))]
    yield from plain or above or below


def _is_last(parts_of_title: list[str]) -> bool:
    """Return whether the last part of a title is the name of the site: it is, unless it is the longest part."""
    return len(parts_of_title[-1]) < max(map(len, parts_of_title))


def _headings(page: Page, opening: HtmlElement | None) -> Iterator[_Heading]:
    """Yield the headings with text in document order, ``h1`` first."""
    tags = _TAGS if opening is None else (*_TAGS, opening.tag)
    around = _around(opening)
    found, is_above = [], True
    silent: set[HtmlElement] = set()
    for element in page.root.iter(*tags if tags[-1].isprintable() else ()):  # as XML allows
        is_above = is_above and element is not opening
        if element.tag not in _TAGS:
            continue
        is_inside = silent and any(a in silent for a in islice(element.iterancestors(), _NEAR))
        if not is_inside and (text := text_of(element, _MAX_TEXT)):
            found.append(_Heading(element, text, is_above, around))
        else:  # nor do those inside; there may be thousands if none is closed
            silent.add(element)
        if len(found) > 2 * _MAX_HEADINGS:
            break
    yield from sorted(found, key=lambda h: h.element.tag != "h1")[:_MAX_HEADINGS]


def _rank(heading: _Heading, titles: list[Title]) -> float:
    late = 0.0 if heading.is_above else _LATE
    return share_of(heading.text, titles) + (_TOP if heading.element.tag == "h1" else 0.0) - late
