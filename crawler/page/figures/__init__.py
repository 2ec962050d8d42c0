"""The pictures of an article with their words."""

from crawler.page.figures.read import Figure, read_figures

__all__ = ["Figure", "read_figures"]
