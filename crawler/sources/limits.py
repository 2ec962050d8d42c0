"""Limits of one source, and of a run."""

from __future__ import annotations

from dataclasses import dataclass

from crawler.sources.source import Source


@dataclass(frozen=True, slots=True)
class Limits:
    """Upper limits of a crawl; None is unlimited. The limits of a source override those of the run."""

    articles: int | None = None
    """Number of articles of one source."""
    age: float | None = None
    """Seconds since an article was published or modified, by its feed or sitemap."""
    seconds: float | None = None
    bytes: int | None = None

    def of(self, source: Source) -> Limits:
        """Return the limits of one source.

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
        """Return whether something is older than the limit; without a date it is not.

        >>> Limits(age=60).is_too_old(100, 200), Limits(age=60).is_too_old(None, 200), Limits().is_too_old(0, 200)
        (True, False, False)
        """
        return self.age is not None and published is not None and published < now - self.age


@dataclass(slots=True)
class Spent:
    """What a run has used of a source's limits, or of its own."""

    articles: int = 0
    bytes: int = 0

    def reached(self, limits: Limits, seconds: float, wants_article: bool = True) -> str | None:
        """Return the name of a limit that is reached; lists may still be fetched after the last article.

        >>> [Spent(articles=3).reached(Limits(articles=3), 1.0, wants_article) for wants_article in (True, False)]
        ['max_articles', None]
        """
        if wants_article and limits.articles is not None and self.articles >= limits.articles:
            return "max_articles"
        if limits.seconds is not None and seconds >= limits.seconds:
            return "max_time"
        return "max_bytes" if limits.bytes is not None and self.bytes >= limits.bytes else None
