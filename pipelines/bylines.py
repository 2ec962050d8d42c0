"""Step 4: who wrote it, people and agencies apart."""

from __future__ import annotations

from crawler.record.items import Article


class BylinesPipeline:
    """Tells people from agencies, and names each once."""

    pure = True

    def process_item(self, item: Article) -> Article:
        """The article, its authors people only."""
        from crawler.normalize.authors import separate_authors

        return separate_authors(item)
