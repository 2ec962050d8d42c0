"""How bench/crawl/run runs a crawl, and what it measures of it; and the crawls that are not ours.

python bench/crawl/crawl_run.py WAY INPUT OUTPUT SETTINGS      WAY: bare, trafilatura
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from crawl_site import HOSTS, ROOT, addresses, counts
from scrapy import Request, Spider
from scrapy.http import Response

Way = Callable[[Path, Path], list[str]]
"""The command of a crawl, by the file of its addresses and that of its records."""
ALLOW = " ".join(f"127.0.0.{host}" for host in range(1, 255))


@dataclass
class Run:
    """What a crawl cost."""

    pages: int
    seconds: float
    """From the first request for a page to the end of the process."""
    cpu: float
    """Seconds, of the process and of those that it started and waited for."""
    peaks: dict[int, float] = field(default_factory=dict)
    """Megabytes of the main process, at their highest so far, by how many pages had been asked for."""
    workers: float = 0.0
    """Megabytes of the largest other process."""

    @property
    def rate(self) -> float:
        """Pages per second."""
        return self.pages / self.seconds

    @property
    def cost(self) -> float:
        """CPU milliseconds per page."""
        return self.cpu / self.pages * 1000

    @property
    def peak(self) -> float:
        """Megabytes of the main process at its highest."""
        return max(self.peaks.values())


def environment() -> dict[str, str]:
    """This one, with the checkout on the path, and with leave to ask this machine."""
    return {**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'bench'}", "COPYDESK_ALLOW_HOSTS": ALLOW}


@contextmanager
def site(hosts: int = HOSTS, kind: str = "all") -> Iterator[tuple[int, int]]:
    """Port of a new site, and how many pages it has."""
    command = [sys.executable, str(ROOT / "bench/crawl/crawl_site.py"), str(hosts), kind]
    process = subprocess.Popen(command, env=environment(), stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout
        port, pages = map(int, process.stdout.readline().split())
        yield port, pages
    finally:
        process.kill()
        process.wait()


def crawl(way: Way, pages: int, folder: Path, every: float = 0.5, hosts: int = HOSTS, kind: str = "all") -> Run:
    """Run a crawl of so many pages on a site of its own."""
    with site(hosts, kind) as (port, _):
        inputs, output = folder / "addresses", folder / "out.jsonl"
        inputs.write_text("".join(f"{url}\n" for url in addresses(port, pages, hosts)))
        run = measure(way(inputs, output), pages, every, lambda: int(counts(port)["served"]))
        found = counts(port)
        assert found["served"] >= pages, "pages were not downloaded"
        run.seconds = time.monotonic() - found["first"]
        return run


def measure(command: list[str], pages: int, every: float, served: Callable[[], int]) -> Run:
    """Run a command to its end."""
    start = time.monotonic()
    process = subprocess.Popen(command, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    run = Run(pages, 0, 0)
    while True:
        pid, status, usage = os.wait4(process.pid, os.WNOHANG)
        if pid:
            break
        run.peaks[served()] = _peak(process.pid)
        run.workers = max([run.workers, *map(_peak, _children(process.pid))])
        time.sleep(every)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, f"{command} ended with {process.returncode}"
    run.seconds, run.cpu = time.monotonic() - start, usage.ru_utime + usage.ru_stime
    return run


def _peak(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")), 0.0)


def _children(pid: int) -> list[int]:
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


class Bare(Spider):
    """Downloads, and nothing else."""

    name = "bare"

    async def start(self) -> AsyncIterator[Request]:
        """A request for each line of the file."""
        for line in Path(self.input).read_text().split():  # type: ignore[attr-defined]
            yield Request(line, self.parse_article, errback=self.fail)

    def parse_article(self, response: Response) -> Any:
        """Nothing. By this name, and by the errback, our middlewares know that an article is asked for."""

    def fail(self, failure: Any) -> None:
        """Nothing."""


class Trafilatura(Bare):
    """The usual way: the parser in the callback."""

    name = "trafilatura"

    def __init__(self, **kwargs: Any) -> None:
        from trafilatura import bare_extraction

        super().__init__(**kwargs)
        self.read = bare_extraction

    def parse_article(self, response: Response) -> Any:
        """An item with what trafilatura reads."""
        found = self.read(response.body, url=response.url, with_metadata=True, include_comments=False)
        yield {"url": response.url, **(found.as_dict() if found else {}), "body": None, "commentsbody": None}


def main(way: str, inputs: str, output: str, settings: str, module: str = "") -> None:
    """A crawl with Scrapy's default settings or those of a module, but for those given as JSON."""
    from scrapy.crawler import AsyncCrawlerProcess
    from scrapy.settings import Settings

    chosen, changed = Settings(), json.loads(settings)
    if module:
        chosen.setmodule(module, priority="project")
        changed["DOWNLOADER_MIDDLEWARES"] = {
            **chosen["DOWNLOADER_MIDDLEWARES"],
            **changed.get("DOWNLOADER_MIDDLEWARES", {}),
        }
        changed["COPYDESK_WORKERS"] = 0
    if way == "trafilatura":
        import trafilatura  # noqa: F401 (at once, and not when the first page comes)

        changed["FEEDS"] = {output: {"format": "jsonlines", "overwrite": True}}
    chosen.setdict(changed, priority="cmdline")
    process = AsyncCrawlerProcess(chosen)
    process.crawl(Trafilatura if way == "trafilatura" else Bare, input=inputs)
    process.start()


if __name__ == "__main__":
    main(*sys.argv[1:])
