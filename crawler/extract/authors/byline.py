"""Byline and authors of a page: the choice between all that say who wrote."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property

from crawler.extract.authors.byline_context import BylineContext
from crawler.extract.authors.jsonld_authors import read_persons
from crawler.extract.authors.meta_authors import read_names
from crawler.extract.authors.visible_byline import read_byline_anywhere, read_visible_byline
from crawler.extract.candidates import Candidate
from crawler.extract.document.metas import METAS
from crawler.extract.document.page import Page
from crawler.normalize.bylines import Byline, read_byline
from crawler.normalize.name_types import is_full, is_thing
from crawler.normalize.word_tables import squash
from crawler.record.items import Author

_SHARED = re.compile(r"/author/(?:admin|administrator|webmaster|editor|editors|user|staff)/?$")
_EASTERN = "\u3000"
_MAX_AUTHORS = 40
_MAX_METAS = 20


class Writers:
    """Everything that a page says of who wrote it; ``foot`` is the byline at the edge of its text, if any."""

    def __init__(self, page: Page, around: BylineContext, foot: str, outlets: frozenset[str]) -> None:
        self._page = page
        self._outlets = outlets
        self._around = around
        self._shown = read_visible_byline(page, around)
        self._said = list(read_persons(page))
        self._foot = read_byline(foot) if foot else Byline()
        if foot and not self._foot.authors and not self._foot.organizations:
            self._foot = read_byline(foot, is_person=True)
        self._marked = [read_byline(t, True) for t in page.data.microdata.get("author", ())[:_MAX_METAS]]
        named = (page.data.meta[name][:_MAX_METAS] for name in METAS["author"] if name in page.data.meta)
        read = (read_names([t for t in texts if t.count(" ") < 3 or squash(t) not in outlets]) for texts in named)
        self._meta = [byline for byline in read if byline.text]

    @cached_property
    def _anywhere(self) -> Byline:
        """What the page's markup calls an author wherever it stands; for pages that show no byline at the edges."""
        return Byline() if self._shown.text or self._foot.text else read_byline_anywhere(self._page, self._around)

    def authors(self) -> list[Candidate]:
        """People by origin: structured data, bylines that are shown, meta, anywhere.

        What is shown comes first where it has all that the data name and more, or a full name where the data have an
        account's; and where the data name more than a byline does, who only commented or reviewed.
        """
        said, marked, shown = self._people(self._said), self._people(self._marked), self._people([self._shown])
        meta = next(filter(None, (self._people([b]) for b in self._meta)), [])
        foot = self._people([self._foot])
        is_byline = self._shown.is_marked and bool(shown)
        order = [
            Candidate([] if _are_accounts(said) else said, "json-ld"),
            Candidate([] if is_byline and _keys(shown) < _keys(marked) else marked, "microdata"),
            Candidate(shown if is_byline and not _are_accounts(shown) else [], "dom"),
            Candidate(shown if _keys(shown) < _keys(meta) or self._are_linked(shown) else [], "dom"),
            Candidate([] if _are_accounts(meta) or _keys(meta) < _keys(shown) else meta, "meta"),
            Candidate([] if _are_accounts(shown) else shown, "dom"),
            Candidate(foot, "dom"),
        ]
        is_better = _is_fuller(shown, said) or (is_byline and _is_transcribed(shown, said))
        first = [Candidate(shown, "dom")] if said and is_better else []
        people = ((said, "json-ld"), (marked, "microdata"), (shown, "dom"), (meta, "meta"))
        last = [Candidate(*named) for named in people]
        found = self._without_outlets(_distinct([*first, *order, *last]))
        return found or [Candidate(self._people([self._anywhere]), "dom")]

    def _are_linked(self, shown: list[Author]) -> bool:
        """Whether a byline leads to its writers' pages, and none of them has the outlet's name for the first, as
        accounts of newsrooms have."""
        first = tuple(key for a in shown if len(key := squash(a.name.split()[0])) > 3)
        return any(a.url for a in shown) and not any(site.startswith(first) for site in self._outlets if first)

    def _without_outlets(self, found: list[Candidate]) -> list[Candidate]:
        """The candidates less names that are the outlet's as well, where anyone else is named by any of them."""
        others = [c.value and [a for a in c.value if squash(a.name) not in self._outlets] for c in found]
        return [Candidate(o, c.origin) for o, c in zip(others, found, strict=True) if o] if any(others) else found

    def bylines(self) -> list[Candidate]:
        """The byline as printed, else as structured data or meta give it."""
        return [
            Candidate(self._shown.text or None, "dom"),
            Candidate(self._foot.text or None, "dom"),
            Candidate(", ".join(b.text for b in self._said) or None, "json-ld"),
            *(Candidate(b.text, "meta") for b in self._meta[:1]),
            *(Candidate(b.text, "dom") for b in ([] if self._said or self._meta else [self._anywhere]) if b.text),
        ]

    def organizations(self) -> list[Candidate]:
        """Agencies named as those who wrote."""
        anywhere = [] if self._said or self._meta else [self._anywhere]
        origins = (("dom", [self._shown, self._foot, *anywhere]), ("json-ld", self._said), ("meta", self._meta))
        groups = ((origin, dict.fromkeys(o for b in found for o in b.organizations)) for origin, found in origins)
        return [Candidate(list(found), origin) for origin, found in groups if found]

    def _people(self, bylines: Iterable[Byline]) -> list[Author]:
        """The people of these bylines, each once, none that bears the outlet's name, "Le Figaro with AFP"."""
        found: dict[str, Author] = {}
        for byline, author in ((b, a) for b in bylines for a in b.authors):
            key = squash(author.name)
            is_shared = key in self._outlets and bool(byline.organizations)
            if key and not is_shared and not self._is_outlet(author.name, key) and len(found) < _MAX_AUTHORS:
                found[key] = _merge(found[key], author) if key in found else author
        return list(found.values())

    def _is_outlet(self, name: str, key: str) -> bool:
        """Whether a name is the outlet's: its one word, or opening with it in capitals, "MDR SACHSEN".

        Two words that are the site's name as well are a person who named the site after himself.
        """
        first = name.split()[0]
        is_branded = first.isupper() and len(first) > 2 and squash(first) in self._outlets
        return is_branded or (key in self._outlets and (" " not in name or is_thing(name)))


def _distinct(found: list[Candidate]) -> list[Candidate]:
    """The candidates that name anyone, the same people of one origin once."""
    kept: dict[tuple[str, ...], Candidate] = {}
    for candidate in found:
        if candidate.value:
            kept.setdefault((candidate.origin, *sorted(_keys(candidate.value))), candidate)
    return list(kept.values())


def _keys(people: list[Author]) -> set[str]:
    return {squash(a.name) for a in people}


def _are_accounts(people: list[Author]) -> bool:
    """Whether people go by accounts: names of one word in Latin letters, "jdoe", or a page of whoever runs the site."""
    return bool(people) and all(not is_full(a.name) or _is_shared(a.url or "") for a in people)


def _is_shared(url: str) -> bool:
    return bool(_SHARED.search(url))


def _is_fuller(shown: list[Author], said: list[Author]) -> bool:
    """Whether what is shown has all that the data name and further people, or in full who has one name there."""
    names = [squash(a.name) for a in shown]
    covers = all(any(squash(a.name) in name for name in names) for a in said)
    return covers and (len(shown) > len(said) or _are_accounts(said)) and _keys(said) != _keys(shown)


def _is_transcribed(shown: list[Author], said: list[Author]) -> bool:
    """Whether a page in Latin letters shows names where its data have some in Chinese, Japanese or Korean."""
    return all(a.name.isascii() for a in shown) and all(a.name[0] >= _EASTERN for a in said)


def _merge(one: Author, other: Author) -> Author:
    return Author(one.name, one.url or other.url, one.email or other.email, one.job_title or other.job_title)
