"""The protocol between a worker and the crawl: jobs are pickles, answers are pickles prefixed by their length."""

from __future__ import annotations

import pickle
from collections.abc import Iterator

from crawler.workers.job import Answer

READY = b"ready\n"
"""The first message of a worker."""
_LENGTH = 4


def pack(answer: Answer) -> bytes:
    """Return an answer as it is sent."""
    data = pickle.dumps(answer, pickle.HIGHEST_PROTOCOL)
    return len(data).to_bytes(_LENGTH) + data


def take_answers(data: bytearray) -> Iterator[Answer]:
    """Yield the complete answers in ``data``, and remove them.

    >>> data = bytearray(pack(Answer()) + b"\\0\\0")
    >>> list(take_answers(data)), bytes(data)
    ([Answer(item=None, failure=None, log=(), seconds=0.0)], b'\\x00\\x00')
    """
    while len(data) > _LENGTH and (end := _LENGTH + int.from_bytes(data[:_LENGTH])) <= len(data):
        answer: Answer = pickle.loads(data[_LENGTH:end])
        del data[:end]
        yield answer
