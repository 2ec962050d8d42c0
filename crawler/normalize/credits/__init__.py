"""The credit grammar: parse the texts of an image into caption, credit line, photographers and organizations."""

from crawler.normalize.credits.credit import Credit
from crawler.normalize.credits.read import read_credit
from crawler.normalize.credits.standalone import looks_like_credit

__all__ = ["Credit", "looks_like_credit", "read_credit"]
