"""Fetch web pages in a process of its own, which works next to any event loop, as in a notebook."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from copydesk._read import warn
from crawler.errors import EXIT_CODES, Failure

_COMMAND = "import sys; sys.path[:] = {path!r}; from crawler.cli import main; main()"


def fetch(
    urls: Iterable[str],
    *,
    contact: str = "",
    sources: str = "",
    allow_hosts: Iterable[str] = (),
    timeout: float = 30.0,
    on_error: Callable[[Failure], None] = warn,
) -> Iterator[dict[str, Any]]:
    """Yield a record for each page as it arrives; robots.txt is obeyed, and requests to a host are delayed.

    ``contact``: URL or e-mail address in the user agent; ``sources``: folder of source files with rules;
    ``allow_hosts``: private hosts that may be requested; ``timeout``: seconds per page; ``on_error``: called at the end
    with each failure, which is by default logged as a warning. To stop early, close the iterator.

    :raises RuntimeError: if the process that fetches fails as a whole.
    """
    with tempfile.TemporaryDirectory(prefix="copydesk-") as folder:
        errors, addresses = Path(folder, "errors.jsonl"), Path(folder, "urls.txt")
        addresses.write_text("".join(f"{' '.join(url.split())}\n" for url in urls), "utf-8")
        hosts = [word for host in allow_hosts for word in ("--allow-host", host)]
        options = ["--input", addresses, "--sources", sources, "--contact", contact, "--timeout", timeout, *hosts]
        yield from _records(["fetch", *map(str, options), "--errors", str(errors), "--no-progress"])
        for line in errors.read_text("utf-8").splitlines() if errors.exists() else ():
            told = json.loads(line)
            on_error(Failure(told["url"], told["kind"], told["message"]))


def _records(arguments: list[str]) -> Iterator[dict[str, Any]]:
    command = [sys.executable, "-c", _COMMAND.format(path=sys.path), *arguments]
    with tempfile.TemporaryFile() as told:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=told)
        try:
            assert process.stdout
            yield from map(json.loads, process.stdout)
            code = process.wait()
        finally:
            process.kill()
            process.wait()
            if process.stdout:
                process.stdout.close()
        if 0 < code < min(code for code in EXIT_CODES.values() if code >= 10) or code < 0:
            told.seek(0)
            raise RuntimeError(told.read().decode("utf-8", "replace").strip() or f"fetch ended with code {code}.")
