"""Step 2: each caption once, and none of them in the body."""

from __future__ import annotations

from crawler.record.items import Article


class CaptionsPipeline:
    """Folds repeated captions and takes them out of the body."""

    pure = True

    def process_item(self, item: Article) -> Article:
        """The article, its captions only with their images."""
        from crawler.normalize.captions import fold_repeat, take_captions_out

        for image in item.images:
            image.caption = fold_repeat(image.caption)
        item.blocks = take_captions_out(item.blocks, item.images)
        return item
