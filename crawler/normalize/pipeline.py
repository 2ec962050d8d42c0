"""The steps from a raw article to its record: what ``ITEM_PIPELINES``, the workers and the Python API run, in order."""

from __future__ import annotations

from functools import cache
from pkgutil import resolve_name
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from crawler.record.items import Article


class Step(NamedTuple):
    """A step: the module of its Scrapy pipeline, and its function by name, so that it is imported where it runs."""

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
    item: Any = article
    for function in _functions():
        item = function(item)
    record: dict[str, Any] = item
    return record


@cache
def _functions() -> list[Callable[[Any], Any]]:
    return [resolve_name(step.function) for step in STEPS]
