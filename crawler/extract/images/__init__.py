"""The pictures of an article with their captions and credits."""

from crawler.extract.images.read import ArticleImage, read_images

__all__ = ["ArticleImage", "read_images"]
