"""Byline and authors of a page: the choice between all that say who wrote."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from crawler.items import Author
from crawler.normalize.bylines import Byline, read_byline
from crawler.normalize.words import squash
from crawler.page.candidates import Candidate
from crawler.page.metas import METAS
from crawler.page.page import Page
from crawler.page.persons import read_persons
from crawler.page.shown import read_anywhere, read_shown
from crawler.page.surroundings import Surroundings

_MAX_AUTHORS = 40
_MAX_METAS = 20


class Writers:
    """Everything that a page says of who wrote it; ``foot`` is the byline at the edge of its text, if any."""

    def __init__(self, page: Page, around: Surroundings, foot: str, outlets: frozenset[str]) -> None:
        self._page = page
        self._outlets = outlets
        self._shown = read_shown(page, around)
        self._said = list(read_persons(page))
        self._foot = read_byline(foot) if foot else Byline()
        if foot and not self._foot.authors and not self._foot.organizations:
            self._foot = read_byline(foot, is_person=True)
        self._marked = [read_byline(t, True) for t in page.data.microdata.get("author", ())[:_MAX_METAS]]
        said = (t for n in METAS["author"] for t in page.data.meta.get(n, ())[:_MAX_METAS])
        self._meta = [read_byline(t, is_person=True) for t in said if "://" not in t]

    @cached_property
    def _anywhere(self) -> Byline:
        """What the page's markup calls an author wherever it stands; for pages that show no byline at the edges."""
        return Byline() if self._shown.text or self._foot.text else read_anywhere(self._page)

    def authors(self) -> list[Candidate]:
        """People by origin: structured data, the line under the headline, meta, the foot of the text, anywhere.

        What is shown comes first where it has all that the data name and more: further people, or names in full.
        """
        shown, said = self._people([self._shown]), self._people(self._said)
        order = [
            Candidate(said, "json-ld"),
            Candidate(self._people(self._marked), "microdata"),
            Candidate(shown, "dom"),
            Candidate(next(filter(None, (self._people([b]) for b in self._meta)), []), "meta"),
            Candidate(self._people([self._foot]), "dom"),
        ]
        if not any(c.value for c in order):
            return [Candidate(self._people([self._anywhere]), "dom")]
        return [order[2], *order] if said and _is_fuller(shown, said) else order

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
        """The people of these bylines, each once, none that bears the outlet's name."""
        found: dict[str, Author] = {}
        for author in (a for b in bylines for a in b.authors):
            key = squash(author.name)
            if key and not self._is_outlet(author.name, key) and len(found) < _MAX_AUTHORS:
                found[key] = _merge(found[key], author) if key in found else author
        return list(found.values())

    def _is_outlet(self, name: str, key: str) -> bool:
        """Whether a name is the outlet's: its one word, or opening with it in capitals, "MDR SACHSEN".

        Two words that are the site's name as well are a person who named the site after himself.
        """
        first = name.split()[0]
        is_branded = first.isupper() and len(first) > 2 and squash(first) in self._outlets
        return is_branded or (key in self._outlets and " " not in name)


def _is_fuller(shown: list[Author], said: list[Author]) -> bool:
    names = [squash(a.name) for a in shown]
    covers = all(any(squash(a.name) in name for name in names) for a in said)
    return covers and sum(map(len, names)) > sum(len(squash(a.name)) for a in said)


def _merge(one: Author, other: Author) -> Author:
    return Author(one.name, one.url or other.url, one.email or other.email, one.job_title or other.job_title)
