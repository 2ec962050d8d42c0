"""Load source files; mistakes are reported by file, key, what was found and what was expected."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Self

from crawler.extract.site_rules.rule import LISTS, Rule
from crawler.net.pace import Pace
from crawler.net.user_agent import user_agent
from crawler.normalize.quantities import to_bytes, to_seconds
from crawler.normalize.urls import host_of, split
from crawler.sources.store import SourceFolder, Stored
from crawler.sources.validation import find_mistakes


class BadSource(ValueError):
    """A source file is invalid; the message has a line for each mistake."""


@dataclass(frozen=True, slots=True)
class Source:
    """A publisher: where its articles are listed, and what is special about its pages."""

    name: str
    """Short name in lower case, that of the file."""
    home: str
    """URL of the home page."""
    publisher: str | None = None
    """Name of the publisher, for records."""
    feeds: tuple[str, ...] = ()
    """URLs of RSS, Atom and JSON feeds."""
    news_sitemaps: tuple[str, ...] = ()
    """URLs of news sitemaps."""
    sitemaps: tuple[str, ...] = ()
    """URLs of sitemaps and sitemap indexes."""
    sections: tuple[str, ...] = ()
    """URLs of pages that list articles."""
    article_urls: tuple[str, ...] = ()
    """Regular expressions of article URLs; if empty, shape and place decide."""
    language: str | None = None
    """BCP 47 tag."""
    paused: bool = False
    """Whether it is left out of crawls for now."""
    schedule: str | None = None
    """Cron expression or "every 20 minutes"; without one, as often as there is news."""
    timezone: str = "UTC"
    """IANA time zone of the schedule."""
    revisits: tuple[str, ...] | None = None
    """Ages at which an article is fetched again, "1 hour"; None: 1 hour, 6 hours, 1 day, 7 days."""
    delay: float | None = None
    """Seconds between requests to this site."""
    jitter: float | None = None
    """Share of the delay by which each pause varies at random, from 0 to 1."""
    concurrency: int | None = None
    """Most concurrent requests to this site."""
    contact: str | None = None
    """URL or e-mail address in the user agent for this site."""
    user_agent: str | None = None
    """User agent, in place of Copydesk's with ``contact``."""
    obey_robots: bool = True
    """Whether robots.txt is obeyed; false only for a site whose owner has agreed."""
    max_articles: int | None = None
    """Most articles of a run, the newest first."""
    max_age: float | None = None
    """Seconds; articles that are older by their feed or sitemap are skipped."""
    max_time: float | None = None
    """Seconds after which a run makes no more requests for this source."""
    max_bytes: int | None = None
    """Bytes after which a run makes no more requests for this source."""
    pages: int = 20
    """Most pages of each paginated section, which are read while they have new articles."""
    rules: Rule = field(default_factory=Rule)
    """Selectors per field, elements to drop, boilerplate phrases."""

    def pace(self, usual: Pace) -> Pace:
        """Return the pace of requests to its site; ``usual``: the default."""
        said: dict[str, Any] = {"delay": self.delay, "jitter": self.jitter, "concurrency": self.concurrency}
        return replace(usual, **{key: value for key, value in said.items() if value is not None})

    def agent(self) -> str | None:
        """Return the user agent for its site; None for the default."""
        return self.user_agent or (user_agent(self.contact) if self.contact else None)


def parse_source(toml: bytes, place: str, name: str | None = None) -> Source:
    """Return the source in a TOML text.

    ``place``: where it is kept, for messages; ``name``: that under which it is kept, if that is its own.

    :raises BadSource: with every mistake in it.
    """
    try:
        values = tomllib.loads(toml.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadSource(f"{place}: is no TOML: {error}") from error
    mistakes = list(find_mistakes(values))
    if name not in (None, values.get("name", name)):
        mistakes.append(f"name: found {values['name']!r}, expected {name!r}, under which it is kept")
    if mistakes:
        raise BadSource("\n".join(f"{place}: {mistake}" for mistake in mistakes))
    rules = _rule(values.pop("rules", {}), values)
    frozen: dict[str, Any] = {key: _READ.get(key, _frozen)(value) for key, value in values.items()}
    return Source(rules=rules, **frozen)


def parse_sources(stored: Iterable[Stored]) -> dict[str, Source]:
    """Return the sources by their keys. Raises :class:`BadSource` with the mistakes in all of them."""
    sources: dict[str, Source] = {}
    mistakes: list[str] = []
    names: set[str] = set()
    for found in stored:
        try:
            source = parse_source(found.toml, found.place, found.name)
        except BadSource as error:
            mistakes.append(str(error))
            continue
        if source.name in names:
            mistakes.append(f"{found.place}: name: found {source.name!r}, which another file of the folder has, too")
        sources[found.key] = source
        names.add(source.name)
    if mistakes:
        raise BadSource("\n".join(mistakes))
    return sources


def load_source(path: Path) -> Source:
    """Load the source in a TOML file. Raises :class:`BadSource` with every mistake in it."""
    return parse_source(path.read_bytes(), str(path))


def load_sources(folder: Path) -> list[Source]:
    """Load all sources in a folder, sorted by name. Raises :class:`BadSource` with the mistakes in all files."""
    return list(parse_sources(SourceFolder(folder).stored()).values())


def choose(sources: list[Source], names: Iterable[str]) -> list[Source]:
    """Return the sources of these names, or all without names. Raises :class:`BadSource` for an unknown name."""
    wanted = list(names)
    known = {source.name: source for source in sources}
    if missing := [name for name in wanted if name not in known]:
        raise BadSource(f"No source is named {', '.join(missing)}; the names are: {', '.join(known) or 'none'}.")
    return [known[name] for name in dict.fromkeys(wanted)] if wanted else sources


def active(sources: Iterable[Source]) -> list[Source]:
    """Return the sources that are not paused."""
    return [source for source in sources if not source.paused]


class Sources:
    """Sources by the pages that belong to them."""

    def __init__(self, sources: Iterable[Source]) -> None:
        self._by_host: dict[str, list[Source]] = {}
        for source in sources:
            self._by_host.setdefault(host_of(source.home), []).append(source)

    @classmethod
    def load(cls, folder: str) -> Self:
        """Load the sources in a folder; none if it is missing. Raises :class:`BadSource` if one is invalid."""
        return cls(load_sources(Path(folder)) if folder else ())

    def find(self, url: str) -> Source | None:
        """Return the source with the URL's host, ``www.`` aside; of several, that whose home path begins its path."""
        path = split(url).path
        return max(self._by_host.get(host_of(url), ()), key=lambda source: _shared(source, path), default=None)

    def rule(self, url: str) -> Rule | None:
        """Return the site rules of a page's source."""
        source = self.find(url)
        return source.rules if source is not None else None


def _shared(source: Source, path: str) -> int:
    home = split(source.home).path
    return len(home) if path.startswith(home) else -1


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


_READ: dict[str, Callable[[Any], Any]] = {"max_age": to_seconds, "max_time": to_seconds, "max_bytes": to_bytes}


def _rule(said: dict[str, Any], source: dict[str, Any]) -> Rule:
    lists = {key: _selectors(said.get(key, ())) for key in LISTS}
    selectors = {key: _selectors(value) for key, value in said.items() if key not in LISTS}
    return Rule(selectors, **lists, publisher=source.get("publisher"), language=source.get("language"))


def _selectors(value: str | Iterable[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)
