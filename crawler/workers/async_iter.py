"""An iterator that may block, read in a thread, so that the event loop never waits for it."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Iterable
from contextlib import suppress
from typing import Any, TypeVar

T = TypeVar("T")
_AHEAD = 4
_END: Any = object()


async def aside(values: Iterable[T]) -> AsyncIterator[T]:
    """The values, a few read ahead. A thread that still waits for the next one when the reader goes is left alone."""
    loop, room, gone = asyncio.get_running_loop(), threading.Semaphore(_AHEAD), threading.Event()
    queue: asyncio.Queue[T | Exception] = asyncio.Queue()

    def fill() -> None:
        with suppress(RuntimeError):  # the loop has been closed
            try:
                for value in values:
                    room.acquire()
                    if gone.is_set():
                        return
                    loop.call_soon_threadsafe(queue.put_nowait, value)
                loop.call_soon_threadsafe(queue.put_nowait, _END)
            except Exception as error:
                loop.call_soon_threadsafe(queue.put_nowait, error)

    threading.Thread(target=fill, daemon=True).start()
    try:
        while (value := await queue.get()) is not _END:
            if isinstance(value, Exception):
                raise value
            room.release()
            yield value
    finally:
        gone.set()
        room.release()
