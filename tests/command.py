"""The command as a user runs it: its records, its errors, its exit code."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.forked import Started

ROOT = Path(__file__).parents[1]
MAIN = [sys.executable, "-c", "from crawler.cli import main; main()"]


@dataclass
class Done:
    """What a run left."""

    code: int
    out: bytes
    err: str

    @property
    def records(self) -> list[dict[str, Any]]:
        """The records on standard output."""
        return [json.loads(line) for line in self.out.splitlines()]


def environment(**more: str) -> dict[str, str]:
    """This one, with the checkout first on the path, no proxy, and leave to ask this machine."""
    kept = {k: v for k, v in os.environ.items() if "proxy" not in k.lower() and not k.startswith("COPYDESK")}
    return {**kept, "PYTHONPATH": str(ROOT), "COPYDESK_ALLOW_HOSTS": "127.0.0.1 localhost", **more}


def copydesk(*arguments: str | Path, **more: Any) -> Done:
    """Run the command to its end, in a fork that reads pages itself where no ``--workers`` are given.

    ``more``: ``stdin``, ``cwd`` and variables of its environment (:func:`tests.forked.start_forked`).
    """
    return start_copydesk(*arguments, **more).wait()


def start_copydesk(*arguments: str | Path, **more: Any) -> Started:
    """The same, while it runs."""
    from tests.forked import start_forked

    return start_forked("tests.command:begin", *map(str, arguments), **more)


def copydesk_process(*arguments: str | Path, cwd: Path | None = None, **more: str) -> Done:
    """Run the command to its end in a Python that is started for it, as a shell does."""
    command = [*MAIN, *map(str, arguments)]
    done = subprocess.run(command, input=b"", capture_output=True, timeout=180, cwd=cwd, env=environment(**more))
    return Done(done.returncode, done.stdout, done.stderr.decode())


def begin(*arguments: str) -> None:
    """The command itself."""
    from crawler.cli import main

    sys.argv[1:] = arguments
    main()
