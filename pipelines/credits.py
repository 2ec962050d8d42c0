"""Step 3: credits are split from captions and read."""

from __future__ import annotations

from crawler.record.items import Article, Image


class CreditsPipeline:
    """Tells caption, credit line, photographers and organisations apart."""

    pure = True

    def process_item(self, item: Article) -> Article:
        """The article, the credit of each image read."""
        for image in item.images:
            read_image(image)
        return item


def read_image(image: Image) -> None:
    """Put what the grammar reads from an image's raw words into its fields."""
    from crawler.normalize.credits import read_credit

    credit = read_credit(image.caption, image.credit_text)
    image.caption, image.credit_text = credit.caption, credit.credit_text
    image.creators, image.source_organizations = credit.creators, credit.source_organizations
    image.copyright_notice = image.copyright_notice or credit.copyright_notice
