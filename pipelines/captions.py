"""Step 2: each caption once, and not in the body."""

from __future__ import annotations

from crawler.record.items import Article


class CaptionsPipeline:
    """Removes repeated captions, and captions in the body."""

    pure = True

    def process_item(self, item: Article) -> Article:
        """Return the article with captions only at their images."""
        from crawler.normalize.captions import separate_captions

        return separate_captions(item)
