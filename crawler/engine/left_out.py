"""Records that are left out by wish."""

from __future__ import annotations

from scrapy.exceptions import DropItem


class LeftOut(DropItem):
    """A record of a page that is no article, where only articles are wanted."""
