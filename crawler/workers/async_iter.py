"""Iterate over a blocking iterator in a thread, so that the event loop never waits for it."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import suppress
from typing import Any, TypeVar

T = TypeVar("T")
_AHEAD = 4
_END: Any = object()
_LOOK_AGAIN = 0.2
"""Seconds between calls of ``is_over``."""


class Interrupted(Exception):
    """The iteration was stopped."""


async def async_iter(values: Iterable[T], is_over: Callable[[], bool] | None = None) -> AsyncIterator[T]:
    """Yield the values, a few of them read ahead. A thread that waits for a value when the reader stops is abandoned.

    Raises :class:`Interrupted` soon after ``is_over`` returns true, however long the next value takes.
    """
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

    def inspect_page() -> None:
        if gone.is_set() or is_over is None:
            return
        if is_over():
            queue.put_nowait(Interrupted())
        else:
            loop.call_later(_LOOK_AGAIN, inspect_page)

    threading.Thread(target=fill, daemon=True).start()
    inspect_page()
    try:
        while (value := await queue.get()) is not _END:
            if isinstance(value, Exception):
                raise value
            room.release()
            yield value
    finally:
        gone.set()
        room.release()
