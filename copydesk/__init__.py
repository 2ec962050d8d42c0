"""Copydesk from Python: read pages as article records. Only the names listed here are public.

>>> article = extract("<title>Rain</title><h1>Rain at last</h1><p>It rained.</p>", url="https://daily.example/1")
>>> article.headline, to_record(article)["id"]
('Rain at last', '11944a66532dee79abd95c934f69552e')
"""

from __future__ import annotations

from copydesk._extract import ExtractionError, extract, schema, to_record
from copydesk._fetch import fetch
from copydesk._read import read
from crawler.errors import Failure
from crawler.record.items import Article, Author, Block, Correction, Image, Media
from crawler.version import version

__version__ = version()
__all__ = [
    "Article",
    "Author",
    "Block",
    "Correction",
    "ExtractionError",
    "Failure",
    "Image",
    "Media",
    "extract",
    "fetch",
    "read",
    "schema",
    "to_record",
]
