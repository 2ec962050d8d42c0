"""Types of pages that are not articles, and the warnings that say so; light to import, unlike the readers."""

from __future__ import annotations

NO_ARTICLE = "type: no article, "
"""Prefix of the warnings for a page that is not an article."""
LIST = NO_ARTICLE + "a list of others"
SEARCH = NO_ARTICLE + "the results of a search"
ERROR = NO_ARTICLE + "an error page"
CONSENT = NO_ARTICLE + "the page asks for consent first"
CHALLENGE = NO_ARTICLE + "the page checks who asks for it"

_TYPES = frozenset(
    "CollectionPage SearchResultsPage DiscussionForumPosting Product Service TechArticle WebPage".split()
)


def is_article_type(kind: str) -> bool:
    """Return whether a record of this type is an article.

    >>> is_article_type("OpinionNewsArticle"), is_article_type("Review"), is_article_type("TechArticle")
    (True, True, False)
    """
    return kind not in _TYPES
