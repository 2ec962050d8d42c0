"""Write a request and its response as WARC records (ISO 28500:2017, https://iipc.github.io/warc-specifications/)."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import BytesIO
from typing import Any, TypeAlias
from urllib.parse import urlsplit

from warcio.statusandheaders import StatusAndHeaders  # type: ignore[import-untyped]
from warcio.warcwriter import WARCWriter  # type: ignore[import-untyped]

from crawler.archive.request_fields import ASKED

NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
_SECRET = frozenset({b"proxy-authorization"})
_LEVEL = 6

Fields: TypeAlias = Sequence[tuple[bytes, bytes]]


@dataclass(frozen=True, slots=True)
class Exchange:
    """A request, and the response to it if there was one."""

    url: str
    at: datetime
    """Time of the request in UTC."""
    method: str = "GET"
    request_fields: Fields = ()
    request_body: bytes = b""
    status: int = 0
    """Status; 0 if there was no response."""
    reason: str = ""
    response_fields: Fields = ()
    body: bytes = b""
    """Body with its content coding, without its transfer coding."""
    address: str = ""
    """IP address of the server."""
    truncated: bool = False
    """Whether the body is incomplete."""
    failure: str = ""
    """Why there was no response."""
    asked: Mapping[str, Any] = field(default_factory=dict)
    """Purpose of the request, for :data:`ASKED`."""


def to_records(exchange: Exchange) -> list[bytes]:
    """Return its records, each a gzip member: response (or revisit) and request, or the failure as metadata."""
    if not exchange.status:
        return [_metadata(exchange)]
    kind = "revisit" if exchange.status == 304 else "response"
    response = _Block(f"HTTP/1.1 {exchange.status} {exchange.reason}", exchange.response_fields)
    request = _Block(f"{exchange.method} {_target(exchange.url)} HTTP/1.1", _sent(exchange))
    identity, first = _record(exchange, kind, response, exchange.body, _of_response(exchange))
    _, second = _record(exchange, "request", request, exchange.request_body, {"WARC-Concurrent-To": identity})
    return [first, second]


def to_warcinfo(name: str, values: Mapping[str, str]) -> bytes:
    """Return the first record of a file."""
    writer = _writer()
    writer.write_record(writer.create_warcinfo_record(name, values))
    return _packed(writer)


class _Block(StatusAndHeaders):  # type: ignore[misc]
    """The head of a message with unchanged bytes; the library would encode those that are not ASCII."""

    def __init__(self, start: str, fields: Iterable[tuple[bytes, bytes]]) -> None:
        super().__init__(start, [])
        lines = [start.rstrip().encode("latin-1", "replace"), *(b"%b: %b" % pair for pair in fields)]
        self._head = b"\r\n".join(lines) + b"\r\n\r\n"

    def compute_headers_buffer(self, header_filter: object = None) -> None:
        self.headers_buff = self._head


def _record(exchange: Exchange, kind: str, head: _Block, body: bytes, more: Mapping[str, str]) -> tuple[str, bytes]:
    """Return the id of a record, and the record."""
    writer = _writer()
    fields = {"WARC-Date": _date(exchange.at), **more}
    record = writer.create_warc_record(
        exchange.url, kind, BytesIO(body), len(body), http_headers=head, warc_headers_dict=fields
    )
    writer.write_record(record)
    return str(record.rec_headers.get_header("WARC-Record-ID")), _packed(writer)


def _metadata(exchange: Exchange) -> bytes:
    writer = _writer()
    text = f"fetchMethod: {exchange.method}\r\nfetchFailure: {exchange.failure}\r\n".encode()
    fields = {"WARC-Date": _date(exchange.at)}
    record = writer.create_warc_record(exchange.url, "metadata", BytesIO(text), len(text), warc_headers_dict=fields)
    writer.write_record(record)
    return _packed(writer)


def _of_response(exchange: Exchange) -> dict[str, str]:
    found = {
        "WARC-IP-Address": exchange.address,
        "WARC-Truncated": "unspecified" if exchange.truncated else "",
        "WARC-Profile": NOT_MODIFIED if exchange.status == 304 else "",
        ASKED: json.dumps(exchange.asked) if exchange.asked else "",
    }
    return {name: value for name, value in found.items() if value}


def _sent(exchange: Exchange) -> Iterable[tuple[bytes, bytes]]:
    """Return the request headers without secrets."""
    host = (b"Host", urlsplit(exchange.url).netloc.rpartition("@")[2].encode("latin-1", "replace"))
    return [host, *(pair for pair in exchange.request_fields if pair[0].lower() not in _SECRET)]


def _target(url: str) -> str:
    parts = urlsplit(url)
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def _date(at: datetime) -> str:
    """Return a date in whole seconds, as in WARC/1.0, which every reader understands."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _writer() -> Any:
    return WARCWriter(BytesIO(), gzip=False, warc_version="1.1")


def _packed(writer: Any) -> bytes:
    return gzip.compress(writer.out.getvalue(), _LEVEL, mtime=0)
