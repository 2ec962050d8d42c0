"""A worker process: reads jobs from a socket and writes answers, until the other end is closed.

It keeps no state. It ends at once when its parent does, however that ends.
"""

from __future__ import annotations

import ctypes
import gc
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

_PR_SET_PDEATHSIG = 1
_FIRST = Job("https://daily.example/", {}, b"<title>A</title><p>It rained.</p>", "", "url", "")
"""A page of no interest, which loads what is loaded when it is used."""
_RARELY = 20_000
"""Objects after which garbage is sought: a page makes no more circles than that, and what is loaded stays."""


def main(number: int, parent: int) -> None:
    """Work on the socket with that number until it is closed."""
    tie_to(parent)
    stream = socket.socket(fileno=number)
    kept = _Kept()
    logging.basicConfig(handlers=[kept])
    with suppress(OSError, EOFError), stream, open(number, "rb", 1 << 18, closefd=False) as jobs:
        _work(stream, jobs, kept)
    os._exit(0)  # nothing is left to be done


def _work(stream: socket.socket, jobs: BinaryIO, kept: _Kept) -> None:
    steps, seconds = pickle.load(jobs)
    read(_FIRST, steps)
    kept.take()
    gc.collect()
    gc.freeze()
    gc.set_threshold(_RARELY)
    stream.sendall(READY)
    while True:
        answer = _answer(jobs, steps, seconds)
        stream.sendall(pack(answer._replace(log=kept.take())))


def _answer(jobs: BinaryIO, steps: list[Step], seconds: float) -> Answer:
    """Nothing of a page is kept longer than this."""
    return read(pickle.load(jobs), steps, seconds)


def tie_to(parent: int) -> None:
    """Die with the parent (prctl(2) of Linux; elsewhere the closed socket tells), and leave Ctrl-C to it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


class _Kept(logging.Handler):
    """What is logged while a page is read, to be told by the parent."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._lines: list[tuple[str, int, str]] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep it as text."""
        self._lines.append((record.name, record.levelno, record.getMessage()))

    def take(self) -> tuple[tuple[str, int, str], ...]:
        """All of it, once."""
        lines, self._lines = tuple(self._lines), []
        return lines
