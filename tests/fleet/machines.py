"""Workers as machines have them: started, killed, stopped; and what they have written together."""

from __future__ import annotations

import json
import os
import signal
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from os import kill
from pathlib import Path
from typing import Any

from crawler.fleet.remote import Folder
from crawler.fleet.segments import read_segment
from crawler.ledger.registry import open_shared_ledger
from crawler.ledger.shared import Segment
from crawler.workers import read
from tests.command import Done, begin
from tests.forked import Started, start_forked
from tests.press import Press, rss
from tests.s3 import s3_environment

SLOWLY: dict[str, object] = {"delay": 0.2, "jitter": 0}


@dataclass
class Fleet:
    """Workers over one ledger and one folder."""

    folder: Path
    url: str
    workers: list[Started] = field(default_factory=list)
    bucket: str = ""
    """URL to which segments are written, in place of a folder."""
    sources: str = ""
    """``table``, in place of a folder."""

    def start(self, *more: str, function: str = "tests.command:begin", **how: Any) -> Started:
        """Start a worker."""
        where = ["--ledger", self.url, "--sources", self.sources or str(self.folder / "sources"), "-o", self.output]
        usual = ["worker", *where, "--every", "1", "--stalled-after", "2", "--contact", "desk@example.org"]
        self.workers.append(start_forked(function, *usual, *more, **how, **s3_environment()))
        return self.workers[-1]

    def drain(self, count: int = 1) -> list[Done]:
        """Start workers that end when nothing is due, and wait for them."""
        return [worker.wait() for worker in [self.start("--drain") for _ in range(count)]]

    @property
    def output(self) -> str:
        """The folder of the segments."""
        return self.bucket or str(self.folder / "out")

    def segments(self) -> list[Segment]:
        """The segments that count."""
        ledger = open_shared_ledger(self.url)
        try:
            return ledger.segments()
        finally:
            ledger.close()

    def headlines(self) -> list[str]:
        """The headlines of all records that count, sorted; each segment is what the ledger says it is."""
        found: list[str] = []
        for segment in self.segments():
            assert Folder(self.output).size(segment.name) == segment.bytes
            lines = read_segment(Folder(self.output), segment).splitlines()
            assert len(lines) == segment.records
            found += [json.loads(line)["headline"] for line in lines]
        return sorted(found)


@contextmanager
def fleet(folder: Path, url: str) -> Iterator[Fleet]:
    """A fleet whose workers are gone in the end."""
    found = Fleet(folder, url)
    try:
        yield found
    finally:
        for worker in found.workers:
            for process in [*descendants(worker.pid), worker.pid]:
                with suppress(ProcessLookupError):
                    kill(process, signal.SIGKILL)
            worker.wait()


def publish(folder: Path, press: Press, name: str, articles: int, **more: Any) -> list[str]:
    """A source of a site, with that many articles; their headlines."""
    entries = [
        (f"/{name}/2026/harbour-report-{name}-{n}", f"Harbour report {name} {n:02}", "") for n in range(articles)
    ]
    for path, headline, _ in entries:
        press.article(path, headline)
    press.put(f"/{name}/rss", rss(*entries), "application/rss+xml")
    values = {"name": name, "home": f"{press.url}/", "feeds": [f"{press.url}/{name}/rss"], "delay": 0, **more}
    (folder / "sources").mkdir(exist_ok=True)
    text = "".join(f"{key} = {json.dumps(value)}\n" for key, value in values.items())
    (folder / "sources" / f"{name}.toml").write_text(text)
    return [headline for _, headline, _ in entries]


def apart(name: str) -> dict[str, object]:
    """What has a source visited at the same time as others of its site."""
    return {**SLOWLY, "home": f"http://{name}.example/", "article_urls": ["/2026/"]}


def wait_until(holds: Callable[[], object], seconds: float = 90) -> None:
    """Wait until something holds."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it does not come"
        time.sleep(0.02)


def descendants(process: int) -> list[int]:
    """The processes below a process."""
    found: list[int] = []
    with suppress(OSError):
        for task in Path(f"/proc/{process}/task").iterdir():
            for child in map(int, (task / "children").read_text().split()):
                found += [child, *descendants(child)]
    return found


def freeze(worker: Started, number: signal.Signals) -> None:
    """Send a signal to all processes of a machine."""
    for process in [worker.pid, *descendants(worker.pid)]:
        kill(process, number)


def begin_at(*arguments: str) -> None:
    """The command where the clock is ahead by ``TEST_AHEAD`` seconds."""
    right, ahead = time.time, int(os.environ["TEST_AHEAD"])
    time.time = lambda: right() + ahead
    begin(*arguments)


def begin_with_a_bad_page(*arguments: str) -> int:
    """The program, in which reading a page whose address contains ``$TEST_BAD`` is a bug, or a signal to itself."""
    parse, number = read.parse, int(os.environ["TEST_SIGNAL"])

    def parse_or_die(body: bytes, url: str, *more: Any) -> Any:
        if os.environ["TEST_BAD"] in url:
            if not number:
                raise ZeroDivisionError
            kill(os.getpid(), number)
        return parse(body, url, *more)

    read.parse = parse_or_die  # type: ignore[attr-defined]
    return begin(*arguments)


def begin_with_a_bad_list(*arguments: str) -> int:
    """The program, in which reading a feed whose address contains ``$TEST_BAD`` ends the process."""
    from spiders import lists

    right = lists.read_feed

    def read_or_die(body: bytes, url: str, *more: Any) -> Any:
        if os.environ["TEST_BAD"] in url:
            kill(os.getpid(), signal.SIGSEGV)
        return right(body, url, *more)

    lists.read_feed = read_or_die  # type: ignore[attr-defined]
    return begin(*arguments)


def begin_with_slow_names(*arguments: str) -> int:
    """The program, where the system takes a minute to say that there is no host whose name ends in ``.invalid``."""
    from twisted.internet import base

    def look_up(host: str, *more: Any) -> Any:
        if host.endswith(".invalid"):
            time.sleep(60)
        return socket.getaddrinfo(host, *more)

    base._GAIResolver = partial(base._GAIResolver, getaddrinfo=look_up)  # type: ignore[attr-defined]
    return begin(*arguments)
