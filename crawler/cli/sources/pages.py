"""``copydesk sources check URL|FILE``: a page's record before and after the rules of its source."""

from __future__ import annotations

from pathlib import Path

from crawler.cli.explain import explain


def check_pages(pages: list[str], sources: Path, url: str) -> int:
    """The exit code of showing what the rules of their sources change on these pages."""
    return max(explain(page, url, str(sources)) for page in pages)
