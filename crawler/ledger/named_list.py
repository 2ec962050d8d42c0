"""What it means for a list that it is named again: whether it has changed, and whether it is to be read anew. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from crawler.ledger.model import Task

News: TypeAlias = Literal["changed", "same", "read"]
"""State of a named list: ``changed``: it has a new version; ``read``: its version has been read and will not change."""


@dataclass(frozen=True, slots=True)
class StoredList:
    """What is stored of a list, see :class:`crawler.ledger.model.Task`."""

    version: str
    read_version: str
    reader: str


def news_of(stored: StoredList | None, task: Task, was_led_to: bool) -> tuple[News, bool]:
    """Return the state of a list that is named, and whether it is to be read as never before.

    ``stored``: None if it is new; ``was_led_to``: whether a list or the spider already led to it.
    """
    if stored is None:
        return "changed", False
    anew = stored.reader != task.reader or not was_led_to
    if task.version and task.version == stored.read_version and not anew:
        return "read", False
    return "changed" if anew or stored.version != task.version else "same", anew
