"""Step 4: separate the people from the agencies among the authors."""

from __future__ import annotations

from crawler.record.items import Article


class BylinesPipeline:
    """Separates people from agencies, and removes duplicates."""

    pure = True

    def process_item(self, item: Article) -> Article:
        """Return the article with only people as its authors."""
        from crawler.normalize.authors import separate_authors

        return separate_authors(item)
