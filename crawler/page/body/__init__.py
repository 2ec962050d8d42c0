"""The body of an article."""

from crawler.page.body.piece import Body, MediaSpot, Piece
from crawler.page.body.read import read_body

__all__ = ["Body", "MediaSpot", "Piece", "read_body"]
