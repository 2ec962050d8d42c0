"""Headline, kicker and standfirst of a page."""

from __future__ import annotations

import html
import re
from collections import Counter

from lxml.html import HtmlElement

from crawler.extract.authors.byline_context import BylineContext
from crawler.extract.candidates import Candidate
from crawler.extract.document.jsonld import text_value, types
from crawler.extract.document.page import Page
from crawler.extract.document.visible import text_of
from crawler.extract.headline.kicker import is_kicker, split_heading
from crawler.extract.headline.title_parts import parts, trim
from crawler.normalize.word_tables import fold, squash

_WORD = re.compile(r"\w+")
_MARKUP = re.compile(
    r"</?(?:p|br|b|i|u|em|strong|span|a|div|ul|ol|li|h[1-6]|img|font|small|blockquote|figure|cite|q|s|sup|sub)\b[^<>]{0,400}>",
    re.I,
)
"""Markup in texts that have none."""
_SURE = 4.0
_DOUBTED = 0.05
_MAX_SECTION = 40
_FEW_WORDS = 2
_PARTED = re.compile("[|｜〉》•]| [»›] ")
_MIN_STANDFIRST, _MAX_STANDFIRST = 30, 600


def read_headline(page: Page, element: HtmlElement | None, outlets: frozenset[str] = frozenset()) -> list[Candidate]:
    """What the page shows, JSON-LD, microdata, OpenGraph and title say, the one that most of them agree on first.

    What is shown outweighs the others together where it has a word in common with any of them; else any two of what is
    shown, the newsroom's JSON-LD and OpenGraph outweigh the third. Only a ``NewsArticle`` has its headline from the
    newsroom; other types are filled by plug-ins, mostly for search engines. Names of the site are left off.
    """
    data = page.data
    said = _said(page, outlets)
    sections = _sections(page, said)
    shown = split_heading(element, said)[1] if element is not None else None
    if shown and _PARTED.search(shown):
        shown = trim(shown, outlets, sections, said)

    def trimmed(value: object) -> str | None:
        text = _text(value)
        return trim(text, outlets, sections, [shown] if shown else ()) if text else None

    is_news = "NewsArticle" in types(data.article)
    title = _text(_title(page))
    known = [t for t in (shown, *said) if t and (t == shown or t != title)]
    voices = [
        (Candidate(trimmed(data.article.get("headline")), "json-ld"), 1.5 if is_news else 0.3),
        (Candidate(shown, "dom"), _weight(shown, said)),
        (Candidate(trimmed(data.item("headline")), "microdata"), 0.3),
        (Candidate(trimmed(data.first("og:title")), "opengraph"), 1.1),
        (Candidate(trimmed(data.first("twitter:title")), "meta"), 0.05),
        (Candidate(trim(title, outlets, sections, known) if title else None, "meta"), 0.1),
    ]
    return _by_votes([(c, weight) for c, weight in voices if c.value])


def _by_votes(voices: list[tuple[Candidate, float]]) -> list[Candidate]:
    """The candidates by what is said for their words; those of the same that do not shout, then by their signs."""
    votes: Counter[str] = Counter()
    for candidate, weight in voices:
        votes[squash(candidate.value)] += weight  # type: ignore[assignment]
        votes["=" + candidate.value] += 1

    calm = {c.value.casefold() for c, _ in voices if not c.value.isupper()}

    def rank(candidate: Candidate) -> tuple[float, bool, int]:
        text = candidate.value
        return -votes[squash(text)], text.isupper() and text.casefold() in calm, -votes["=" + text]

    return sorted((c for c, _ in voices), key=rank)


def _weight(shown: str | None, said: list[str]) -> float:
    """What a heading counts: more than all data, where it has a word in common with what the page is called; little,
    where it has none and is short, as those of templates are."""
    if shown is None:
        return 0.0
    words = _words(shown)
    if any(not words.isdisjoint(_words(text)) for text in said):
        return _SURE
    return _DOUBTED if said and len(shown.split()) <= _FEW_WORDS and shown.isascii() else 1.7


def _words(text: str) -> set[str]:
    """The longer words of a text; of scripts without spaces all pairs of letters."""
    found = _WORD.findall(text.casefold())
    pairs = {w[i : i + 2] for w in found if w[0] >= "\u0e00" for i in range(len(w) - 1)}
    return {w for w in found if len(w) > 3} | pairs


def _title(page: Page) -> str | None:
    return page.data.titles[-1] if page.data.titles else None


def _said(page: Page, outlets: frozenset[str]) -> list[str]:
    """Headlines that the page names in its structured data and meta elements, as they are and trimmed."""
    data = page.data
    said = (data.article.get("headline"), data.first("og:title"), _title(page), data.first("twitter:title"))
    texts = [text for text in map(_text, said) if text]
    return [t for text in texts for t in dict.fromkeys((text, trim(text, outlets)))]


def _sections(page: Page, titles: list[str]) -> frozenset[str]:
    """Keys of what links of the page are called in few letters: sections, where a title has several parts."""
    if all(len(parts(title)) < 2 for title in titles):
        return frozenset()
    names = (a.text.strip() for a in page.tagged["a"] if a.text and len(a.text) < _MAX_SECTION)
    return frozenset(squash(name) for name in names if len(name) > 1)


def _text(value: object) -> str | None:
    text = html.unescape(text_value(value) or "")
    if "&" in text:  # many systems escape what is escaped already
        text = html.unescape(text)
    return fold(text) or None


def _prose(value: object) -> str | None:
    """A text without the markup that editors of summaries leave in it."""
    text = _text(value)
    return fold(_MARKUP.sub(" ", text)) or None if text and "<" in text else text


def read_alternative_headline(
    page: Page, element: HtmlElement | None, around: BylineContext, outlets: frozenset[str] = frozenset()
) -> list[Candidate]:
    """Kicker above or inside the headline, or what JSON-LD calls the alternative headline."""
    inside = [e for e in element.iter("*") if e is not element and is_kicker(e)] if element is not None else []
    opening = split_heading(element, _said(page, outlets))[0] if element is not None and len(element) else ""
    shown = [opening, *(text_of(e, 200) for e in (*inside, *around.kicker))]
    alternative = _text(page.data.article.get("alternativeHeadline"))
    headline = squash(text_of(element)) if element is not None else ""
    found = [*(Candidate(t, "dom") for t in dict.fromkeys(shown[:4])), Candidate(alternative, "json-ld")]
    return [c for c in found if c.value and squash(c.value) != headline]


def read_description(page: Page, around: BylineContext) -> list[Candidate]:
    """The standfirst as shown, else the summary of JSON-LD, OpenGraph or meta.

    What is longer than any standfirst is none: many sites name the whole text, or its opening, a lead or an intro.
    """
    shown = [text for e in around.description if len(text := text_of(e, _MAX_STANDFIRST + 1)) <= _MAX_STANDFIRST]
    data = page.data
    return [
        *(Candidate(t, "dom") for t in shown[:3] if len(t) >= _MIN_STANDFIRST),
        Candidate(_prose(data.article.get("description")), "json-ld"),
        Candidate(_prose(data.first("og:description")), "opengraph"),
        Candidate(_prose(data.first("description", "twitter:description")), "meta"),
    ]
