"""The body of an article."""

from crawler.extract.body.content import Body, MediaSpot, Piece
from crawler.extract.body.read import read_body

__all__ = ["Body", "MediaSpot", "Piece", "read_body"]
