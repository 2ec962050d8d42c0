"""Redirects, ``Refresh`` headers and ``meta`` elements, with the cookies and headers that may follow along."""

from __future__ import annotations

from typing import Any

from scrapy import Request
from scrapy.downloadermiddlewares.redirect import RedirectMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import HtmlResponse, Response
from scrapy.settings import BaseSettings
from scrapy.utils.httpobj import urlparse_cached

from crawler.net.cookies import Setting, cookie_header, settings
from crawler.net.refresh import Refresh, absolute, find_refresh, read_refresh
from crawler.normalize.canonical import registrable_domain
from crawler.normalize.request_urls import is_address, without_userinfo

COOKIES = "copydesk_cookies"
"""Key of ``request.meta``: cookies set by the responses of a redirect chain; removed at its end."""
_AGAIN = "copydesk_again"
"""Key of ``request.meta``: the request is repeated for a cookie; holds its former ``dont_filter``."""
_MOST_BYTES = 4096 * 4
_SLOT = "download_slot"


class Redirect(RedirectMiddleware):
    """Downloader middleware instead of Scrapy's two.

    A redirect to another host waits for that host's turn. Cookies set during a redirect chain are sent along it, to the
    site that set them. A site that redirects to the same URL because it wants its cookies gets them for the rest of the
    run.
    """

    def __init__(self, settings: BaseSettings) -> None:
        super().__init__(settings)
        self._longest = settings.getfloat("METAREFRESH_MAXDELAY") if settings.getbool("METAREFRESH_ENABLED") else 0.0
        self._kept: dict[str, list[Setting]] = {}

    def process_request(self, request: Request) -> None:
        """Add the cookies that the site is known to require."""
        host = urlparse_cached(request).hostname or ""
        if self._kept and b"Cookie" not in request.headers and (kept := self._kept.get(registrable_domain(host))):
            _set_cookie(request, kept)

    def process_response(self, request: Request, response: Response) -> Request | Response:  # type: ignore[override]
        """Return the response, or the request that it redirects to. A page with an invalid refresh is kept.

        Raises ``IgnoreRequest`` if a redirect has no valid URL.
        """
        try:
            result = super().process_response(request, response)
        except ValueError as error:
            raise IgnoreRequest("It redirects to no address.") from error
        if result is not response or request.meta.get("dont_redirect") or request.method == "HEAD":
            return result
        found = self._refresh(response)
        if found is None or found.seconds >= self._longest or not is_address(found.url):
            return response
        redirected = self._redirect_request_using_get(request, response, found.url)
        if redirected.url == request.url and not _changes_cookies(request, redirected):
            return response  # the page only reloads itself
        return self._redirect(redirected, request, "meta refresh")

    def _refresh(self, response: Response) -> Refresh | None:
        if response.status >= 400:  # an error page that redirects home is still an error
            return None
        header = response.headers.get(b"Refresh")
        if header and (found := read_refresh(header.decode("utf-8", "replace"))) and found.url:
            return absolute(found, "", response.url)
        if isinstance(response, HtmlResponse) and may_refresh(response.body):
            return find_refresh(response.text[:_MOST_BYTES], response.url)
        return None

    def _build_redirect_request(self, source_request: Request, response: Response, *, url: str, **kw: Any) -> Request:
        found = super()._build_redirect_request(source_request, response, url=without_userinfo(url), **kw)
        before, after = (urlparse_cached(r).hostname for r in (source_request, found))
        if found.meta.get(_SLOT) == before and before != after:
            del found.meta[_SLOT]
        self._take_cookies(source_request, response, found)
        return found

    def _take_cookies(self, request: Request, response: Response, redirected: Request) -> None:
        """Pass the cookies of a redirect chain to the next request."""
        redirected.meta.pop(_AGAIN, None)
        held, lines = request.meta.get(COOKIES, ()), response.headers.getlist("Set-Cookie")
        if not held and not lines:
            return
        redirected.headers.pop("Cookie", None)
        way = redirected.meta[COOKIES] = settings(response.url, lines, held)
        _set_cookie(redirected, way)
        been_there = redirected.url in (request.url, *request.meta.get("redirect_urls", ()))
        if been_there and "Cookie" in redirected.headers and (lines or _changes_cookies(request, redirected)):
            redirected.meta[_AGAIN] = request.meta.get(_AGAIN, request.dont_filter)
            self._kept[registrable_domain(urlparse_cached(redirected).hostname or "")] = way

    def _redirect(self, redirected: Request, request: Request, reason: Any) -> Request:
        found = super()._redirect(redirected, request, reason)
        found.dont_filter = _AGAIN in found.meta or request.meta.get(_AGAIN, request.dont_filter)
        return found  # repetitions are limited by REDIRECT_MAX_TIMES

    def _engine_started(self) -> None:
        """Override Scrapy's referrer handling: requests send no referrer."""


def _set_cookie(request: Request, way: list[Setting]) -> None:
    if line := cookie_header(way, request.url):
        request.headers["Cookie"] = line


def _changes_cookies(request: Request, redirected: Request) -> bool:
    return bool(request.headers.get("Cookie") != redirected.headers.get("Cookie"))


def may_refresh(body: bytes) -> bool:
    """Return whether the beginning of a page contains "refresh", in any encoding that is a superset of ASCII.

    >>> may_refresh(b'<META HTTP-EQUIV="Refresh">'), may_refresh('refresh'.encode('utf-16')), may_refresh(b"<p>")
    (True, True, False)
    """
    return b"refresh" in body[:_MOST_BYTES].replace(b"\0", b"").lower()
