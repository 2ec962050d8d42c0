"""Results of validation from a first reading of values, so that later readings need not validate again."""

from __future__ import annotations

from array import array
from typing import Any

from crawler.record.migrate import to_current

_BAD, _AS_IT_IS, _MIGRATED = range(3)


class Verdicts:
    """A byte for each value, in order; every reading must have the same values."""

    def __init__(self) -> None:
        self._found, self._next = array("B"), 0
        self.are_known = False
        """Whether the first reading is complete."""

    def first(self, value: Any) -> dict[str, Any]:
        """Return the record of a value. Raises ``ValueError`` if it is not valid."""
        self._found.append(_BAD)
        record = to_current(value)
        self._found[-1] = _AS_IT_IS if record is value else _MIGRATED
        return record

    def again(self, value: Any) -> dict[str, Any]:
        """Return the record of a value that was read before."""
        found = self._found[self._next]
        self._next = (self._next + 1) % len(self._found)
        return value if found == _AS_IT_IS else to_current(value)
