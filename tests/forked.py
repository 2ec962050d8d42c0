"""Runs in processes forked from one that has loaded everything: each costs its own work, not the start of Python.

Settings, the reactor and whatever else a run changes are its own, as in any process. Pages are read in it, without
worker processes, where a run does not say how many it wants.
"""

from __future__ import annotations

import atexit
import gc
import importlib
import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

from scrapy.settings import default_settings

from crawler import settings
from crawler.cli import COMMANDS
from crawler.workers import reader
from tests.command import ROOT, Done, environment

LOADED = """
    crawler.ledger.run crawler.ledger.scheduler crawler.extensions.daemon crawler.extensions.health crawler.ledger.children
    crawler.report.explain crawler.workers.batch
    crawler.middlewares.conditional crawler.archive.warc_records crawler.exporters.markdown
    spiders.url spiders.archive spiders.inspect spiders.source crawler.engine.fingerprint
    tests.crawls tests.press tests.clock tests.feedspider
    scrapy.core.engine scrapy.logformatter scrapy.statscollectors scrapy.http.cookies py3langid certifi pytest
""".split()
TABLES = ("EXTENSIONS", "DOWNLOADER_MIDDLEWARES", "SPIDER_MIDDLEWARES", "DOWNLOAD_HANDLERS", "ITEM_PIPELINES")


class Run(NamedTuple):
    """What a process is asked for."""

    function: str
    arguments: list[Any]
    cwd: str
    file_limit: int
    environment: dict[str, str]
    streams: list[str]
    """The files that are its standard input, output and errors."""


class Started:
    """A process that runs."""

    def __init__(self, run: Run) -> None:
        self.pid = int(_ask("start", run))
        self._streams = [Path(path) for path in run.streams]
        self._done: Done | None = None

    @property
    def out(self) -> bytes:
        """What it has written to standard output so far."""
        return self._streams[1].read_bytes()

    @property
    def err(self) -> str:
        """What it has written to standard error so far."""
        return self._streams[2].read_text("utf-8")

    def send_signal(self, number: signal.Signals) -> None:
        """Send it a signal."""
        os.kill(self.pid, number)

    @property
    def is_running(self) -> bool:
        """Whether it has not ended yet."""
        return self._done is None and bool(_ask("running", self.pid))

    def kill(self) -> None:
        """Kill it, where it still runs."""
        if self._done is None:
            self.send_signal(signal.SIGKILL)
            self.wait()

    def wait(self) -> Done:
        """What it left, when it has ended."""
        if self._done is None:
            code = int(_ask("wait", self.pid))
            self._done = Done(code, self.out, self.err)
            for path in self._streams:
                path.unlink()
        return self._done


def start_forked(
    function: str, *arguments: Any, stdin: bytes = b"", cwd: Path | None = None, file_limit: int = 0, **more: str
) -> Started:
    """Call ``module:function`` in a process of its own; what it returns is the exit code.

    ``file_limit``: the most bytes that a file may have; ``more``: variables of its environment.
    """
    streams = [_file(data) for data in (stdin, b"", b"")]
    return Started(Run(function, [*arguments], str(cwd or Path.cwd()), file_limit, more, streams))


def run_forked(function: str, *arguments: Any, **more: Any) -> Done:
    """The same, to its end."""
    return start_forked(function, *arguments, **more).wait()


def _file(data: bytes) -> str:
    number, path = tempfile.mkstemp()
    with open(number, "wb") as file:
        file.write(data)
    return path


def _ask(what: str, value: Any) -> Any:
    server = _server()
    assert server.stdin and server.stdout
    server.stdin.write(json.dumps([what, value]) + "\n")
    server.stdin.flush()
    return json.loads(server.stdout.readline())


@cache
def _server() -> subprocess.Popen[str]:
    """Ends when its standard input does, so with the tests."""
    command = [sys.executable, "-m", "tests.forked"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    return subprocess.Popen(command, cwd=ROOT, env=environment(), text=True, **pipes)  # type: ignore[call-overload,no-any-return]


def _serve() -> None:
    for name in [*LOADED, *(f"crawler.cli.{command}" for command in COMMANDS), *_components()]:
        importlib.import_module(name)
    reader.cores = lambda: 1  # type: ignore[attr-defined]
    gc.freeze()
    for line in open(os.dup(0), encoding="utf-8"):  # noqa: SIM115 (nothing may be read ahead by sys.stdin)
        what, value = json.loads(line)
        print(json.dumps(ANSWERS[what](value)), flush=True)


def _start(values: list[Any]) -> int:
    child = os.fork()
    if not child:
        _become(Run(*values))
    return child


def _wait(child: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _is_running(child: int) -> bool:
    return os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None


ANSWERS: dict[str, Callable[[Any], int]] = {"start": _start, "wait": _wait, "running": _is_running}


def _components() -> Iterator[str]:
    """Modules of all that a crawl is put together from, less what is switched off."""
    for table in TABLES:
        held = {**getattr(default_settings, f"{table}_BASE", {}), **getattr(settings, table, {})}
        paths = [path for pair in held.items() if pair[1] is not None for path in pair if isinstance(path, str)]
        yield from (path.rpartition(".")[0] for path in paths if "." in path)


def _become(run: Run) -> NoReturn:
    code: Any = 70
    try:
        _redirect(run.streams)
        _settle(run)
        module, _, name = run.function.partition(":")
        code = getattr(importlib.import_module(module), name)(*run.arguments)
    except SystemExit as end:
        code = end.code if end.code is None or isinstance(end.code, int) else 1
    except BaseException:
        traceback.print_exc()
    finally:
        atexit._run_exitfuncs()
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code or 0)


def _redirect(streams: list[str]) -> None:
    """To files, to which more than one may add at the same time."""
    for number, path in enumerate(streams):
        os.dup2(os.open(path, os.O_WRONLY | os.O_APPEND if number else os.O_RDONLY), number)


def _settle(run: Run) -> None:
    os.chdir(run.cwd)
    os.environ.update(run.environment)
    tempfile.tempdir = None  # as the environment may name another
    if any(name.startswith("COPYDESK") for name in run.environment):
        importlib.reload(settings)
    if run.file_limit:
        resource.setrlimit(resource.RLIMIT_FSIZE, (run.file_limit, run.file_limit))


if __name__ == "__main__":
    _serve()
