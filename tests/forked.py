"""Runs in processes forked from one that has loaded everything: each costs its own work, not the start of Python.

Settings, the reactor and whatever else a run changes are its own, as in any process.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from typing import IO, Any

from scrapy.settings import default_settings

from crawler import settings
from tests.command import ROOT, Done, environment

LOADED = """
    crawler.ledger.run crawler.ledger.scheduler crawler.extensions.daemon crawler.extensions.health crawler.ledger.children
    crawler.report.explain
    crawler.middlewares.conditional crawler.archive.warc_records crawler.exporters.markdown
    spiders.url spiders.archive spiders.inspect spiders.source crawler.cli.crawl crawler.engine.fingerprint
    tests.crawls tests.press tests.clock tests.feedspider
    scrapy.core.engine scrapy.logformatter scrapy.statscollectors scrapy.http.cookies py3langid certifi
""".split()
TABLES = ("EXTENSIONS", "DOWNLOADER_MIDDLEWARES", "SPIDER_MIDDLEWARES", "DOWNLOAD_HANDLERS", "ITEM_PIPELINES")


def run_forked(function: str, *arguments: Any, file_limit: int = 0, **more: str) -> Done:
    """Call ``module:function`` in a process of its own; what it returns is the exit code.

    ``file_limit``: the most bytes that a file may have; ``more``: variables of its environment.
    """
    server = _server()
    assert server.stdin and server.stdout
    server.stdin.write(json.dumps([function, arguments, file_limit, more]) + "\n")
    server.stdin.flush()
    code, out, err = json.loads(server.stdout.readline())
    return Done(code, out.encode(), err)


@cache
def _server() -> subprocess.Popen[str]:
    """Ends when its standard input does, so with the tests."""
    command = [sys.executable, "-m", "tests.forked"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    return subprocess.Popen(command, cwd=ROOT, env=environment(), text=True, **pipes)  # type: ignore[call-overload,no-any-return]


def _serve() -> None:
    for name in [*LOADED, *_components()]:
        import_module(name)
    for line in sys.stdin:
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            child = os.fork()
            if not child:
                _become(out, err, *json.loads(line))
            code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
            print(json.dumps([code, _text(out), _text(err)]), flush=True)


def _components() -> Iterator[str]:
    """Modules of all that a crawl is put together from, less what is switched off."""
    for table in TABLES:
        held = {**getattr(default_settings, f"{table}_BASE", {}), **getattr(settings, table, {})}
        paths = [path for pair in held.items() if pair[1] is not None for path in pair if isinstance(path, str)]
        yield from (path.rpartition(".")[0] for path in paths if "." in path)


def _become(out: IO[bytes], err: IO[bytes], function: str, arguments: list[Any], limit: int, more: Any) -> None:
    code = 70
    try:
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(out.fileno(), 1)
        os.dup2(err.fileno(), 2)
        os.environ.update(more)
        if limit:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        module, _, name = function.partition(":")
        code = getattr(import_module(module), name)(*arguments)
        sys.stdout.flush()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 1
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(code)


def _text(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode()


if __name__ == "__main__":
    _serve()
