"""The pages of a corpus, straight from its WARC: for benchmarks and training."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from fastwarc.warc import ArchiveIterator, WarcRecordType

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus"


def pages(name: str) -> Iterator[tuple[str, dict[str, str], bytes]]:
    """(url, headers in lower case, body) of each page of ``press`` or ``articles``."""
    with open(CORPUS / f"{name}.warc.gz", "rb") as stream:
        for record in ArchiveIterator(stream, record_types=WarcRecordType.response, parse_http=True):
            headers = {k.lower(): v for k, v in record.http_headers or []}
            yield record.headers["WARC-Target-URI"], headers, record.reader.read()
