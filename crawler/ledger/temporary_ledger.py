"""A ledger for one run alone: without one of its own a crawl of sources keeps there what is owed, so memory is flat."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from pathlib import Path

from scrapy.settings import BaseSettings


def add_ledger(settings: BaseSettings) -> None:
    """Set one up where none is set; articles are then looked at once."""
    if not settings["COPYDESK_LEDGER"]:
        folder = tempfile.mkdtemp(prefix="copydesk-")
        atexit.register(shutil.rmtree, folder, ignore_errors=True)  # `scrapy shell` closes no spider
        settings.set("COPYDESK_TEMPORARY_LEDGER", folder, "spider")
        settings.set("COPYDESK_LEDGER", str(Path(folder) / "run.ledger"), "spider")
        settings.set("COPYDESK_REVISIT", False, "spider")


def delete_temporary_ledger(settings: BaseSettings) -> None:
    """Delete it, if there is one."""
    if folder := settings["COPYDESK_TEMPORARY_LEDGER"]:
        shutil.rmtree(folder, ignore_errors=True)
