"""The state that a page's own program starts from: its values, and the article in them."""

from crawler.page.stored.find import Found, find_article
from crawler.page.stored.scripts import states

__all__ = ["Found", "find_article", "states"]
