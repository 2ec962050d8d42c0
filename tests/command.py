"""The command as a user runs it: a process, its records, its errors, its exit code."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

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


def copydesk(*arguments: str | Path, stdin: bytes = b"", cwd: Path | None = None, **more: str) -> Done:
    """Run the command to its end."""
    command = [*MAIN, *map(str, arguments)]
    done = subprocess.run(command, input=stdin, capture_output=True, timeout=180, cwd=cwd, env=environment(**more))
    return Done(done.returncode, done.stdout, done.stderr.decode())
