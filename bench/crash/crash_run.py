"""What the scenarios of bench/crash/run share: the site, a crawl, and the count of what came of it."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
import urllib.request
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from crash_site import LINKS

ROOT = Path(__file__).resolve().parents[2]
SCRAPY = "scrapy.core.scheduler.Scheduler"


@contextmanager
def site(pages: int, *how: str) -> Iterator[str]:
    """The address of a new site."""
    command = [sys.executable, str(ROOT / "bench/crash/crash_serve.py"), str(pages), *how]
    process = subprocess.Popen(command, env=environment(), stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout
        yield f"http://127.0.0.1:{int(process.stdout.readline())}"
    finally:
        process.kill()
        process.wait()


def environment() -> dict[str, str]:
    """This one, with the checkout on the path."""
    path = f"{ROOT}:{ROOT / 'bench'}"
    ours = {"PYTHONPATH": path, "SCRAPY_SETTINGS_MODULE": "crawler.settings", "COPYDESK_ALLOW_HOSTS": "127.0.0.1"}
    return {**os.environ, **ours}


def asked(address: str) -> Counter[str]:
    """How often each article was asked for."""
    return Counter({path: count for path, count in all_asked(address).items() if path.startswith("/article/")})


def all_asked(address: str) -> Counter[str]:
    """How often each path was asked for."""
    with urllib.request.urlopen(f"{address}/counts") as answer:
        return Counter(json.load(answer))


def start(command: list[str]) -> subprocess.Popen[str]:
    """A crawl."""
    return subprocess.Popen(command, env=environment(), text=True, stderr=subprocess.DEVNULL)


def with_ledger(folder: Path, address: str, pages: int, name: str = "out.jsonl", *more: str) -> list[str]:
    """Our way: the command as anyone gives it."""
    feeds = [f"{address}/feed/{number}" for number in range(-(-pages // LINKS))]
    lines = {"name": "notices", "home": f"{address}/", "feeds": feeds, "article_urls": ["/(article|moved)/"]}
    source = folder / "sources/notices.toml"
    if not source.exists():  # it stays as it is, where the disk is read-only, too
        source.parent.mkdir(exist_ok=True)
        source.write_text("".join(f"{key} = {json.dumps(value)}\n" for key, value in {**lines, "delay": 0}.items()))
    files = ["--sources", source.parent, "--ledger", folder / "press.ledger", "-o", folder / name]
    return [sys.executable, "-m", "crawler.cli", "crawl", *map(str, files), *more]


def with_jobdir(folder: Path, address: str, pages: int) -> list[str]:
    """Scrapy's own way."""
    feeds = {str(folder / "out.jsonl"): {"format": "jsonlines", "overwrite": False}}
    storages = {"": "scrapy.extensions.feedexport.FileFeedStorage"}
    job = {"SCHEDULER": SCRAPY, "JOBDIR": str(folder / "job"), "FEEDS": feeds, "FEED_STORAGES": storages}
    return [sys.executable, str(ROOT / "bench/crash/crash_spider.py"), address, str(pages), json.dumps(job)]


def lines(folder: Path) -> Iterator[bytes]:
    """Every line that was written, half ones too; what lies open beside a packed file counts."""
    for path in sorted(folder.glob("out*")):
        if "manifest" in path.name:
            continue
        data = path.read_bytes()
        yield from (gzip.decompress(data) if path.suffix == ".gz" else data).splitlines(keepends=True)


def count(folder: Path, pages: int) -> tuple[int, int, int]:
    """How many records are lost, come twice, are broken."""
    found, broken = Counter[str](), 0
    for line in lines(folder):
        try:
            found[json.loads(line)["headline"]] += line.endswith(b"\n")
        except ValueError:
            broken += 1
    lost = sum(f"Notice {number}" not in found for number in range(pages))
    return lost, sum(found.values()) - len(found), broken
