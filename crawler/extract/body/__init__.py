"""The body of an article."""

from crawler.extract.body.content import Body, MediaPosition, Piece
from crawler.extract.body.read import read_body

__all__ = ["Body", "MediaPosition", "Piece", "read_body"]
