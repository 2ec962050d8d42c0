"""What feeds, sitemaps and section pages give: links to articles."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from crawler.normalize.request_urls import without_userinfo


@dataclass(slots=True)
class Link:
    """The URL of an article, with the hints from the place that lists it."""

    url: str
    """Absolute URL."""
    discovered_via: str = "url"
    """feed, news-sitemap, sitemap, homepage, url, warc or file."""
    hints: dict[str, Any] = field(default_factory=dict)
    """Least trusted candidates by field name: headline, date_published, in_language …"""

    def __post_init__(self) -> None:
        """Remove userinfo from the URL: nothing may keep names and passwords."""
        self.url = without_userinfo(self.url)
