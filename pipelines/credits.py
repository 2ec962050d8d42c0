"""Step 3: separate credits from captions, and parse them."""

from __future__ import annotations

from crawler.record.items import Article


class CreditsPipeline:
    """Separates caption, credit line, photographers and organizations."""

    pure = True

    def process_item(self, item: Article) -> Article:
        """Return the article with the credit of each image parsed."""
        from crawler.normalize.credits.read import read_credits

        return read_credits(item)
