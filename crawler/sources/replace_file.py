"""Write a source file while crawls may read it."""

from __future__ import annotations

from pathlib import Path


def replace_file(path: Path, text: str) -> None:
    """Write a source file, whole or not at all, so that a running crawl never reads half of one.

    :raises OSError: if it cannot be written.
    """
    part = path.with_suffix(".part")
    part.write_text(text, "utf-8")
    part.replace(path)
