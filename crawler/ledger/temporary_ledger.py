"""A temporary ledger for one run: a crawl of sources without ``--ledger`` keeps its requests there."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from pathlib import Path

from scrapy.settings import BaseSettings


def add_ledger(settings: BaseSettings) -> None:
    """Set up a temporary ledger if none is set; articles are then fetched once."""
    if not settings["COPYDESK_LEDGER"]:
        folder = tempfile.mkdtemp(prefix="copydesk-")
        atexit.register(shutil.rmtree, folder, ignore_errors=True)  # `scrapy shell` closes no spider
        settings.set("COPYDESK_TEMPORARY_LEDGER", folder, "spider")
        settings.set("COPYDESK_LEDGER", str(Path(folder) / "run.ledger"), "spider")
        settings.set("COPYDESK_REVISIT", False, "spider")


def delete_temporary_ledger(settings: BaseSettings) -> None:
    """Delete the temporary ledger, if there is one."""
    if folder := settings["COPYDESK_TEMPORARY_LEDGER"]:
        shutil.rmtree(folder, ignore_errors=True)
