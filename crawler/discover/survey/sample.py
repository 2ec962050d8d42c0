"""Choose sample articles of a publisher."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain, zip_longest

from crawler.discover.link import Link
from crawler.discover.priority import published
from crawler.discover.survey.answers import ListAnswer
from crawler.normalize.canonical import article_key

MOST = 3


def sample(answers: Iterable[ListAnswer], most: int = MOST) -> list[Link]:
    """Return the newest articles, each once, from as many lists as possible."""
    newest = [sorted(answer.articles, key=lambda link: published(link) or 0, reverse=True)[:most] for answer in answers]
    found: dict[str, Link] = {}
    for link in chain.from_iterable(zip_longest(*newest)):
        if link is not None:
            found.setdefault(article_key(link.url), link)
    return list(found.values())[:most]
