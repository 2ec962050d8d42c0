"""The steps from a raw article to its record: what ``ITEM_PIPELINES``, the workers and the Python API run, in order."""

from __future__ import annotations

from functools import cache
from pkgutil import resolve_name
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from crawler.record.items import Article


class Step(NamedTuple):
    """A step: the module name of its Scrapy pipeline, and its function as an import path, so that it loads lazily."""

    name: str
    function: str


STEPS = (
    Step("text", "crawler.normalize.article:clean_article"),
    Step("captions", "crawler.normalize.captions:separate_captions"),
    Step("credits", "crawler.normalize.credits.read:read_credits"),
    Step("bylines", "crawler.normalize.authors:separate_authors"),
    Step("validate", "crawler.record.finalize:to_valid_record"),
)


def normalize(article: Article) -> dict[str, Any]:
    """Return the record of a raw article, which is changed."""
    record: dict[str, Any] = _functions()[-1](_cleaned(article))
    return record


def clean(article: Article) -> Article:
    """Normalize a raw article in place, up to the fields of its record, and return it."""
    from crawler.record.finalize import finalize

    return finalize(_cleaned(article))


class Normalize:
    """All steps as one, for workers outside a crawl."""

    pure = True

    def process_item(self, item: Article) -> dict[str, Any]:
        """Return the record."""
        return normalize(item)


def _cleaned(article: Article) -> Article:
    for function in _functions()[:-1]:
        article = function(article)
    return article


@cache
def _functions() -> list[Callable[[Any], Any]]:
    return [resolve_name(step.function) for step in STEPS]
