"""Zstandard for feeds, like Scrapy's gzip plugin (https://docs.scrapy.org/en/latest/topics/feed-exports.html)."""

from __future__ import annotations

from typing import Any, BinaryIO

import zstandard


class ZstdPlugin:
    """Compresses the output with Zstandard (RFC 8878)."""

    def __init__(self, file: BinaryIO, feed_options: dict[str, Any]) -> None:
        self._file = file
        self._compressor = zstandard.ZstdCompressor(level=feed_options.get("zstd_level", 9)).compressobj()

    def write(self, data: bytes) -> int:
        """Compress data, and write what is ready."""
        if ready := self._compressor.compress(data):
            self._file.write(ready)
        return len(data)

    def close(self) -> None:
        """Write the rest."""
        self._file.write(self._compressor.flush())
