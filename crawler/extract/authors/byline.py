"""The byline and authors of a page, chosen from all sources on it."""

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
from crawler.extract.document.visible import texts_of
from crawler.normalize.bylines import Byline, read_byline
from crawler.normalize.name_types import is_full, is_thing
from crawler.normalize.names import is_given_name
from crawler.normalize.word_tables import squash
from crawler.record.items import Author

_SHARED = re.compile(r"/author/(?:admin|administrator|webmaster|editor|editors|user|staff)/?$")
_EASTERN = "\u3000"
_MAX_AUTHORS = 40
_BLOG_HOSTS = re.compile(
    r"(?:wordpress|tumblr|substack|medium|typepad|livejournal|over-blog|hatenablog|canalblog|myblog|bearblog)\.\w+"
    r"|blogspot\.[\w.]+|github\.io|blogg\.(?:se|no|de)"
)
_PART_OF_NAME = 4
"""Fewest characters of a part of an outlet's name that is told by itself."""
_MAX_METAS = 20


class AuthorReader:
    """The authors on a page, from every source; ``foot`` is the byline before or after its text, if any."""

    def __init__(self, page: Page, around: BylineContext, foot: str, outlets: frozenset[str]) -> None:
        self._page = page
        self._outlets = outlets - _blogger(page.host)
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
        """The first byline that the markup names as such, anywhere on the page; used if no other one is visible."""
        return Byline() if self._shown.text or self._foot.text else read_byline_anywhere(self._page, self._around)

    def authors(self) -> list[Candidate]:
        """Return the authors by origin: structured data, visible bylines, meta, then bylines anywhere.

        Visible authors come first if they include all those in the data and more, or give the full name of an account.
        Where the data name more people than the byline, the others only commented or reviewed. Where they name people
        who are nowhere on the page, those only entered the article into the system that it is made with.
        """
        stated, marked, shown = self._people(self._said), self._people(self._marked), self._people([self._shown])
        if stated and shown and _keys(stated).isdisjoint(_keys(shown)) and not self._are_visible(stated):
            stated = []
        meta = next(filter(None, (self._people([b]) for b in self._meta)), [])
        foot = self._people([self._foot])
        is_byline = self._shown.is_marked and bool(shown)
        order = [
            Candidate([] if _are_accounts(stated) else stated, "json-ld"),
            Candidate([] if is_byline and _keys(shown) < _keys(marked) else marked, "microdata"),
            Candidate(shown if is_byline and not _are_accounts(shown) else [], "dom"),
            Candidate(shown if _keys(shown) < _keys(meta) or self._are_linked(shown) else [], "dom"),
            Candidate([] if _are_accounts(meta) or _keys(meta) < _keys(shown) else meta, "meta"),
            Candidate([] if _are_accounts(shown) else shown, "dom"),
            Candidate(foot, "dom"),
        ]
        is_better = _is_fuller(shown, stated) or (is_byline and _is_transcribed(shown, stated))
        first = [Candidate(shown, "dom")] if stated and is_better else []
        people = ((stated, "json-ld"), (marked, "microdata"), (shown, "dom"), (meta, "meta"))
        last = [Candidate(*named) for named in people]
        found = self._without_outlets(_distinct([*first, *order, *last]))
        return found or [Candidate(self._people([self._anywhere]), "dom")]

    def _are_visible(self, people: list[Author]) -> bool:
        """Return whether the page shows one of these names, in one piece."""
        names = {author.name.casefold() for author in people}
        return any(name in text.casefold() for text in texts_of(self._page.root) for name in names)

    def _are_linked(self, shown: list[Author]) -> bool:
        """Return whether the byline links to author pages, and the first author is not an account of the newsroom."""
        first = tuple(key for a in shown if len(key := squash(a.name.split()[0])) > 3)
        return any(a.url for a in shown) and not any(site.startswith(first) for site in self._outlets if first)

    def _without_outlets(self, found: list[Candidate]) -> list[Candidate]:
        """Return the candidates without names shared with the outlet, if any of them names someone else."""
        others = [c.value and [a for a in c.value if not self._is_like_outlet(a.name)] for c in found]
        return [Candidate(o, c.origin) for o, c in zip(others, found, strict=True) if o] if any(others) else found

    def bylines(self) -> list[Candidate]:
        """Return the visible bylines, else those of structured data or meta."""
        return [
            Candidate(self._shown.text or None, "dom"),
            Candidate(self._foot.text or None, "dom"),
            Candidate(", ".join(b.text for b in self._said) or None, "json-ld"),
            *(Candidate(b.text, "meta") for b in self._meta[:1]),
            *(Candidate(b.text, "dom") for b in ([] if self._said or self._meta else [self._anywhere]) if b.text),
        ]

    def organizations(self) -> list[Candidate]:
        """Return the news agencies that bylines name."""
        anywhere = [] if self._said or self._meta else [self._anywhere]
        origins = (("dom", [self._shown, self._foot, *anywhere]), ("json-ld", self._said), ("meta", self._meta))
        groups = ((origin, dict.fromkeys(o for b in found for o in b.organizations)) for origin, found in origins)
        return [Candidate(list(found), origin) for origin, found in groups if found]

    def _people(self, bylines: Iterable[Byline]) -> list[Author]:
        """Return the people in these bylines without duplicates, and without the outlet ("Le Figaro with AFP")."""
        found: dict[str, Author] = {}
        for byline, author in ((b, a) for b in bylines for a in b.authors):
            key = squash(author.name)
            is_shared = key in self._outlets and bool(byline.organizations)
            if key and not is_shared and not self._is_outlet(author.name, key) and len(found) < _MAX_AUTHORS:
                found[key] = _merge(found[key], author) if key in found else author
        return list(found.values())

    def _is_outlet(self, name: str, key: str) -> bool:
        """Return whether a name is the outlet's: its single word, or a prefix in capitals ("MDR SACHSEN").

        Two words that are also the site's name are a person who named the site after themselves.
        """
        first = name.split()[0]
        is_branded = first.isupper() and len(first) > 2 and squash(first) in self._outlets
        return is_branded or (key in self._outlets and (" " not in name or is_thing(name)))

    def _is_like_outlet(self, name: str) -> bool:
        """Return whether a name is the outlet's, or without a given name a part of it ("Frankfurter Allgemeine") or an
        addition to it ("Daily Online").
        """
        key, words = squash(name), name.split()
        if key in self._outlets or is_given_name(words[0]):
            return key in self._outlets
        parts = {part for part in map(squash, words) if len(part) >= _PART_OF_NAME}
        return not parts.isdisjoint(self._outlets) or (
            len(key) >= _PART_OF_NAME and any(key in outlet for outlet in self._outlets)
        )


def _blogger(host: str | None) -> frozenset[str]:
    """Return the key of the name before a host of blogs: "anna.wordpress.com" is Anna's, not an outlet's."""
    name, _, rest = (host or "").partition(".")
    return frozenset((squash(name),)) if _BLOG_HOSTS.fullmatch(rest) else frozenset()


def _distinct(found: list[Candidate]) -> list[Candidate]:
    """Return the candidates that name anyone, without duplicates within one origin."""
    kept: dict[tuple[str, ...], Candidate] = {}
    for candidate in found:
        if candidate.value:
            kept.setdefault((candidate.origin, *sorted(_keys(candidate.value))), candidate)
    return list(kept.values())


def _keys(people: list[Author]) -> set[str]:
    return {squash(a.name) for a in people}


def _are_accounts(people: list[Author]) -> bool:
    """Return whether the people are accounts: single Latin words such as "jdoe", or a shared administrator's page."""
    return bool(people) and all(not is_full(a.name) or _is_shared(a.url or "") for a in people)


def _is_shared(url: str) -> bool:
    return bool(_SHARED.search(url))


def _is_fuller(shown: list[Author], stated: list[Author]) -> bool:
    """Return whether the visible authors include those of the data and more, or give a full name for a single one."""
    names = [squash(a.name) for a in shown]
    covers = all(any(squash(a.name) in name for name in names) for a in stated)
    return covers and (len(shown) > len(stated) or _are_accounts(stated)) and _keys(stated) != _keys(shown)


def _is_transcribed(shown: list[Author], stated: list[Author]) -> bool:
    """Return whether the visible names are Latin transcriptions of Chinese, Japanese or Korean ones in the data."""
    return all(a.name.isascii() for a in shown) and all(a.name[0] >= _EASTERN for a in stated)


def _merge(one: Author, other: Author) -> Author:
    return Author(one.name, one.url or other.url, one.email or other.email, one.job_title or other.job_title)
