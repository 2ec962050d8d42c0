"""A server of the state and metrics of a process, for monitoring."""

from __future__ import annotations

import asyncio
import json
import re
import socket
from collections.abc import Awaitable, Callable
from typing import Any, NamedTuple

from crawler.datasets.extra import MissingExtra
from crawler.ledger.errors import LedgerError
from crawler.metrics.openmetrics import CONTENT_TYPE, Snapshot, openmetrics

_SECONDS = 5
"""Seconds within which a request must arrive."""


class Page(NamedTuple):
    """An answer."""

    kind: str
    """Its media type."""
    body: bytes
    status: int = 200


class StateServer:
    """Answers each request with what ``page`` returns for its path."""

    def __init__(self, page: Callable[[bytes], Awaitable[Page]]) -> None:
        self._page = page
        self._server: asyncio.Server | None = None

    async def start(self, address: str) -> None:
        """Listen at ``[HOST:]PORT``; on loopback by default. Raises :class:`OSError`."""
        host, _, port = address.rpartition(":")
        self._server = await asyncio.start_server(self._answer, host or "127.0.0.1", int(port))

    def close(self) -> None:
        """Stop listening."""
        if self._server:
            self._server.close()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            request = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), _SECONDS)
            path = request.split(b" ", 2)[1].split(b"?")[0] if request.count(b" ") > 1 else b"/"
            kind, body, status = await self._page(path)
            head = f"HTTP/1.1 {status} -\r\nContent-Type: {kind}\r\n"
            writer.write(f"{head}Content-Length: {len(body)}\r\nConnection: close\r\n\r\n".encode() + body)
            await writer.drain()
        except (OSError, LedgerError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, TimeoutError):
            pass
        finally:
            writer.close()


def state_page(state: dict[str, Any]) -> Page:
    """The state as JSON; the status is 503 where ``status`` is not ``ok``."""
    return Page("application/json", json.dumps(state).encode(), 200 if state["status"] == "ok" else 503)


def metrics_page(snapshot: Snapshot) -> Page:
    """The metrics, or a sentence that says what is missing."""
    try:
        return Page(CONTENT_TYPE, openmetrics(snapshot))
    except MissingExtra as error:
        return Page("text/plain; charset=utf-8", f"{error}\n".encode(), 501)


def wrong_address(text: str) -> str:
    """Why no server can listen at an address; empty if one can.

    >>> wrong_address("eighty")
    'expected a port, or host:port.'
    """
    match = re.fullmatch(r"(?:(.+):)?(\d{1,5})", text)
    if not match:
        return "expected a port, or host:port."
    try:
        socket.create_server((match[1] or "127.0.0.1", int(match[2]))).close()
    except (OSError, OverflowError) as error:
        return f"cannot listen on {text}: {str(error).rstrip('.')}."
    return ""
