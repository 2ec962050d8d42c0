"""Headline, kicker and standfirst of a page."""

from __future__ import annotations

import html
import re

from lxml.html import HtmlElement

from crawler.normalize.words import fold, squash
from crawler.page.candidates import Candidate
from crawler.page.page import Page
from crawler.page.surroundings import Surroundings, kinds_of, text_of

_SUFFIX = re.compile(r"\s+[|·•»«:/—–-]+\s+(?=[^|·•»«—–]{1,60}$)")
_MIN_STANDFIRST = 30


def headline_element(page: Page) -> HtmlElement | None:
    """The element that shows the headline: the ``h1`` that says what the page's title says, else the first with words."""
    titles = _titles(page)
    shown = [h for h in page.root.iter("h1") if text_of(h)]
    for group in (shown, [h for h in page.root.iter("h2", "h3") if len(shown) != 1][:40]):
        for element in group:
            if _says(squash(text_of(element)), titles):
                return element
    outside = [h for h in shown if not _is_logo(h, page)]
    return outside[0] if outside else None


def _titles(page: Page) -> list[str]:
    named = page.data.article.get("headline")
    return [squash(html.unescape(t)) for t in (named if isinstance(named, str) else "", *page.data.titles) if t]


def _says(text: str, titles: list[str]) -> bool:
    return len(text) > 3 and any(text in t or (t in text and len(t) > 12) for t in titles if t)


def _is_logo(element: HtmlElement, page: Page) -> bool:
    site = {squash(n) for n in page.data.meta.get("og:site_name", ())}
    return squash(text_of(element)) in site or any(a.tag in ("nav", "footer") for a in element.iterancestors())


def read_headline(page: Page, element: HtmlElement | None) -> list[Candidate]:
    """What the page shows as its headline, then what it says of it: JSON-LD, microdata, OpenGraph, its title trimmed."""
    data = page.data
    shown = _without_kicker(element) if element is not None else None
    micro = data.microdata.get("headline", [None])[0]
    title = next((t for t in data.titles[::-1]), None)
    return [
        Candidate(shown, "dom"),
        Candidate(_text(data.article.get("headline")), "json-ld"),
        Candidate(_text(micro), "microdata"),
        Candidate(_text(data.first("og:title")), "opengraph"),
        Candidate(_text(data.first("twitter:title")), "meta"),
        Candidate(trim_title(title) if title else None, "meta"),
    ]


def _text(value: object) -> str | None:
    value = value[0] if isinstance(value, list) and value else value
    return fold(html.unescape(value)) or None if isinstance(value, str) else None


def trim_title(title: str) -> str:
    """A page's title without the names of its site and section.

    >>> trim_title("Rain floods town | World | The Example Daily")
    'Rain floods town'
    """
    title = fold(title)
    while (match := _SUFFIX.search(title)) and len(title[: match.start()]) >= len(title) - match.start() - 3:
        title = title[: match.start()]
    return title


def _without_kicker(element: HtmlElement) -> str:
    """The words of the headline element less a kicker inside it."""
    kicker = next((e for e in element.iter("*") if e is not element and is_kicker(e)), None)
    whole = text_of(element)
    if kicker is None:
        return whole
    rest = whole.removeprefix(text_of(kicker)).lstrip(" :|–—-").strip()
    return rest if len(rest) > 10 else whole


def is_kicker(element: HtmlElement) -> bool:
    """Whether the class names of an element say that it is a kicker."""
    return "kicker" in kinds_of(element.get("class") or "")


def read_alternative_headline(page: Page, element: HtmlElement | None, around: Surroundings) -> list[Candidate]:
    """Kicker above or inside the headline, or what JSON-LD calls the alternative headline."""
    inside = [e for e in element.iter("*") if e is not element and is_kicker(e)] if element is not None else []
    shown = [text_of(e, 200) for e in (*inside, *around.kicker)]
    alternative = _text(page.data.article.get("alternativeHeadline"))
    headline = squash(text_of(element)) if element is not None else ""
    return [Candidate(t, "dom") for t in shown if t and squash(t) != headline][:2] + [
        Candidate(alternative if squash(alternative or "") != headline else None, "json-ld")
    ]


def read_description(page: Page, around: Surroundings) -> list[Candidate]:
    """The standfirst as shown, else the summary of JSON-LD, OpenGraph or meta."""
    shown = [text_of(e, 1000) for e in around.description]
    data = page.data
    return [
        *(Candidate(t, "dom") for t in shown[:3] if len(t) >= _MIN_STANDFIRST),
        Candidate(_text(data.article.get("description")), "json-ld"),
        Candidate(_text(data.first("og:description")), "opengraph"),
        Candidate(_text(data.first("description", "twitter:description")), "meta"),
    ]
