"""The element that shows the headline of an article."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from itertools import chain, islice
from typing import NamedTuple

from lxml.html import HtmlElement

from crawler.extract.document.page import Page
from crawler.extract.document.structured import MAX_TITLE
from crawler.extract.document.visible import text_of
from crawler.extract.headline.title_parts import candidate_spans, longest_part, parts, single_parts
from crawler.normalize.word_tables import fold, squash

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
_WORD = re.compile(r"\w+")
_ENOUGH = 0.5
_PART, _OTHER, _LAST = 0.9, 0.7, 0.2
"""What a heading counts that says the longest part of a title, another one, the last, which is the site as a rule."""
_TOP = 0.25
"""An ``h1`` may say so much less of a title than others."""
_LATE = 0.4
"""A heading below the first paragraph must say so much more of it: lists of teasers have this article's as well."""

_Key = tuple[str, frozenset[str]]
"""A text without its signs, and its words."""


class _Title(NamedTuple):
    text: str
    keys: list[tuple[_Key, float]]
    """The whole and its parts, with what a heading counts that says just that."""


def headline_element(
    page: Page, outlets: frozenset[str] = frozenset(), opening: HtmlElement | None = None
) -> HtmlElement | None:
    """The element that shows the headline; ``None`` where none does. The name of the site is no headline.

    It is the heading that says most of one of the page's titles, else the first ``h1``. Headings in menus and in
    trails of links do not count: what stands there is for search engines, and pages show another one above their
    text. ``opening``: the element of the first paragraph of the text, where it is known.
    """
    titles = _titles(page)
    only = _only(page, opening, titles)
    if only is not None and squash(text_of(only, _MAX_TEXT)) not in outlets:
        return only
    found = [h for h in _headings(page, opening) if not (len(h.text) < 60 and squash(h.text) in outlets)]
    first = [h for h in found if h.element.tag == "h1"]
    ranked = sorted(((_rank(h, titles), -i) for i, h in enumerate(found)), reverse=True)
    likely = [found[-i] for rank, i in ranked if rank > _ENOUGH]
    foremost = [h for h in first if h.is_inside()]
    chosen = chain(
        (h.element for h in likely if h.is_inside()),
        (h.element for h in foremost if any(_has_word_of(h.text, title) for title in titles)),
        _unmarked(page, titles, opening, outlets) if foremost else (),
        (h.element for h in foremost),
        _above(found) if first else (),
        _unmarked(page, titles, opening, outlets),
        (h.element for h in likely),
    )
    return next(chosen, None)


def _only(page: Page, opening: HtmlElement | None, titles: list[_Title]) -> HtmlElement | None:
    """The only ``h1`` of a page, where it says what the page is called: most pages need no more than that."""
    first = page.tagged["h1"]
    text = text_of(first[0], _MAX_TEXT) if len(first) == 1 else ""
    if not text or _share(text, titles) <= _ENOUGH:
        return None
    return first[0] if _Heading(first[0], text, True, _around(opening)).is_inside() else None


def _around(opening: HtmlElement | None) -> frozenset[HtmlElement]:
    return frozenset(opening.iterancestors() if opening is not None else ())


class _Heading(NamedTuple):
    element: HtmlElement
    text: str
    is_above: bool
    """Whether it stands above the first paragraph, or that is not known."""
    around: frozenset[HtmlElement]
    """What the first paragraph stands in."""

    def is_inside(self) -> bool:
        """Whether it stands in no menu, trail of links or foot; what the article stands in as well was left open."""
        boxes = [b for b in (self.element, *self.element.iterancestors()) if b not in self.around]
        names = (f"{b.get('class', '')} {b.get('id', '')} {b.get('itemtype', '')}".lower() for b in boxes[:_DEPTH])
        return not any(b.tag in _OUTSIDE for b in boxes) and not any("breadcrumb" in name for name in names)


def _above(found: list[_Heading]) -> Iterator[HtmlElement]:
    """The last ``h2`` above the text, on a page that has its ``h1`` in a menu."""
    above = [h.element for h in found if h.is_above and h.element.tag == "h2" and h.is_inside()]
    if len(above) <= _FEW:
        yield from above[-1:]


def _lines(page: Page, opening: HtmlElement | None) -> Iterator[HtmlElement]:
    """Elements that may be a line, and ``opening``, whose tag may be one that no search by tags takes."""
    if opening is None or opening.tag in _LINES:
        yield from page.root.iter(*_LINES)
    else:
        yield from (e for e in page.root.iter() if e is opening or e.tag in _LINES)


def _unmarked(
    page: Page, titles: list[_Title], opening: HtmlElement | None, outlets: frozenset[str]
) -> Iterator[HtmlElement]:
    """An element that is no heading and says what the page is called, or a part of it; the last above the text that
    is no link, on a page without such headings."""
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
    """Whether the last part of a title is the site's name, as it is unless it is the longest."""
    return len(parts_of_title[-1]) < max(map(len, parts_of_title))


def _headings(page: Page, opening: HtmlElement | None) -> Iterator[_Heading]:
    """The headings of the page in document order that say anything, ``h1`` first."""
    tags = _TAGS if opening is None else (*_TAGS, opening.tag)
    around = _around(opening)
    found, is_above = [], True
    silent: set[HtmlElement] = set()
    for element in page.root.iter(*tags if tags[-1].isprintable() else ()):  # lxml seeks no names that XML cannot have
        is_above = is_above and element is not opening
        if element.tag not in _TAGS:
            continue
        is_inside = silent and any(a in silent for a in islice(element.iterancestors(), _NEAR))
        if not is_inside and (text := text_of(element, _MAX_TEXT)):
            found.append(_Heading(element, text, is_above, around))
        else:  # nor do those inside, of which there may be thousands where none is closed
            silent.add(element)
        if len(found) > 2 * _MAX_HEADINGS:
            break
    yield from sorted(found, key=lambda h: h.element.tag != "h1")[:_MAX_HEADINGS]


def _titles(page: Page) -> list[_Title]:
    """What the page is called by its structured data and its titles, and the parts of those that may be it."""
    named = page.data.article.get("headline")
    texts = (named if isinstance(named, str) and len(named) <= MAX_TITLE else "", *page.data.titles)
    return [_titled(html.unescape(t)) for t in dict.fromkeys(texts) if t]


def _titled(text: str) -> _Title:
    whole, *rest = candidate_spans(text) or (text,)
    longest = max((run for run in rest if len(parts(run)) == 1), key=len, default="")
    last = single_parts(fold(text))[-1] if rest else ""
    weights = ((run, _PART if longest in run else _LAST if run == last else _OTHER) for run in rest)
    inner = [(_key(run), weight) for run, weight in weights if len(squash(run)) > _LONG]
    return _Title(text, [(_key(whole), 1.0), *inner])


def _key(text: str) -> _Key:
    return squash(text), frozenset(_WORD.findall(text.casefold()))


def _rank(heading: _Heading, titles: list[_Title]) -> float:
    late = 0.0 if heading.is_above else _LATE
    return _share(heading.text, titles) + (_TOP if heading.element.tag == "h1" else 0.0) - late


def _share(text: str, titles: list[_Title]) -> float:
    """How much of a title a text says, from 0 to 1: by its length where one is part of the other, else by its words."""
    own = _key(text)
    wholes = (_likeness(own, title.keys[0][0]) for title in titles)
    inner = (weight for title in titles for key, weight in title.keys[1:] if key[0] == own[0])
    return max((*wholes, *inner), default=0.0)


def _has_word_of(text: str, title: _Title) -> bool:
    """Whether a heading has anything in common with the longest part of a title."""
    return _likeness(_key(text), _key(longest_part(title.text))) > 0


def _likeness(one: _Key, other: _Key) -> float:
    own, words = one
    if len(own) > 3 and (own in other[0] or other[0] in own):
        return min(len(own), len(other[0])) / max(len(own), len(other[0]))
    return 2 * len(words & other[1]) / max(1, len(words) + len(other[1]))
