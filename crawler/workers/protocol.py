"""How a worker and its crawl talk: jobs as pickles one after another, answers as pickles with their lengths before."""

from __future__ import annotations

import pickle
from collections.abc import Iterator

from crawler.workers.job import Answer

READY = b"ready\n"
"""What a worker says first."""
_LENGTH = 4


def pack(answer: Answer) -> bytes:
    """An answer as it is sent."""
    data = pickle.dumps(answer, pickle.HIGHEST_PROTOCOL)
    return len(data).to_bytes(_LENGTH) + data


def take_answers(data: bytearray) -> Iterator[Answer]:
    """The answers that have come in whole, which are taken out of ``data``.

    >>> data = bytearray(pack(Answer()) + b"\\0\\0")
    >>> list(take_answers(data)), bytes(data)
    ([Answer(item=None, failure=None, log=(), seconds=0.0)], b'\\x00\\x00')
    """
    while len(data) > _LENGTH and (end := _LENGTH + int.from_bytes(data[:_LENGTH])) <= len(data):
        answer: Answer = pickle.loads(data[_LENGTH:end])
        del data[:end]
        yield answer
