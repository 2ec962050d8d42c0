"""Step 1: clean every text of the article."""

from __future__ import annotations

from crawler.record.items import Article


class TextPipeline:
    """Cleans texts: Unicode, white space, mojibake, invisible characters."""

    pure = True

    def process_item(self, item: Article) -> Article:
        """Return the article with clean texts."""
        from crawler.normalize.article import clean_article

        return clean_article(item)
