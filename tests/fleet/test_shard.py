"""Archives in shards: each file's records once, whole or not at all, whatever is killed."""

from __future__ import annotations

import json
import os
import random
import signal
import socket
import subprocess
import sys
import time
from hashlib import sha256
from pathlib import Path

import pytest
import zstandard
from click.testing import CliRunner

from crawler.cli.extract import command
from crawler.fleet.inputs import Input
from crawler.fleet.marker import DONE, Marker, load
from crawler.fleet.parts import PART
from crawler.fleet.remote import Folder
from crawler.fleet.shard import extract_shard, is_done
from crawler.fleet.status import status
from crawler.workers.read_stored import read_stored

PAGE = (
    "<!doctype html><html lang=en><head><link rel=canonical href=https://daily.example/{0}><title>Harbour {0} opens"
    "</title></head><body><h1>Harbour {0} opens</h1><p>{1}</p></body></html>"
)
TEXT = "The ferry between the islands sails again from Monday, two winters after the landing stage was closed. " * 4


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    for number in range(12):
        file = folder / f"{number % 3}" / f"{number}.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(PAGE.format(number, TEXT + str(number)))
    return folder


def inputs(folder: Path) -> list[Input]:
    return [Input(file.relative_to(folder).as_posix(), str(file)) for file in sorted(folder.rglob("*.html"))]


def lines(folder: Path) -> list[bytes]:
    data = b"".join(
        zstandard.ZstdDecompressor().stream_reader(file.read_bytes()).read() for file in folder.rglob("*.zst")
    )
    return sorted(data.splitlines())


def by_id(record: dict[str, str]) -> str:
    return record["id"]


def extract(*arguments: object) -> tuple[int, str]:
    done = CliRunner().invoke(command, [*map(str, arguments), "--workers", "0"])
    return done.exit_code, done.stderr + done.stdout


def test_shards_give_what_one_process_gives(pages: Path, tmp_path: Path) -> None:
    out = f"{tmp_path}/out/"
    for shard in ("0/3", "1/3", "2/3"):
        assert extract(pages, "--shard", shard, "-o", out)[0] == 0
    records = list(read_stored([str(pages)], on_error=print))
    written = [json.loads(line) for line in lines(Path(out))]
    assert sorted(written, key=by_id) == sorted(json.loads(json.dumps(records)), key=by_id) and len(written) == 12
    assert extract(pages, "-o", out) == (0, "")  # nothing is missing
    assert extract(pages, "--status", "-o", out) == (0, "12 done with 12 records, 0 failed, 0 left, 0 being written.\n")


def test_a_marker_says_what_was_written(pages: Path, tmp_path: Path) -> None:
    folder = Folder(str(tmp_path / "out"))
    [(file, marker)] = extract_shard(inputs(pages)[:1], folder, 0)
    data = (tmp_path / "out" / f"{file.name}.jsonl.zst").read_bytes()
    assert (marker.records, marker.size, marker.sha256) == (1, len(data), sha256(data).hexdigest())
    assert load((tmp_path / "out" / (file.name + DONE)).read_bytes()) == marker == is_done(file, folder)
    assert oct((tmp_path / "out" / f"{file.name}.jsonl.zst").stat().st_mode & 0o044) == oct(0o044)


@pytest.mark.parametrize("harm", ["cut", "gone", "no marker", "marker cut", "marker of another kind"])
def test_what_is_not_whole_is_read_again(pages: Path, tmp_path: Path, harm: str) -> None:
    [file], folder = inputs(pages)[:1], Folder(str(tmp_path / "out"))
    list(extract_shard([file], folder, 0))
    output, marker = tmp_path / "out" / f"{file.name}.jsonl.zst", tmp_path / "out" / (file.name + DONE)
    if harm == "cut":
        output.write_bytes(output.read_bytes()[:-1])
    elif harm == "gone":
        output.unlink()
    elif harm == "no marker":
        marker.unlink()
    else:
        marker.write_bytes(marker.read_bytes()[:-9] if harm == "marker cut" else b"[1]")
    assert is_done(file, folder) is None


def test_an_input_that_cannot_be_read_is_named_and_read_again(pages: Path, tmp_path: Path) -> None:
    bad = pages / "0" / "bad.html.gz"
    bad.write_bytes(b"\x1f\x8bnonsense")
    code, said = extract(pages, "-o", f"{tmp_path}/out/")
    assert code == 23 and "bad.html.gz is a damaged or truncated gzip file." in said
    code, said = extract(pages, "--status", "-o", f"{tmp_path}/out/")
    assert code == 1 and said.startswith("12 done with 12 records, 1 failed, 0 left") and "bad.html.gz" in said
    bad.write_text(PAGE.format(99, TEXT), encoding="utf-8")
    assert extract(pages, "-o", f"{tmp_path}/out/")[0] == 0
    assert extract(pages, "--status", "-o", f"{tmp_path}/out/")[1].startswith("13 done with 13 records, 0 failed")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--shard", "2/2", "x", "-o", "out/"], "expected I/N"),
        (["--shard", "-1/2", "x", "-o", "out/"], "expected I/N"),
        (["--shard", "1", "x", "-o", "out/"], "expected I/N"),
        (["--shard", "0/2", "x"], "take a folder"),
        (["x", "-o", "out/"], "x: there is no such file"),
        (["-o", "out/"], "Missing argument"),
        ([], "Missing argument"),
        (["x", "-o", "out/", "--format", "csv", "--errors", "e"], "takes no --format and no --errors"),
        (["nope://host/x", "-o", "out/"], "nope"),
    ],
)
def test_wrong_command_lines(arguments: list[str], sentence: str) -> None:
    code, said = extract(*arguments)
    assert code == 2 and sentence in said


def test_files_at_an_address_are_read_and_written(pages: Path) -> None:
    fsspec = pytest.importorskip("fsspec", reason="fsspec is not installed: pip install '.[s3]'")
    system = fsspec.filesystem("memory")
    for file in inputs(pages)[:3]:
        system.pipe(f"/web/{file.name}", Path(file.path).read_bytes())
    assert extract("memory://web/", "-o", "memory://out/")[0] == 0
    assert extract("memory://web/", "--status", "-o", "memory://out/")[1].startswith("3 done with 3 records, 0 failed")
    assert sum(name.endswith(".zst") for name in system.find("/out")) == 3
    [(_, marker)] = extract_shard([Input("gone", "memory://web/gone.html")], Folder("memory://out/"), 0)
    assert (marker.records, marker.kind) == (0, "missing") and "memory://web/gone.html cannot be read" in marker.failed


def test_killed_at_any_moment_it_goes_on(pages: Path, tmp_path: Path) -> None:
    """Shards that are killed and started again give the records of one process, and nothing half."""
    whole, out = Path(f"{tmp_path}/whole/"), Path(f"{tmp_path}/out/")
    assert extract(pages, "-o", f"{whole}/")[0] == 0
    random.seed(1)
    kills = 0
    for attempt in range(20):
        shards = [start(pages, out, index) for index in range(2)]
        time.sleep(random.uniform(0.2, 1.5) if attempt < 4 else 60 * (attempt > 18))
        for process in shards:
            if attempt < 4 and process.poll() is None:
                process.send_signal(signal.SIGKILL)
                kills += 1
            process.wait()
        if attempt >= 4 and all(process.returncode == 0 for process in shards):
            break
    assert lines(out) == lines(whole) and len(lines(out)) == 12
    assert status(Folder(str(out)), inputs(pages)).left == []


def start(pages: Path, out: Path, index: int) -> subprocess.Popen[bytes]:
    program = [sys.executable, "-m", "crawler.cli", "extract", str(pages), "--shard", f"{index}/2", "-o", f"{out}/"]
    return subprocess.Popen([*program, "--workers", "0"], stderr=subprocess.DEVNULL)


def test_a_part_that_was_left_is_told(tmp_path: Path) -> None:
    (tmp_path / f".host-1-0{PART}").touch()
    assert status(Folder(str(tmp_path))).lines() == ["0 done with 0 records, 0 failed, 0 left, 1 being written."]


def test_parts_of_processes_that_were_killed_are_deleted(pages: Path, tmp_path: Path) -> None:
    out, host = tmp_path / "out", socket.gethostname()
    out.mkdir()
    ended = subprocess.Popen(["true"])
    ended.wait()
    kept = {
        f".{host}-{os.getpid()}-999999{PART}",
        f".{host}-1-0{PART}",
        f".other-{ended.pid}-0{PART}",
        f".{host}-x-0{PART}",
    }
    for name in (*kept, f".{host}-{ended.pid}-7{PART}"):
        (out / name).touch()
    assert extract(pages, "-o", f"{out}/")[0] == 0
    assert {path.name for path in out.glob(f".*{PART}")} == kept


def test_markers_of_any_kind() -> None:
    marker = Marker("a.warc", 3, 10, "ab", "1", 0.5, {"empty": 2})
    assert load(marker.dump()) == marker
