"""Embedded data: the application state in a page's scripts, and the articles and images in it."""

from crawler.extract.embedded.articles import find_articles
from crawler.extract.embedded.images import EmbeddedImage, embedded_image, find_images
from crawler.extract.embedded.state import states

__all__ = ["EmbeddedImage", "embedded_image", "find_articles", "find_images", "states"]
