"""Notice that the files of a folder have changed."""

from __future__ import annotations

import os
from typing import TypeAlias

_State: TypeAlias = frozenset[tuple[str, int, int]]


class FolderWatch:
    """Compares the source files of a folder with those of before: by their names, sizes and times."""

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self._known = self._last = self._state()

    def has_changed(self) -> bool:
        """Return whether the files have changed, once for each change; only when they are the same twice in a row.

        So a file that is being written, or the first of many that are copied, is not read too early.
        """
        now, before = self._state(), self._last
        self._last = now
        if now != before or now == self._known:
            return False
        self._known = now
        return True

    def _state(self) -> _State:
        try:
            with os.scandir(self._folder) as entries:
                files = [(entry.name, entry.stat()) for entry in entries if entry.name.endswith(".toml")]
        except OSError:  # the folder, or a file that is just being replaced
            return frozenset()
        return frozenset((name, status.st_size, status.st_mtime_ns) for name, status in files)
