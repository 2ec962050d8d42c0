"""Read lists off the event loop: in a thread, and large ones in a process of their own.

A thread is not enough for these: code in C, such as the JSON parser, does not release the interpreter until it is done.
"""

from __future__ import annotations

import os
import pickle
import resource
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from contextlib import suppress
from itertools import chain, islice
from typing import Any, TypeVar

from crawler.errors import Failure
from crawler.workers.async_iter import async_iter

T = TypeVar("T")
MOST_IN_A_THREAD = 200_000
"""Most bytes of a list that is read in a thread; a process takes a third of a second to start."""
SECONDS = 60
"""CPU time limit of a large list."""
_AT_ONCE = 500
_START = "import sys; sys.path[:] = {path!r}; from crawler.workers.list_reader import work; work({parent})"


class TooLong(Exception):
    """A list exceeds the limit of time or memory."""

    def failure(self, url: str) -> Failure:
        """Return the failure of the list at a URL."""
        return Failure(url, "too-large", f"{url} takes too long to read: {self}.")


async def values_of(
    function: Callable[..., Iterable[T]], body: bytes, *more: Any, is_over: Callable[[], bool]
) -> AsyncIterator[T]:
    """Yield the results of ``function(body, *more)``; the function must be importable by its name.

    Raises :class:`TooLong`, and :class:`crawler.workers.async_iter.Interrupted` soon after ``is_over`` returns true.
    """
    read = _in_process if len(body) > MOST_IN_A_THREAD else _here
    async for batch in async_iter(read(function, body, *more), is_over):
        for value in batch:
            yield value


def _here(function: Callable[..., Iterable[T]], *arguments: Any) -> Iterator[list[T]]:
    values = iter(function(*arguments))
    while batch := list(islice(values, _AT_ONCE)):
        yield batch


def _in_process(function: Callable[..., Iterable[T]], *arguments: Any) -> Iterator[list[T]]:
    command = [sys.executable, "-c", _START.format(path=sys.path, parent=os.getpid())]
    errors = None if sys.flags.dev_mode else subprocess.DEVNULL
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors) as process:
        assert process.stdin and process.stdout
        try:
            pickle.dump((function, arguments, SECONDS), process.stdin, pickle.HIGHEST_PROTOCOL)
            process.stdin.close()
            while batch := pickle.load(process.stdout):
                yield batch
        except (EOFError, OSError, pickle.UnpicklingError) as error:
            raise TooLong(f"more than {SECONDS} seconds, or than the memory there is") from error
        finally:
            process.kill()


def work(parent: int) -> None:
    """Run the process: read one list from standard input, and write its values to standard output."""
    from crawler.workers.main import tie_to

    tie_to(parent)
    function, arguments, seconds = pickle.load(sys.stdin.buffer)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    with suppress(BrokenPipeError):
        for batch in chain(_here(function, *arguments), [[]]):
            pickle.dump(batch, sys.stdout.buffer, pickle.HIGHEST_PROTOCOL)
            sys.stdout.buffer.flush()
        sys.stdout.flush()
    os._exit(0)
