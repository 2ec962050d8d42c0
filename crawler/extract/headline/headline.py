"""The headline, kicker and standfirst of a page."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Container
from functools import cached_property

from lxml.html import HtmlElement

from crawler.extract.authors.byline_context import BylineContext
from crawler.extract.candidates import Candidate
from crawler.extract.document.jsonld import text_value, types
from crawler.extract.document.page import Page
from crawler.extract.document.structured import MAX_TITLE
from crawler.extract.document.visible import text_of
from crawler.extract.headline.headline_element import is_breadcrumb_heading
from crawler.extract.headline.kicker import is_kicker, split_heading
from crawler.extract.headline.title_parts import parts, trim
from crawler.normalize.word_tables import fold, squash

_WORD = re.compile(r"\w+")
_MARKUP = re.compile(
    r"</?(?:p|br|b|i|u|em|strong|span|a|div|ul|ol|li|h[1-6]|img|font|small|blockquote|figure|cite|q|s|sup|sub)\b[^<>]{0,400}>",
    re.I,
)
"""Markup that some pages put into plain text."""
_SURE = 4.0
_DOUBTFUL = 0.05
_MAX_SECTION = 40
_FEW_WORDS = 2
_PARTED = re.compile("[|｜〉》•]| [»›] ")
_MIN_STANDFIRST, _MAX_STANDFIRST = 30, 600


def read_headline(page: Page, element: HtmlElement | None, outlets: frozenset[str] = frozenset()) -> list[Candidate]:
    """Return the candidates for the headline, best first: the visible one, JSON-LD, microdata, OpenGraph, title.

    A visible headline that shares a word with any other, or is shown in place of one for search engines, outweighs all
    of them. Otherwise any two of the visible one,
    the JSON-LD and the OpenGraph outweigh the third. Only a ``NewsArticle`` has its headline from the newsroom;
    plug-ins fill in other types, mostly for search engines. Names of the site are removed.
    """
    data = page.data
    named = _named_headlines(page, outlets)
    sections = _sections(page, named)
    instead = element is not None and is_breadcrumb_heading(element, page)
    shown = split_heading(element, named, instead)[1] if element is not None else None
    if shown and _PARTED.search(shown):
        shown = trim(shown, outlets, sections, named)

    def trimmed(value: object) -> str | None:
        text = _short(value)
        return trim(text, outlets, sections, [shown] if shown else ()) if text else None

    is_news = "NewsArticle" in types(data.article)
    title = _short(_title(page))
    known = [t for t in (shown, *named) if t and (t == shown or t != title)]
    voices = [
        (Candidate(trimmed(data.article.get("headline")), "json-ld"), 1.5 if is_news else 0.3),
        (Candidate(shown, "dom"), _SURE if shown and instead else _weight(shown, named)),
        (Candidate(trimmed(data.item("headline")), "microdata"), 0.3),
        (Candidate(trimmed(data.first("og:title")), "opengraph"), 1.1),
        (Candidate(trimmed(data.first("twitter:title")), "meta"), 0.05),
        (Candidate(trim(title, outlets, sections, known) if title else None, "meta"), 0.1),
    ]
    return _by_votes([(c, weight) for c, weight in voices if c.value])


def _by_votes(voices: list[tuple[Candidate, float]]) -> list[Candidate]:
    """Order candidates by the votes for their text; among equal ones, by case (not all capitals) and punctuation, those
    that are cut off last."""
    votes: Counter[str] = Counter()
    for candidate, weight in voices:
        votes[squash(candidate.value)] += weight  # type: ignore[assignment]
        votes["=" + candidate.value] += 1

    calm = {c.value.casefold() for c, _ in voices if not c.value.isupper()}

    def rank(candidate: Candidate) -> tuple[float, bool, bool, int]:
        text = candidate.value
        loud = text.isupper() and text.casefold() in calm
        return -votes[squash(text)], loud, text.endswith(("...", "…")), -votes["=" + text]

    return sorted((c for c, _ in voices), key=rank)


def _weight(shown: str | None, named: list[str]) -> float:
    """Return the vote of the visible heading: higher than all data if it shares a word with a title; low if it shares
    none and is as short as headings in templates."""
    if shown is None:
        return 0.0
    words = _words(shown)
    if any(not words.isdisjoint(_words(text)) for text in named):
        return _SURE
    return _DOUBTFUL if named and len(shown.split()) <= _FEW_WORDS and shown.isascii() else 1.7


def _words(text: str) -> set[str]:
    """Return the longer words of a text; in scripts without spaces, all pairs of characters."""
    found = _WORD.findall(text.casefold())
    pairs = {w[i : i + 2] for w in found if w[0] >= "\u0e00" for i in range(len(w) - 1)}
    return {w for w in found if len(w) > 3} | pairs


def _title(page: Page) -> str | None:
    return page.data.titles[-1] if page.data.titles else None


def _named_headlines(page: Page, outlets: frozenset[str]) -> list[str]:
    """Return the headlines in structured data and meta elements, as written and trimmed."""
    data = page.data
    named = (data.article.get("headline"), data.first("og:title"), _title(page), data.first("twitter:title"))
    texts = [text for text in map(_short, named) if text]
    return [t for text in texts for t in dict.fromkeys((text, trim(text, outlets)))]


def _sections(page: Page, titles: list[str]) -> Container[str]:
    """Return the keys of short link texts, which name sections; empty if no title has several parts."""
    return LinkTexts(page) if any(len(parts(title)) > 1 for title in titles) else frozenset()


class LinkTexts(Container[str]):
    """The keys of the short link texts of a page, collected when the first is looked up: most titles need none."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def __contains__(self, key: object) -> bool:
        return key in self._keys

    @cached_property
    def _keys(self) -> frozenset[str]:
        names = (a.text.strip() for a in self._page.tagged["a"] if a.text and len(a.text) < _MAX_SECTION)
        return frozenset(squash(name) for name in names if len(name) > 1)


def _text(value: object) -> str | None:
    text = html.unescape(text_value(value) or "")
    if "&" in text:  # many systems escape text twice
        text = html.unescape(text)
    return fold(text) or None


def _short(value: object) -> str | None:
    """Return a text, or None if it is longer than a headline may be."""
    text = _text(value)
    return text if text and len(text) <= MAX_TITLE else None


def _prose(value: object) -> str | None:
    """Return a text without the markup that editors leave in summaries."""
    text = _text(value)
    return fold(_MARKUP.sub(" ", text)) or None if text and "<" in text else text


def read_alternative_headline(
    page: Page, element: HtmlElement | None, around: BylineContext, outlets: frozenset[str] = frozenset()
) -> list[Candidate]:
    """Return the kickers above or inside the headline, and the alternative headline of JSON-LD."""
    inside = [e for e in element.iter("*") if e is not element and is_kicker(e)] if element is not None else []
    opening = ""
    if element is not None and len(element):
        opening = split_heading(element, _named_headlines(page, outlets), is_breadcrumb_heading(element, page))[0]
    shown = [opening, *(text_of(e, 200) for e in (*inside, *around.kicker))]
    alternative = _text(page.data.article.get("alternativeHeadline"))
    headline = squash(text_of(element)) if element is not None else ""
    found = [*(Candidate(t, "dom") for t in dict.fromkeys(shown[:4])), Candidate(alternative, "json-ld")]
    return [c for c in found if c.value and squash(c.value) != headline]


def read_description(page: Page, around: BylineContext) -> list[Candidate]:
    """Return the visible standfirst, else the summary in JSON-LD, OpenGraph or meta.

    A text longer than any standfirst is dropped: many sites name the whole text, or its opening, a lead or an intro.
    """
    shown = [text for e in around.description if len(text := text_of(e, _MAX_STANDFIRST + 1)) <= _MAX_STANDFIRST]
    data = page.data
    return [
        *(Candidate(t, "dom") for t in shown[:3] if len(t) >= _MIN_STANDFIRST),
        Candidate(_prose(data.article.get("description")), "json-ld"),
        Candidate(_prose(data.first("og:description")), "opengraph"),
        Candidate(_prose(data.first("description", "twitter:description")), "meta"),
    ]
