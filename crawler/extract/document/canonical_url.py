"""The canonical URL of a page, and absolute URLs for relative ones."""

from __future__ import annotations

import re
from urllib.parse import urljoin

from crawler.extract.candidates import Candidate
from crawler.extract.document.page import Page
from crawler.normalize.request_urls import without_userinfo
from crawler.normalize.urls import split

_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+")
_SECOND_LEVEL = frozenset(("co", "com", "org", "net", "ac", "gov", "edu", "or", "ne", "go"))


def read_canonical(page: Page) -> list[Candidate]:
    """Return the URL that the page declares as its own: ``link rel=canonical``, else ``og:url``; absolute, http(s)."""
    links = page.data.links.get("canonical", [])[:2]
    return [
        *(Candidate(absolute(page, h), "dom") for h in links),
        Candidate(absolute(page, page.data.first("og:url")), "opengraph"),
    ]


def site(url: str) -> str:
    """Return an approximation of the registrable domain of a URL's host, to distinguish publishers.

    >>> site("https://news.bbc.co.uk/x"), site("https://www.example.com")
    ('bbc.co.uk', 'example.com')
    """
    labels = (split(url).hostname or "").split(".")
    return ".".join(labels[-3:] if len(labels) > 2 and labels[-2] in _SECOND_LEVEL else labels[-2:])


def absolute(page: Page, url: str | None) -> str | None:
    """Return an absolute http(s) URL of a valid host, without userinfo; None for anything else."""
    url = (url or "").strip()
    if not url:
        return None
    try:
        parts = split(joined := url if url.startswith("https://") else urljoin(page.base_url, url))
    except ValueError:
        return None
    host = parts.hostname
    is_known = host is not None and (host == page.host or _HOST.fullmatch(host) is not None)
    return without_userinfo(joined) if is_known and parts.scheme in ("http", "https") else None
