"""How much of a source, and of all of them, is asked in one run."""

from __future__ import annotations

from dataclasses import dataclass

from crawler.sources.source import Source


@dataclass(frozen=True, slots=True)
class Limits:
    """The most of each; ``None``: no limit. What a source says itself goes before what is said of all."""

    articles: int | None = None
    """Articles of one source."""
    age: float | None = None
    """Seconds since an article was published or changed, as its feed or sitemap says."""
    seconds: float | None = None
    bytes: int | None = None

    def of(self, source: Source) -> Limits:
        """The limits of one source.

        >>> Limits(articles=5, bytes=9).of(Source("daily", "https://daily.example/", max_articles=2))
        Limits(articles=2, age=None, seconds=None, bytes=None)
        """
        return Limits(
            self.articles if source.max_articles is None else source.max_articles,
            self.age if source.max_age is None else source.max_age,
            source.max_time,
            source.max_bytes,
        )

    def is_too_old(self, published: float | None, now: float) -> bool:
        """Whether something is older than wanted; what has no date is not.

        >>> Limits(age=60).is_too_old(100, 200), Limits(age=60).is_too_old(None, 200), Limits().is_too_old(0, 200)
        (True, False, False)
        """
        return self.age is not None and published is not None and published < now - self.age


@dataclass(slots=True)
class Spent:
    """What a run has had of a source, or of all."""

    articles: int = 0
    bytes: int = 0

    def reached(self, limits: Limits, seconds: float, wants_article: bool = True) -> str | None:
        """The limit that allows no more, in words; lists may yet be asked when there are articles enough.

        >>> [Spent(articles=3).reached(Limits(articles=3), 1.0, wants_article) for wants_article in (True, False)]
        ['max_articles', None]
        """
        if wants_article and limits.articles is not None and self.articles >= limits.articles:
            return "max_articles"
        if limits.seconds is not None and seconds >= limits.seconds:
            return "max_time"
        return "max_bytes" if limits.bytes is not None and self.bytes >= limits.bytes else None
