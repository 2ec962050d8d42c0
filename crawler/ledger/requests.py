"""Convert requests to tasks and back; what differs from a plain GET is compressed JSON."""

from __future__ import annotations

import json
import zlib
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.utils.request import request_from_dict

from crawler.ledger.model import Lease, Task

LEASE = "copydesk_lease"
"""Key of ``request.meta``: the lease id of a request, its retries and its redirects."""
PARENT = "copydesk_parent"
"""Key of ``request.meta``: the lease of the callback that yielded the request, until it is stored."""
VERSION = "version"
"""Key of ``request.meta`` of a list: its version, see :class:`crawler.ledger.model.Task`."""
STABLE_FROM = "stable_from"
"""Key of ``request.meta`` of a list: Unix time from which that version will not change."""
READER = "reader"
"""Key of ``request.meta`` of a list: key of the settings that select its links."""
REMOVED = "copydesk_removed"
"""Key of ``request.meta`` of an article marked as removed: if it still is, that is no failure."""
_USUAL = b'"priority": "dont_filter": true, "headers": {"meta": {"depth": 1, "revisit": [3600, 21600, 86400, 604800], '
_USUAL += (
    b'"date_published": "headline": "hints": {}, "discovered_via": "sitemap", "news-sitemap", "homepage", "feed", '
)
_USUAL += b'{"callback": "parse_article", "errback": "fail", "cb_kwargs": {"source_name": "requested_url": "'


def to_key(fingerprint: bytes) -> int:
    """Return the first 64 bits; among ten million, two are equal with a chance of 3 in a million."""
    return int.from_bytes(fingerprint[:8], "big", signed=True)


def to_task(request: Request, crawler: Crawler, patient: bool = False, parent: Lease | None = None) -> Task:
    """Return a request as a pending task. Raises ``ValueError`` if it cannot be stored.

    A request with ``dont_filter`` is one for a list. ``parent``: the lease under which it was found.
    """
    assert crawler.request_fingerprinter
    return Task(
        key=to_key(crawler.request_fingerprinter.fingerprint(request)),
        url=request.url,
        payload=pack(request, crawler.spider),
        site=request.meta.get("download_slot") or urlsplit(request.url).hostname or "",
        priority=request.priority,
        due=int(request.meta.get("due", 0)),
        always=request.dont_filter,
        patient=patient,
        parent=parent,
        version=str(request.meta.get(VERSION, "")),
        reader=str(request.meta.get(READER, "")),
        source=str(request.cb_kwargs.get("source_name") or ""),
    )


def pack(request: Request, spider: Spider | None) -> bytes:
    """Return all of a request except its URL; callbacks must be methods of the spider, other values JSON."""
    methods = {"callback": request.callback, "errback": request.errback}
    values = request.replace(callback=None, errback=None).to_dict()
    values |= {key: _name(method, spider) for key, method in methods.items() if method is not None}
    values["headers"] = {key.decode("latin-1"): list(found) for key, found in request.headers.items()}
    values["meta"] = {key: value for key, value in request.meta.items() if key not in (LEASE, PARENT)}
    values = {key: value for key, value in values.items() if value != _plain().get(key)}
    try:
        text = json.dumps(values, default=_bytes, ensure_ascii=False)
    except TypeError as error:
        raise ValueError(f"The request for {request.url} cannot be kept in a ledger: {error}.") from error
    packer = zlib.compressobj(9, wbits=-15, zdict=_USUAL + request.url.encode())
    return packer.compress(text.encode("utf-8", "surrogatepass")) + packer.flush()


def _name(method: Any, spider: Spider | None) -> str:
    """Return the name of a spider's method; Scrapy would search all its members."""
    name = getattr(method, "__name__", "")
    if getattr(method, "__self__", None) is not spider or getattr(spider, name, None) != method:
        raise ValueError(f"{method!r} cannot be kept in a ledger: it is no method of the spider.")
    return str(name)


def unpack(lease: Lease, spider: Spider | None) -> tuple[Request, bool]:
    """Return the request of a lease, marked with it, and whether it is one for a list.

    A request that has succeeded before is made again, whatever its redirects lead to.
    """
    values: dict[str, Any] = {"url": lease.url, **_values(lease.url, lease.payload)}
    values["headers"] = {k.encode("latin-1"): _encoded(v) for k, v in values.get("headers", {}).items()}
    values["body"] = values.get("body", "").encode("latin-1")
    values["meta"] = {**values.get("meta", {}), LEASE: lease.id}
    always = values.get("dont_filter", False)
    values["dont_filter"] = always or lease.visits > 0
    return request_from_dict(values, spider=spider), always


def source_of(url: str, payload: bytes) -> str:
    """Return the name of the source of a packed request; empty if it has none, or cannot be unpacked."""
    try:
        return str(_values(url, payload).get("cb_kwargs", {}).get("source_name") or "")
    except (ValueError, AttributeError, zlib.error):
        return ""


def _values(url: str, payload: bytes) -> dict[str, Any]:
    text = zlib.decompressobj(wbits=-15, zdict=_USUAL + url.encode()).decompress(payload)
    values: dict[str, Any] = json.loads(text)
    return values


@cache
def _plain() -> dict[str, Any]:
    return Request("https://daily.example/").to_dict()


def _bytes(value: Any) -> Any:
    if isinstance(value, bytes):
        return value.decode("latin-1")
    raise TypeError(f"{type(value).__name__} is not JSON")


def _encoded(values: list[str]) -> list[bytes]:
    return [value.encode("latin-1") for value in values]
