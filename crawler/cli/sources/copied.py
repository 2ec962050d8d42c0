"""The sources of a ledger as files, for commands that read a folder."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from crawler.cli.sources.chosen import known_sources, opened_sources
from crawler.sources.store import SourceFolder


@contextmanager
def copied(url: str) -> Iterator[str]:
    """Yield a temporary folder with the sources in a ledger; exit with an error message if one is invalid."""
    folder = tempfile.mkdtemp(prefix="copydesk-sources-")
    try:
        with opened_sources(url) as store:
            known_sources(store)
            SourceFolder(Path(folder)).put({found.key: found.toml.decode() for found in store.stored()})
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
