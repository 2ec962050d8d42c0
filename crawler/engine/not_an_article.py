"""Records omitted on request."""

from __future__ import annotations

from scrapy.exceptions import DropItem


class NotAnArticle(DropItem):
    """Drops the record of a page that is not an article, if only articles are wanted."""
