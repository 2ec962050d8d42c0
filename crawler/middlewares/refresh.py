"""Pages that lead elsewhere by a ``meta`` element; Scrapy decodes every page as a whole to see whether one does."""

from __future__ import annotations

from scrapy import Request
from scrapy.downloadermiddlewares.redirect import MetaRefreshMiddleware
from scrapy.http import Response

_MOST_BYTES = 4096 * 4
"""What the 4096 characters that are looked at can take."""


class MetaRefresh(MetaRefreshMiddleware):
    """Looks closer only where the bytes name it."""

    def process_response(self, request: Request, response: Response) -> Request | Response:  # type: ignore[override]
        """The response, or the request that its page asks for."""
        return super().process_response(request, response) if may_refresh(response.body) else response


def may_refresh(body: bytes) -> bool:
    """Whether the beginning of a page has the word, in any encoding that has ASCII in it.

    >>> may_refresh(b'<META HTTP-EQUIV="Refresh">'), may_refresh('refresh'.encode('utf-16')), may_refresh(b"<p>")
    (True, True, False)
    """
    return b"refresh" in body[:_MOST_BYTES].replace(b"\0", b"").lower()
