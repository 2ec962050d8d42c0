"""A worker process: it reads jobs from a socket and writes answers, until the socket is closed.

It has no state, and ends at once with its parent, even if that is killed.
"""

from __future__ import annotations

import ctypes
import logging
import os
import pickle
import signal
import socket
import sys
from contextlib import suppress
from typing import BinaryIO

from crawler.workers.job import Answer, Job, Step
from crawler.workers.protocol import READY, pack
from crawler.workers.read import read
from crawler.workers.warm_up import rarely_collect

_PR_SET_PDEATHSIG = 1
_FIRST = Job("https://daily.example/", {}, b"<title>A</title><p>It rained.</p>", "", "url", "")
"""A page that is read at the start to load all modules."""


def main(number: int, parent: int) -> None:
    """Answer jobs on a socket, given by its file descriptor, until it is closed."""
    tie_to(parent)
    stream = socket.socket(fileno=number)
    kept = _Kept()
    logging.basicConfig(handlers=[kept])
    with suppress(OSError, EOFError), stream, open(number, "rb", 1 << 18, closefd=False) as jobs:
        _work(stream, jobs, kept)
    os._exit(0)  # there is nothing left to do


def _work(stream: socket.socket, jobs: BinaryIO, kept: _Kept) -> None:
    steps, seconds = pickle.load(jobs)
    read(_FIRST, steps)
    kept.take()
    rarely_collect()
    stream.sendall(READY)
    while True:
        answer = _answer(jobs, steps, seconds)
        stream.sendall(pack(answer._replace(log=kept.take())))


def _answer(jobs: BinaryIO, steps: list[Step], seconds: float) -> Answer:
    """Answer one job; nothing of the page is kept after it."""
    return read(pickle.load(jobs), steps, seconds)


def tie_to(parent: int) -> None:
    """End with the parent (by prctl(2) on Linux, elsewhere by the closed socket), and leave Ctrl-C to it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


class _Kept(logging.Handler):
    """Collects log messages while a page is read; the parent logs them."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._lines: list[tuple[str, int, str]] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a message as text."""
        self._lines.append((record.name, record.levelno, record.getMessage()))

    def take(self) -> tuple[tuple[str, int, str], ...]:
        """Return and remove all messages."""
        lines, self._lines = tuple(self._lines), []
        return lines
