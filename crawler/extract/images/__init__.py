"""The pictures of an article with their words."""

from crawler.extract.images.read import Figure, read_figures

__all__ = ["Figure", "read_figures"]
