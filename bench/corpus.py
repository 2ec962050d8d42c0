"""The pages of a corpus, straight from its WARC: for benchmarks and training."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from fastwarc.warc import ArchiveIterator, WarcRecordType

CORPUS = Path(os.environ.get("COPYDESK_CORPUS") or Path(__file__).resolve().parents[2] / "shared" / "corpus")
"""The folder of the corpora: ``NAME.warc.gz`` with the pages, ``NAME.truth.jsonl`` with what is true of them."""


def pages(name: str, most: int | None = None) -> Iterator[tuple[str, dict[str, str], bytes]]:
    """(url, headers in lower case, body) of each page of ``press`` or ``articles``, or of the first so many."""
    with open(CORPUS / f"{name}.warc.gz", "rb") as stream:
        responses = ArchiveIterator(stream, record_types=WarcRecordType.response, parse_http=True)
        for record in islice(responses, most):
            headers = {k.lower(): v for k, v in record.http_headers or []}
            yield record.headers["WARC-Target-URI"], headers, record.reader.read()
