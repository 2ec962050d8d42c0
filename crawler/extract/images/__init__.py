"""The pictures of an article with their words."""

from crawler.extract.images.read import ArticleImage, read_images

__all__ = ["ArticleImage", "read_images"]
