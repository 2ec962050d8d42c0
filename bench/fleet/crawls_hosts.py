"""Hosts with sources for bench/fleet/crawls, and workers that visit them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.request import urlopen

import zstandard

from crawler.ledger.registry import open_shared_ledger

ROOT = Path(__file__).resolve().parents[2]
LOG = "stderr.log"
"""What a worker says, in its working folder."""


@dataclass
class Site:
    """Hosts on addresses of loopback, which are one process, and their source files."""

    folder: Path
    port: int
    hosts: int
    pages: int
    own: subprocess.Popen[str] = field(repr=False)

    def write(self, delay: float) -> None:
        """Write the source files; each host has an equal share of the pages."""
        (self.folder / "sources").mkdir(exist_ok=True)
        for number, address in enumerate(self.addresses()):
            home = f"http://{address}:{self.port}/"
            values = {"name": f"host-{number:03}", "home": home, "feeds": [f"{home}feed/{number}"], "delay": delay,
                      "jitter": 0, "article_urls": ["/article/"]}  # fmt: skip
            text = "".join(f"{key} = {json.dumps(value)}\n" for key, value in values.items())
            (self.folder / "sources" / f"host-{number:03}.toml").write_text(text)

    def addresses(self) -> list[str]:
        """The addresses of the hosts."""
        return [f"127.0.{1 + number // 200}.{1 + number % 200}" for number in range(self.hosts)]

    def times(self) -> dict[str, list[float]]:
        """When each host was asked for something."""
        with urlopen(f"http://127.0.0.1:{self.port}/times") as answer:
            found: dict[str, list[float]] = json.load(answer)
        return found


@contextmanager
def site(folder: Path, hosts: int, pages: int, delay: float, corpora: str = "") -> Iterator[Site]:
    """A site that is served; ``corpora``: whose pages it has, in place of short ones with numbers."""
    command = [
        sys.executable,
        str(ROOT / "bench/fleet/crawls_site.py"),
        str(hosts),
        str(pages),
        *([corpora] * bool(corpora)),
    ]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment([]))
    try:
        assert process.stdout
        found = Site(folder, int(process.stdout.readline()), hosts, pages, process)
        found.write(delay)
        yield found
    finally:
        process.kill()
        process.wait()


def environment(allowed: list[str]) -> dict[str, str]:
    """This one, with the checkout on the path."""
    return {**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'bench'}", "COPYDESK_ALLOW_HOSTS": " ".join(allowed),
            "COPYDESK_CONTACT": "desk@example.org"}  # fmt: skip


def start(found: Site, command: str, *more: str) -> subprocess.Popen[bytes]:
    """A crawl or a worker, in a working folder of its own."""
    cwd = tempfile.mkdtemp(dir=found.folder)
    line = [sys.executable, "-m", "crawler.cli", command, "--sources", str(found.folder / "sources"), *more]
    env = environment([*found.addresses(), "127.0.0.1"])
    with Path(cwd, LOG).open("wb") as log:
        return subprocess.Popen(line, cwd=cwd, env=env, stderr=log, stdout=subprocess.DEVNULL)


def start_worker(found: Site, url: str, out: Path, *more: str) -> subprocess.Popen[bytes]:
    """A worker that notices at once what is due and who is dead."""
    return start(found, "worker", "--ledger", url, "-o", str(out), "--every", "1", "--stalled-after", "5", *more)


def headlines(url: str, out: Path) -> tuple[Counter[str], int]:
    """How often each headline is in the segments, and how many segments or lines are broken."""
    ledger, found, broken = open_shared_ledger(url), Counter[str](), 0
    for segment in ledger.segments():
        data = (out / segment.name).read_bytes()
        lines = zstandard.ZstdDecompressor().stream_reader(data, read_across_frames=True).read().splitlines()
        broken += len(data) != segment.bytes or len(lines) != segment.records
        found.update(json.loads(line)["headline"] for line in lines)
    ledger.close()
    return found, broken
