"""Step 3: credits are split from captions and read."""

from __future__ import annotations

from crawler.record.items import Article


class CreditsPipeline:
    """Tells caption, credit line, photographers and organisations apart."""

    pure = True

    def process_item(self, item: Article) -> Article:
        """The article, the credit of each image read."""
        from crawler.normalize.credits.read import read_credits

        return read_credits(item)
