"""The state that a page's own program starts from: its values, and the article in them."""

from crawler.extract.embedded.articles import find_articles
from crawler.extract.embedded.images import StoredPicture, find_pictures, stored_picture
from crawler.extract.embedded.state import states

__all__ = ["StoredPicture", "find_articles", "find_pictures", "states", "stored_picture"]
