"""Records of articles that were written already."""

from __future__ import annotations

from scrapy.exceptions import DropItem


class RepeatedArticle(DropItem):
    """Drops the record of an article that has one already, if each is wanted once."""
