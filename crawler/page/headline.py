"""Headline, kicker and standfirst of a page."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterable
from itertools import islice

from lxml import etree
from lxml.html import HtmlElement

from crawler.normalize.words import fold, squash
from crawler.page.candidates import Candidate
from crawler.page.jsonld import types
from crawler.page.page import Page
from crawler.page.surroundings import Surroundings, kinds_of, text_of

_SUFFIX = re.compile(r"\s+[|·•»«:/—–-]+\s+(?=[^|·•»«—–]{1,60}$)|：(?=[^：]{2,30}$)")
_MARK = re.compile(r"\s+[|·•»«:/—–-]+\s|$")
_BLOCKS = frozenset(("div", "p", "br", "li", "h2", "h3"))
_MIN_STANDFIRST = 30
_MAX_HEADINGS = 40
_MAX_CHARS = 600


def headline_element(page: Page, outlets: frozenset[str] = frozenset()) -> HtmlElement | None:
    """The element that shows the headline: the heading that says most of the page's title, else the first ``h1``.

    The name of the site is no headline, though it be the only ``h1``.
    """
    titles = _titles(page)
    shown = [
        h for h in islice(page.root.iter("h1"), _MAX_HEADINGS) if (text := text_of(h)) and not _is_site(text, outlets)
    ]
    if len(shown) == 1 and _share(shown[0], titles) > 0.5:
        return shown[0]
    others = islice(page.root.iter("h2", "h3"), _MAX_HEADINGS)
    share, best = max(((_share(h, titles), -i) for i, h in enumerate([*shown, *others])), default=(0.0, 0))
    if share > 0.5 or (share > 0.25 and -best < len(shown)):
        return [*shown, *islice(page.root.iter("h2", "h3"), _MAX_HEADINGS)][-best]
    outside = (h for h in shown if not any(a.tag in ("nav", "footer") for a in h.iterancestors()))
    return next(outside, None)


def _titles(page: Page) -> list[str]:
    named = page.data.article.get("headline")
    return [squash(html.unescape(t)) for t in (named if isinstance(named, str) else "", *page.data.titles) if t]


def _share(element: HtmlElement, titles: list[str]) -> float:
    """How much of a title an element says, from 0 to 1; 0 where one is not part of the other."""
    text = squash(text_of(element))
    parts = [
        min(len(text), len(t)) / max(len(text), len(t)) for t in titles if len(text) > 3 and (text in t or t in text)
    ]
    return max(parts, default=0.0)


def _is_site(text: str, outlets: frozenset[str]) -> bool:
    return len(text) < 60 and squash(text) in outlets


def read_headline(page: Page, element: HtmlElement | None, outlets: frozenset[str] = frozenset()) -> list[Candidate]:
    """What the page shows, JSON-LD, microdata, OpenGraph and title say, the one that most of them agree on first.

    A ``NewsArticle`` has its headline from the newsroom; of other types JSON-LD is filled by a plug-in, mostly for
    search engines, and what is shown counts for more. Names of the site at the end of a title are left off.
    """
    data = page.data
    shown = _shown(element, [squash(t) for t in _said(page)]) if element is not None else None
    known = [t for t in (shown, *_said(page)) if t]
    is_news = "NewsArticle" in types(data.article)
    voices = [
        (Candidate(_trimmed(data.article.get("headline"), outlets), "json-ld"), 2.5 if is_news else 0.5),
        (Candidate(shown, "dom"), 2.0 if is_news else 2.6),
        (Candidate(_trimmed(data.item("headline"), outlets), "microdata"), 0.5),
        (Candidate(_trimmed(data.first("og:title"), outlets), "opengraph"), 1.0),
        (Candidate(_trimmed(data.first("twitter:title"), outlets), "meta"), 0.2),
        (Candidate(_trimmed(_title(page), outlets, known), "meta"), 0.8),
    ]
    return _by_votes([(c, weight) for c, weight in voices if c.value])


def _by_votes(voices: list[tuple[Candidate, float]]) -> list[Candidate]:
    """The candidates by what is said for their words, and among the same words by what is said for their signs."""
    votes: Counter[str] = Counter()
    for candidate, weight in voices:
        votes[squash(candidate.value)] += weight  # type: ignore[assignment]
        votes["=" + candidate.value] += 1
    return [c for c, _ in sorted(voices, key=lambda v: (-votes[squash(v[0].value)], -votes["=" + v[0].value]))]


def _title(page: Page) -> str | None:
    return page.data.titles[-1] if page.data.titles else None


def _said(page: Page) -> list[str]:
    """Headlines that the page names in its structured data and meta elements."""
    data = page.data
    said = (data.article.get("headline"), data.first("og:title"), data.first("twitter:title"))
    return [text for text in map(_text, said) if text]


def _text(value: object) -> str | None:
    value = value[0] if isinstance(value, list) and value else value
    return fold(html.unescape(value)) or None if isinstance(value, str) else None


def _trimmed(value: object, outlets: frozenset[str], known: Iterable[str] = ()) -> str | None:
    text = _text(value)
    return trim_title(text, outlets, known) if text else None


def trim_title(title: str, outlets: frozenset[str], known: Iterable[str] = ()) -> str:
    """A title without the names of its site at the end; without anything behind a headline that is ``known``.

    >>> trim_title("Rain - and more rain | The Example Daily", frozenset(["theexampledaily"]))
    'Rain - and more rain'
    >>> trim_title("Rain floods town • World • Daily", frozenset(), ["Rain floods town"])
    'Rain floods town'
    """
    while match := _SUFFIX.search(title):
        suffix = squash(title[match.end() :])
        is_section = "|" in match.group() and 2 * len(suffix) < match.start() and len(suffix) < 30
        if not is_section and not any(suffix in name or name in suffix for name in outlets if len(suffix) > 2):
            break
        title = title[: match.start()]
    heads = (k for k in known if len(k) > 10 and title.startswith(k) and _MARK.match(title[len(k) :]))
    return max(heads, key=len, default=title)


def _shown(element: HtmlElement, said: list[str]) -> str:
    """The words of the headline element, less a kicker inside it that the page does not count to its headline."""
    whole = inline_text(element)
    kicker = next((e for e in element.iter("*") if e is not element and is_kicker(e)), None)
    if kicker is None or squash(whole) in said:
        return whole
    start = inline_text(kicker)
    rest = whole.removeprefix(start).lstrip(" :|–—-").strip()
    joined = f"{start.rstrip(' :')}: {rest}"
    if squash(joined) in said and ":" not in start and whole.startswith(start):
        return joined
    return rest if len(rest) > 10 else whole


def inline_text(element: HtmlElement) -> str:
    """The words of an element as a line is read: children run on, but those that stand as blocks of their own."""
    parts: list[str] = []
    for event, node in etree.iterwalk(element, events=("start", "end")):
        space = " " if node.tag in _BLOCKS else ""
        if event == "start":
            parts += [space, node.text or ""]
        elif node is not element:
            parts += [space, node.tail or ""]
    return fold("".join(parts))[:_MAX_CHARS]


def is_kicker(element: HtmlElement) -> bool:
    """Whether the class names of an element say that it is a kicker."""
    return "kicker" in kinds_of(element.get("class") or "")


def read_alternative_headline(page: Page, element: HtmlElement | None, around: Surroundings) -> list[Candidate]:
    """Kicker above or inside the headline, or what JSON-LD calls the alternative headline."""
    inside = [e for e in element.iter("*") if e is not element and is_kicker(e)] if element is not None else []
    shown = [text_of(e, 200) for e in (*inside, *around.kicker)]
    alternative = _text(page.data.article.get("alternativeHeadline"))
    headline = squash(text_of(element)) if element is not None else ""
    found = [*(Candidate(t, "dom") for t in shown[:3]), Candidate(alternative, "json-ld")]
    return [c for c in found if c.value and squash(c.value) != headline]


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
