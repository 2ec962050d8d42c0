"""Inspect pages from the web or from files without writing records."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from crawler.archive import Stored

_OUTPUT: dict[str, Any] = {"output": "-", "form": None, "errors": "", "progress": False, "verbose": False}
_QUIET: dict[str, Any] = {"FEEDS": {}, "COPYDESK_SUMMARY": False}


def inspect_pages(target: str, url: str, show: Callable[[Stored], None], settings: dict[str, Any] | None = None) -> int:
    """Call ``show`` with the page at a URL, or with each page in a file, and return the exit code.

    ``url``: the address of the page in a file that does not say.
    """
    if "://" in target:
        from crawler.cli.run import run

        pages: list[Stored] = []
        code = run("inspect", _OUTPUT, {**_QUIET, **(settings or {})}, urls=[target], show=pages.append)
        for page in pages:  # read after the run, so that no page holds up its event loop
            show(page)
        return code
    from crawler.archive import Failure, read_paths
    from crawler.errors import exit_code, printable

    failures: list[Failure] = []
    for page in read_paths([target], url or None, failures.append):
        show(page)
    for failure in failures:
        click.echo(printable(failure.message), err=True)
    return exit_code(failure.kind for failure in failures)
