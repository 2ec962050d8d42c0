"""A source file: load it, check it, and say what is wrong in it by file, key, what was found and what was expected."""

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
from crawler.normalize.urls import split
from crawler.sources.validation import find_mistakes


class BadSource(ValueError):
    """A source file that cannot be used; the message has a line for each mistake."""


@dataclass(frozen=True, slots=True)
class Source:
    """A publisher: where its articles are found and what is special about its pages."""

    name: str
    """Short name in lower case, as the file is called."""
    home: str
    """Address of the home page."""
    publisher: str | None = None
    """Name of the publisher for the record."""
    feeds: tuple[str, ...] = ()
    """Addresses of RSS, Atom and JSON feeds."""
    news_sitemaps: tuple[str, ...] = ()
    """Addresses of Google News sitemaps."""
    sitemaps: tuple[str, ...] = ()
    """Addresses of sitemaps and sitemap indexes."""
    sections: tuple[str, ...] = ()
    """Addresses of pages that list articles."""
    article_urls: tuple[str, ...] = ()
    """Regular expressions of article addresses; empty: decided by shape and place."""
    language: str | None = None
    """BCP 47 tag."""
    schedule: str | None = None
    """Cron expression or "every 20 minutes"; without one, as often as its news come."""
    timezone: str = "UTC"
    """Of the schedule, as the IANA database names it."""
    revisits: tuple[str, ...] | None = None
    """Ages at which an article is looked at again, "1 hour"; ``None``: 1 hour, 6 hours, 1 day, 7 days."""
    delay: float | None = None
    """Seconds between requests to this site."""
    jitter: float | None = None
    """Share of the delay by which each pause is longer or shorter at random, from 0 to 1."""
    concurrency: int | None = None
    """How many requests to this site may be under way at once."""
    contact: str | None = None
    """URL or mail address told to this site."""
    user_agent: str | None = None
    """Who asks, instead of Copydesk's own name and ``contact``."""
    obey_robots: bool = True
    """Whether robots.txt counts; ``false`` only for a site whose owner has said so."""
    max_articles: int | None = None
    """How many articles a run fetches at the most, the newest first."""
    max_age: float | None = None
    """Seconds: articles that their feed or sitemap says to be older are left out."""
    max_time: float | None = None
    """Seconds after which a run asks nothing more of this source."""
    max_bytes: int | None = None
    """Bytes after which a run asks nothing more of this source."""
    pages: int = 20
    """How many pages of each section are read at the most, where they are paginated and go on to list what is new."""
    rules: Rule = field(default_factory=Rule)
    """Selectors per field, elements to drop, boilerplate phrases."""

    def pace(self, usual: Pace) -> Pace:
        """How fast its site is asked; ``usual``: where it does not say."""
        said: dict[str, Any] = {"delay": self.delay, "jitter": self.jitter, "concurrency": self.concurrency}
        return replace(usual, **{key: value for key, value in said.items() if value is not None})

    def agent(self) -> str | None:
        """Who asks its site; ``None`` for whoever asks all others."""
        return self.user_agent or (user_agent(self.contact) if self.contact else None)


def load_source(path: Path) -> Source:
    """The source in a TOML file; :class:`BadSource` names every mistake in it."""
    try:
        values = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadSource(f"{path}: is no TOML: {error}") from error
    mistakes = list(find_mistakes(values))
    if mistakes:
        raise BadSource("\n".join(f"{path}: {mistake}" for mistake in mistakes))
    rules = _rule(values.pop("rules", {}), values)
    frozen: dict[str, Any] = {key: _READ.get(key, _frozen)(value) for key, value in values.items()}
    return Source(rules=rules, **frozen)


def load_sources(folder: Path) -> list[Source]:
    """Every source of a folder, by name; :class:`BadSource` names the mistakes of all files at once."""
    sources: list[Source] = []
    mistakes: list[str] = []
    for path in sorted(folder.glob("*.toml")):
        try:
            source = load_source(path)
        except BadSource as error:
            mistakes.append(str(error))
            continue
        if source.name in (known.name for known in sources):
            mistakes.append(f"{path}: name: found {source.name!r}, which another file of the folder has, too")
        sources.append(source)
    if mistakes:
        raise BadSource("\n".join(mistakes))
    return sources


def choose(sources: list[Source], names: Iterable[str]) -> list[Source]:
    """The sources of those names, or all if there are none; :class:`BadSource` where a name is not among them."""
    wanted = list(names)
    known = {source.name: source for source in sources}
    if missing := [name for name in wanted if name not in known]:
        raise BadSource(f"There is no source {', '.join(missing)}; there is {', '.join(known) or 'none'}.")
    return [known[name] for name in dict.fromkeys(wanted)] if wanted else sources


class Sources:
    """Sources by the pages that are theirs."""

    def __init__(self, sources: Iterable[Source]) -> None:
        self._by_host: dict[str, list[Source]] = {}
        for source in sources:
            self._by_host.setdefault(_host(source.home), []).append(source)

    @classmethod
    def load(cls, folder: str) -> Self:
        """Those of a folder; none where it is not there. :class:`BadSource` if there are mistakes in them."""
        return cls(load_sources(Path(folder)) if folder else ())

    def find(self, url: str) -> Source | None:
        """The source whose home has the URL's host, ``www.`` aside; of several the one whose home's path it has."""
        path = split(url).path
        return max(self._by_host.get(_host(url), ()), key=lambda source: _shared(source, path), default=None)

    def rule(self, url: str) -> Rule | None:
        """What the source of a page says of it."""
        source = self.find(url)
        return source.rules if source is not None else None


def _shared(source: Source, path: str) -> int:
    home = split(source.home).path
    return len(home) if path.startswith(home) else -1


def _host(url: str) -> str:
    return (split(url).hostname or "").removeprefix("www.")


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


_READ: dict[str, Callable[[Any], Any]] = {"max_age": to_seconds, "max_time": to_seconds, "max_bytes": to_bytes}


def _rule(said: dict[str, Any], source: dict[str, Any]) -> Rule:
    lists = {key: _selectors(said.get(key, ())) for key in LISTS}
    selectors = {key: _selectors(value) for key, value in said.items() if key not in LISTS}
    return Rule(selectors, **lists, publisher=source.get("publisher"), language=source.get("language"))


def _selectors(value: str | Iterable[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)
