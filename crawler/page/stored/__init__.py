"""The state that a page's own program starts from: its values, and the article in them."""

from crawler.page.stored.find import find_articles
from crawler.page.stored.pictures import StoredPicture, find_pictures, stored_picture
from crawler.page.stored.scripts import states

__all__ = ["StoredPicture", "find_articles", "find_pictures", "states", "stored_picture"]
