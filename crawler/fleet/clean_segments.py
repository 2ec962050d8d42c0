"""Delete what lost machines have left in a folder of segments and no ledger knows of."""

from __future__ import annotations

from collections.abc import Iterator

from crawler.fleet.remote import Folder
from crawler.fleet.segments import UNLISTED
from crawler.ledger.shared import SharedLedger

_OLD = 86_400
"""Seconds; younger files may be of workers with another ledger, which should have a folder of their own."""


def clean(folder: Folder, ledger: SharedLedger, now: float) -> Iterator[tuple[str, str]]:
    """Yield the name of each file with a temporary name that nobody will finish, and what was done with it.

    A segment that is listed has its final name afterwards. One that is neither listed nor announced will never be
    listed, since it was announced before its file was there (:mod:`crawler.fleet.segments`); it is deleted if it is
    old. The others are left to the next visits of their sources.

    :raises OSError: if a file cannot be renamed or deleted.
    """
    names = [name.removesuffix(UNLISTED) for name in folder.names(UNLISTED)]  # before the ledger is asked
    announced, listed = ledger.announced_segments(), {segment.name for segment in ledger.segments()}
    for name in names:
        if name in announced:
            continue
        written = folder.modified(name + UNLISTED)
        if name in listed:
            folder.rename(name + UNLISTED, name)
            yield name, "renamed"
        elif written is not None and written < now - _OLD:
            folder.delete(name + UNLISTED)
            yield name, "deleted"
