"""The state that a page's own program starts from: its values, and the article in them."""

from crawler.page.stored.find import find_articles
from crawler.page.stored.scripts import states

__all__ = ["find_articles", "states"]
