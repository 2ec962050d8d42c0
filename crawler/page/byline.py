"""Byline and authors of a page."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any
from urllib.parse import urljoin

from lxml.html import HtmlElement

from crawler.items import Author
from crawler.normalize.bylines import Byline, looks_like_byline, opens_byline, read_byline
from crawler.normalize.dates import parse_date
from crawler.normalize.names import is_person
from crawler.normalize.wires import wire
from crawler.normalize.words import squash
from crawler.page.candidates import Candidate
from crawler.page.jsonld import types
from crawler.page.page import Page
from crawler.page.publisher import name_of
from crawler.page.surroundings import Surroundings, is_author_link, kinds_of, lines_of, text_of
from crawler.page.xpath import elements

_META = (
    "author", "article:author", "article:author_name", "parsely-author", "byl", "dc.creator", "dcterms.creator",
    "sailthru.author", "cxenseparse:author", "mrf:authors", "dc.contributor", "articleauthor", "citation_author",
)  # fmt: skip
_ORGANIZATIONS = frozenset(("Organization", "NewsMediaOrganization", "Corporation", "WebSite", "Brand"))
_anywhere = elements(
    "//*[@rel='author' or @itemprop='author' or contains(@class, 'author') or contains(@class, 'byline')]"
    "[not(ancestor::nav or ancestor::footer)][position() <= 20]"
)
_PICTURES = frozenset(("figure", "figcaption", "picture", "aside", "nav", "footer"))
_MAX_BYLINE = 300
_MAX_LINE = 80
_MAX_AUTHORS = 40


class Writers:
    """Everything that a page says of who wrote it."""

    def __init__(self, page: Page, around: Surroundings, foot: str, outlets: frozenset[str]) -> None:
        self.page = page
        self.outlets = outlets
        self.foot = read_byline(foot) if foot else Byline()
        self.shown = self._read_shown(around)
        self.said = list(self._json_ld())
        self.marked = [read_byline(t, True) for t in page.data.microdata.get("author", ())]
        self.meta = [read_byline(t, True) for n in _META for t in page.data.meta.get(n, ()) if "://" not in t]

    def authors(self) -> list[Candidate]:
        """People by origin: structured data, the line under the headline, meta, the foot of the text, anywhere."""
        shown = self.shown.authors
        said = self._people(a for _, authors in self.said for a in authors)
        fuller = bool(said) and _is_fuller(shown, said)
        order = [Candidate(shown, "dom"), Candidate(said, "json-ld")] if fuller else []
        order += [
            Candidate(said, "json-ld"),
            Candidate(self._people(a for b in self.marked for a in b.authors), "microdata"),
            Candidate(shown, "dom"),
            Candidate(self._people(self._from_meta()), "meta"),
            Candidate(self._people(self.foot.authors), "dom"),
        ]
        return order if any(c.value for c in order) else [*order, Candidate(self._people(self._anywhere()), "dom")]

    def bylines(self) -> list[Candidate]:
        """The byline as printed, else as structured data or meta give it."""
        said = [text for text, _ in self.said if text]
        return [
            Candidate(self.shown.text or None, "dom"),
            Candidate(self.foot.text or None, "dom"),
            Candidate(", ".join(said) or None, "json-ld"),
            *(Candidate(b.text, "meta") for b in self.meta[:1]),
        ]

    def organizations(self) -> list[Candidate]:
        """Agencies named as those who wrote."""
        groups = (
            ("dom", self.shown.organizations + self.foot.organizations),
            ("json-ld", [o for text, _ in self.said if (o := wire(text)) is not None]),
            ("meta", [o for b in self.meta for o in b.organizations]),
        )
        return [Candidate(list(dict.fromkeys(found)), origin) for origin, found in groups if found]

    def _people(self, authors: Iterable[Author]) -> list[Author]:
        found: dict[str, Author] = {}
        for author in authors:
            key = squash(author.name)
            is_outlet = (key in self.outlets and " " not in author.name) or self._is_branded(author.name)
            if key and not is_outlet and len(found) < _MAX_AUTHORS:
                found[key] = _merge(found[key], author) if key in found else author
        return list(found.values())

    def _is_branded(self, name: str) -> bool:
        """Whether a name bears an outlet's own in capitals, "MDR SACHSEN", as persons who name their site do not."""
        return any(w.isupper() and len(w) > 2 and squash(w) in self.outlets for w in name.split()[:1])

    def _json_ld(self) -> Iterator[tuple[str, list[Author]]]:
        article = self.page.data.article
        for node in _listed(article.get("author") or article.get("creator")):
            node = self.page.data.resolve(node)
            name = name_of(node) or _parted_name(node)
            if not name or "://" in name:
                continue
            if isinstance(node, dict) and not _ORGANIZATIONS.isdisjoint(types(node)):
                yield name, []
                continue
            authors = read_byline(name, True).authors
            if len(authors) == 1 and isinstance(node, dict):
                _detail(authors[0], node, self.page.base_url)
            yield name, authors

    def _from_meta(self) -> Iterator[Author]:
        yield from next((b.authors for b in self.meta if self._people(b.authors)), [])

    def _read_shown(self, around: Surroundings) -> Byline:
        """The first element near the headline that names someone, with those of its kind beside it."""
        found: Byline | None = None
        kin: set[HtmlElement | None] = set()
        marked = [e for e in around.marked if looks_like_byline(text_of(e, 200))]
        for element in [*_outermost(around.byline), *marked, *_names_by_dates(around.near)]:
            byline = self._read_element(element)
            if byline is None or not (byline.authors or byline.organizations):
                continue
            if found is None:
                found = byline
                kin = {element.getparent(), getattr(element.getparent(), "getparent", lambda: None)()} - {None}
            elif element.getparent() in kin and element.get("class"):
                found = found.joined(byline)
        return found or Byline()

    def _read_element(self, element: HtmlElement) -> Byline | None:
        text = text_of(element, _MAX_BYLINE + 1)
        if not text or any(a.tag in _PICTURES for a in islice(element.iterancestors(), 6)):
            return None
        links = [a for a in element.iter("a") if is_author_link(a.get("href", "")) or "author" in (a.get("rel") or "")]
        by_name = {squash(text_of(a, 100)): a for a in links[:20]}
        lines = [line for line in lines_of(element) if len(line) <= _MAX_LINE or opens_byline(line)]
        whole = read_byline("\n".join(lines)[:_MAX_BYLINE])
        people = [a for a in whole.authors if " " in a.name or not a.name.isascii() or squash(a.name) in by_name]
        if not people:
            people = [a for link in links[:3] for a in read_byline(text_of(link, 100), True).authors]
        for author in people:
            if (link := by_name.get(squash(author.name))) is not None:
                author.url = _absolute(self.page.base_url, link.get("href"))
        return Byline(self._people(people), whole.organizations, text[:_MAX_BYLINE], whole.is_marked)

    def _anywhere(self) -> Iterator[Author]:
        for element in _anywhere(self.page.root)[:20]:
            if "not_byline" in kinds_of(element.get("class") or ""):
                continue
            byline = self._read_element(element)
            if byline is not None and byline.authors:
                yield from byline.authors
                return


def _is_fuller(shown: list[Author], said: list[Author]) -> bool:
    """Whether the page shows all that its data names, and more: further people, or names in full."""
    names = [squash(a.name) for a in shown]
    covers = all(any(squash(a.name) in name for name in names) for a in said)
    return covers and sum(map(len, names)) > sum(len(squash(a.name)) for a in said)


def _names_by_dates(near: list[HtmlElement]) -> list[HtmlElement]:
    """Elements right behind the headline that are a person's name alone, with a date no more than three lines off."""
    texts = [text_of(e, 80) for e in near]
    dated = [i for i, t in enumerate(texts) if any(c.isdigit() for c in t) and parse_date(t)]
    return [e for i, e in enumerate(near) if any(abs(i - d) <= 3 for d in dated) and is_person(_first_piece(texts[i]))]


def _first_piece(text: str) -> str:
    return re.split(r"\s*[|·•,]\s*", text, maxsplit=1)[0]


def _outermost(found: list[HtmlElement]) -> list[HtmlElement]:
    kept: list[HtmlElement] = []
    for element in found[:30]:
        if not any(a in kept for a in element.iterancestors()):
            kept.append(element)
    return kept


def _listed(value: Any) -> list[Any]:
    if isinstance(value, list):
        return [inner for item in value[:_MAX_AUTHORS] for inner in (item if isinstance(item, list) else [item])]
    return [value] if value else []


def _parted_name(node: Any) -> str | None:
    if not isinstance(node, dict):
        return None
    return " ".join(str(node[k]) for k in ("givenName", "familyName") if isinstance(node.get(k), str)) or None


def _detail(author: Author, node: dict[str, Any], base: str) -> None:
    url, email, title = (_string(node.get(k)) for k in ("url", "email", "jobTitle"))
    author.url = _absolute(base, url or _string(node.get("sameAs")))
    author.email = email.removeprefix("mailto:") if email and "@" in email else author.email
    author.job_title = html.unescape(title) if title else author.job_title


def _merge(one: Author, other: Author) -> Author:
    return Author(one.name, one.url or other.url, one.email or other.email, one.job_title or other.job_title)


def _absolute(base: str, url: str | None) -> str | None:
    try:
        joined = urljoin(base, url.strip()) if url and url.strip() else None
    except ValueError:
        return None
    return joined if joined and joined.startswith("http") else None


def _string(value: Any) -> str | None:
    value = value[0] if isinstance(value, list) and value else value
    return value.strip() or None if isinstance(value, str) else None
