"""Choose the lists of a publisher that every run fetches: those with articles that no other list has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from crawler.discover.survey.answers import ListAnswer
from crawler.normalize.canonical import article_key

_LEAST_OF_A_SECTION = 2
"""Fewest articles that a section page must add, as any page may have a stray link."""
_NEWS_FIRST = ("news-sitemap", "feed", "section", "sitemap")


class Chosen(NamedTuple):
    """The lists for a source file."""

    lists: list[ListAnswer]
    """Lists that every run fetches."""
    archive: list[ListAnswer]
    """Sitemaps of all articles ever published, if other lists have the news."""


def choose_lists(answers: Iterable[ListAnswer]) -> Chosen:
    """Choose each list that adds articles to those before it: news sitemaps, feeds, sections, then sitemaps."""
    lists: list[ListAnswer] = []
    archive: list[ListAnswer] = []
    seen: set[str] = set()
    for answer in sorted(answers, key=lambda answer: _NEWS_FIRST.index(answer.kind)):
        keys = {article_key(link.url) for link in answer.articles}
        if answer.kind == "sitemap" and keys and any(found.kind in ("feed", "news-sitemap") for found in lists):
            archive.append(answer)
        elif len(keys - seen) >= (_LEAST_OF_A_SECTION if answer.kind == "section" and lists else 1):
            lists.append(answer)
            seen |= keys
    return Chosen(list(_distinct(lists)), list(_distinct(archive)))


def _distinct(answers: Iterable[ListAnswer]) -> Iterator[ListAnswer]:
    yield from {answer.url: answer for answer in answers}.values()
