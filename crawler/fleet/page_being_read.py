"""The page that a process reads, in memory shared with its parent, which sees it even if the page has killed it."""

from __future__ import annotations

import mmap

_ROOM = 1 << 16
_NUMBER, _LENGTH = slice(0, 8), slice(8, 12)
_START = 12


class PageBeingRead:
    """One page at a time; made before the process is forked."""

    def __init__(self) -> None:
        self._memory = mmap.mmap(-1, _ROOM)

    def begin(self, url: str) -> None:
        """Note that a page is read from now on. ``url``: as requested; one of more than 64 KB counts as none."""
        name = url.encode("utf-8", "surrogatepass")
        if len(name) > _ROOM - _START:
            return
        self._memory[_START : _START + len(name)] = name
        self._memory[_NUMBER] = (self.number + 1).to_bytes(8, "big")
        self._memory[_LENGTH] = len(name).to_bytes(4, "big")

    def end(self) -> None:
        """Note that the page has been read."""
        self._memory[_LENGTH] = bytes(4)

    @property
    def url(self) -> str:
        """Return the URL of the page; empty if none is read."""
        length = int.from_bytes(self._memory[_LENGTH], "big")
        return self._memory[_START : _START + length].decode("utf-8", "surrogatepass")

    @property
    def number(self) -> int:
        """Return how many pages were begun."""
        return int.from_bytes(self._memory[_NUMBER], "big")

    def close(self) -> None:
        """Free the memory."""
        self._memory.close()
