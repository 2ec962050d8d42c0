"""Step 2: each caption once, and none of them in the body."""

from __future__ import annotations

from crawler.record.items import Article


class CaptionsPipeline:
    """Folds repeated captions and takes them out of the body."""

    pure = True

    def process_item(self, item: Article) -> Article:
        """The article, its captions only with their images."""
        from crawler.normalize.captions import separate_captions

        return separate_captions(item)
