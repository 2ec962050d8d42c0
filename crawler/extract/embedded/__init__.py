"""The state that a page's own program starts from: its values, and the article in them."""

from crawler.extract.embedded.articles import find_articles
from crawler.extract.embedded.images import EmbeddedImage, embedded_image, find_images
from crawler.extract.embedded.state import states

__all__ = ["EmbeddedImage", "embedded_image", "find_articles", "find_images", "states"]
