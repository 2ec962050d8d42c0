"""Archives in shards, killed at random moments and started again, beside one process that is left alone."""

from __future__ import annotations

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import chain, islice, zip_longest
from pathlib import Path

import zstandard
from corpus import CORPUS
from results import replace_section, table
from warcio.archiveiterator import ArchiveIterator
from warcio.recordloader import ArcWarcRecord
from warcio.warcwriter import WARCWriter

from crawler.fleet.marker import ENDING
from crawler.fleet.parts import PART

ROOT = Path(__file__).resolve().parents[2]
CORPORA = ("press", "press2", "articles", "magazines", "classic", "web")
HEAD = ["way", "runs", "kills", "CPU, s", "clock, s", "records", "left half-written"]


def arguments(parser: argparse.ArgumentParser) -> None:
    """Options of this part."""
    group = parser.add_argument_group("archives")
    group.add_argument("--files", type=int, default=32, help="WARC files, made of the corpora")
    group.add_argument("--file-pages", type=int, default=30, help="pages of each of the files")
    group.add_argument("--shards", type=int, default=8, help="as many as there are machines")
    group.add_argument("--shard-kills", type=int, default=10, help="processes that are killed")
    group.add_argument("--shard-seed", type=int, default=1)


def run(options: argparse.Namespace) -> None:
    """Measure, and write the section."""
    folder = Path(tempfile.mkdtemp(prefix="copydesk-fleet-"))
    make_archives(folder / "in", options.files, options.file_pages)
    whole, killed = Way(folder / "in", folder / "whole"), Way(folder / "in", folder / "killed")
    whole.start("0/1").wait()
    kill_at_random(killed, options.shards, options.shard_kills, options.shard_seed)
    done = Way(folder / "in", killed.out)
    done.start("0/1").wait()
    ways = {
        "one process": whole,
        f"{options.shards} shards at once, killed": killed,
        "one process, after all was done": done,
    }
    same = whole.lines() == killed.lines()
    digest = sha256(b"\n".join(whole.lines())).hexdigest()
    lost = (killed.cpu - whole.cpu) / max(killed.kills, 1)
    text = f"{options.files} WARC files of {options.file_pages} pages; all shards run at once, and a random one is "
    text += "killed with -9 at random moments and started again with the same command. Each start costs what loading "
    text += "the program does; a kill costs the page work of the file in hand.\n\n"
    text += table(HEAD, [[name, *way.cells()] for name, way in ways.items()])
    text += f"\n\nCPU seconds more than one process, for each kill: {lost:.1f}. Sorted, the lines of both are "
    text += f"{'equal byte for byte' if same else 'DIFFERENT'} (SHA-256 {digest[:16]}…)."
    replace_section("Fleet: archives in shards, killed", text)
    shutil.rmtree(folder)


def make_archives(folder: Path, files: int, size: int) -> None:
    """WARC files with the corpora's pages, all corpora in each."""
    folder.mkdir()
    pages = responses()
    for number in range(files):
        with (folder / f"{number:02}.warc.gz").open("wb") as stream:
            writer, count = WARCWriter(stream, gzip=True), 0
            for record in islice(pages, size):
                writer.write_record(record)
                count += 1
        assert count == size, "the corpora have no more pages"


def responses() -> Iterator[ArcWarcRecord]:
    """The responses of the corpora by turns; each must be used before the next is asked for."""
    streams = [ArchiveIterator((CORPUS / f"{name}.warc.gz").open("rb")) for name in CORPORA]
    records = chain.from_iterable(zip_longest(*streams))
    return (record for record in records if record is not None and record.rec_type == "response")


@dataclass
class Shard:
    """A running process."""

    way: Way
    name: str
    process: subprocess.Popen[bytes]

    def wait(self, kill: bool = False) -> int:
        """Its exit code, once it has ended; its CPU time is added."""
        if kill:
            self.process.kill()
        _, status, usage = os.wait4(self.process.pid, 0)
        self.process.returncode = os.waitstatus_to_exitcode(status)
        self.way.cpu += usage.ru_utime + usage.ru_stime
        self.way.ended = time.monotonic()
        return self.process.returncode


@dataclass
class Way:
    """One folder of outputs, and what it cost."""

    source: Path
    out: Path
    runs: int = 0
    kills: int = 0
    cpu: float = 0
    began: float = field(default_factory=time.monotonic)
    ended: float = 0

    def start(self, shard: str) -> Shard:
        """A process, as anyone starts it."""
        self.runs += 1
        program = [sys.executable, "-m", "crawler.cli", "extract", str(self.source), "--shard", shard, "--workers", "0"]
        process = subprocess.Popen([*program, "-o", f"{self.out}/"], cwd=ROOT, stderr=subprocess.DEVNULL)
        return Shard(self, shard, process)

    def lines(self) -> list[bytes]:
        """The records of all outputs, sorted."""
        unpack = zstandard.ZstdDecompressor()
        data = b"".join(unpack.stream_reader(file.read_bytes()).read() for file in self.out.rglob(f"*{ENDING}"))
        return sorted(data.splitlines())

    def cells(self) -> list[str]:
        """For the table."""
        left = len(list(self.out.rglob(f"*{PART}")))
        counts = [str(self.runs), str(self.kills), f"{self.cpu:.1f}", f"{self.ended - self.began:.1f}"]
        return [*counts, f"{len(self.lines()):,}", str(left)]


def kill_at_random(way: Way, shards: int, kills: int, seed: int) -> None:
    """Run all shards to their end; kill a random one again and again while they run."""
    chance = random.Random(seed)
    running = [way.start(f"{index}/{shards}") for index in range(shards)]
    while way.kills < kills:
        time.sleep(chance.uniform(0.5, 3))
        place = chance.randrange(shards)
        name, code = running[place].name, running[place].wait(kill=True)
        way.kills += code == -9
        running[place] = way.start(name)
    for shard in running:
        if code := shard.wait():
            print(f"shard {shard.name} ended with {code}", file=sys.stderr)
