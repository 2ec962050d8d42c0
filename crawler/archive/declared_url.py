"""Find the URL that a stored page declares, without parsing it."""

from __future__ import annotations

import re
from html import unescape

from crawler.normalize.urls import web_url

_TAG = re.compile(r"<(?:link|meta)\b[^<>]{0,2000}>", re.IGNORECASE)
_CANONICAL = re.compile(r"""\srel\s*=\s*["']?canonical\b""", re.IGNORECASE)
_OG_URL = re.compile(r"""\s(?:property|name)\s*=\s*["']?og:url\b""", re.IGNORECASE)
_VALUE = re.compile(r"""\s(?:href|content)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)


def address_in(head: str) -> str:
    """Return the canonical URL, or else ``og:url``; empty if there is none that is absolute."""
    tags = _TAG.findall(head)
    for kind in (_CANONICAL, _OG_URL):
        for tag in filter(kind.search, tags):
            value = _VALUE.search(tag)
            address = unescape(next(filter(None, value.groups()), "")).strip() if value else ""
            if url := web_url(address):
                return url
    return ""
