"""Separate authors (people) from agencies, and remove duplicates."""

from __future__ import annotations

from collections.abc import Iterable

from crawler.normalize.bylines import read_byline
from crawler.record.items import Article, Author

Writers = tuple[list[Author], list[str]]


def separate_authors(article: Article) -> Article:
    """Separate people from agencies among the authors of an article, in place."""
    people, organizations = split_authors(article.authors, article.source_organizations)
    article.authors, article.source_organizations = people, organizations
    return article


def split_authors(authors: Iterable[Author | str], organizations: Iterable[str]) -> Writers:
    """Return authors and organizations. Each name is parsed as a byline, since feeds and rules give bylines as names.

    >>> split_authors(["By Tom Birch and Ann Lee", "Reuters"], [])[1]
    ['Reuters']
    """
    people: dict[str, Author] = {}
    agencies = dict.fromkeys(organizations)
    for author in authors:
        if isinstance(author, Author) and (author.url or author.email or author.job_title):
            people.setdefault(author.name.casefold(), author)
            continue
        found = read_byline(author.name if isinstance(author, Author) else author, is_person=True)
        agencies |= dict.fromkeys(found.organizations)
        for person in found.authors:
            people.setdefault(person.name.casefold(), person)
    return list(people.values()), list(agencies)
