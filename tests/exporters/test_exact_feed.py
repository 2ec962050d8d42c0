"""The exact feed: cut back, closed, compressed, rotated; nothing lost, nothing twice, whatever is interrupted."""

from __future__ import annotations

import gzip
import hashlib
import json
import random
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import zstandard

from crawler.exporters.exact_feed import ExactFeed
from crawler.exporters.manifest import Manifest
from crawler.exporters.rotation import Rotation, dated_name, split_name
from crawler.ledger import Completion, Ledger, LedgerError, Record, Task, open_ledger
from crawler.ledger.publish import Publisher

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
UNPACK: dict[str, Callable[[bytes], bytes]] = {
    ".jsonl": bytes,
    ".open": bytes,
    ".gz": gzip.decompress,
    ".zst": lambda data: zstandard.ZstdDecompressor().stream_reader(data, read_across_frames=True).readall(),
}


def read(folder: Path, stem: str = "out") -> list[bytes]:
    """All lines of all files."""
    paths = sorted(path for path in folder.glob(f"{stem}*") if "manifest" not in path.name)
    return [line for path in paths for line in UNPACK[path.suffix](path.read_bytes()).splitlines(keepends=True)]


def manifest(folder: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in (folder / "out.manifest.jsonl").read_bytes().splitlines()]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", Rotation()),
        ("day", Rotation(daily=True)),
        ("200MB", Rotation(200_000_000)),
        ("1g", Rotation(10**9)),
        ("DAY, 5", Rotation(5, True)),
    ],
)
def test_rotation(text: str, expected: Rotation) -> None:
    assert Rotation.read(text) == expected


@pytest.mark.parametrize("text", ["week", "-5", "5TB", "day;5", "MB"])
def test_what_is_no_rotation(text: str) -> None:
    with pytest.raises(ValueError, match="is not a rotation"):
        Rotation.read(text)


@pytest.mark.parametrize(
    ("name", "parts"),
    [("a.jsonl", ("a", ".jsonl")), ("a.jsonl.gz", ("a", ".jsonl.gz")), ("a.b.zst", ("a", ".b.zst")), ("a", ("a", ""))],
)
def test_split_name(name: str, parts: tuple[str, str]) -> None:
    assert split_name(Path(name)) == parts


def test_dated_names_are_free(tmp_path: Path) -> None:
    (tmp_path / "out-2026-11-24-001.jsonl.gz").touch()
    (tmp_path / "out-2026-11-24-002.jsonl.gz.open").touch()
    assert dated_name(tmp_path / "out.jsonl.gz", NOON) == "out-2026-11-24-003.jsonl.gz"


def test_what_is_uncertain_is_cut_off(tmp_path: Path) -> None:
    feed = ExactFeed(tmp_path / "out.jsonl", Rotation())
    feed.begin(NOON)
    feed.write([b"1\n"], NOON)
    certain = feed.position
    feed.write([b"2\n", b'{"half'], NOON)
    ExactFeed(tmp_path / "out.jsonl", Rotation(), certain, [b"2\n", b'{"half": 1}\n']).write([b"3\n"], NOON)
    assert read(tmp_path) == [b"1\n", b"3\n"]


@pytest.mark.parametrize("name", ["out.jsonl", "out.jsonl.gz", "out.jsonl.zst"])
def test_what_others_wrote_stays(tmp_path: Path, name: str) -> None:
    first = ExactFeed(tmp_path / name, Rotation())
    first.begin(NOON)
    first.write([b"1\n"], NOON)
    first.close()
    first.clean()
    second = ExactFeed(tmp_path / name, Rotation())
    second.begin(NOON)
    second.write([b"2\n"], NOON)
    second.close()
    second.clean()
    assert read(tmp_path) == [b"1\n", b"2\n"]
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_file_that_was_moved_away_is_begun_anew(tmp_path: Path) -> None:
    feed = ExactFeed(tmp_path / "out.jsonl", Rotation())
    feed.begin(NOON)
    feed.write([b"1\n"], NOON)
    (tmp_path / "out.jsonl").rename(tmp_path / "kept")
    ExactFeed(tmp_path / "out.jsonl", Rotation(), feed.position).write([b"2\n"], NOON)
    assert read(tmp_path) == [b"2\n"] and (tmp_path / "kept").read_bytes() == b"1\n"


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    opened = open_ledger(str(tmp_path / "ledger.db"))
    yield opened
    opened.close()


def deliver(ledger: Ledger, first: int, count: int) -> None:
    """Put lines into the outbox."""
    ledger.add([Task(number, "https://daily.example/") for number in range(first, first + count)])
    leases = ledger.claim(count, 0, 60)
    ledger.complete(Completion(x, "delivered", 0, records=[Record(b"%d\n" % x.key)]) for x in leases)


def test_rotated_by_size(tmp_path: Path, ledger: Ledger) -> None:
    deliver(ledger, 100, 10)
    publisher = Publisher(ledger, tmp_path / "out.jsonl.gz", Rotation(16), NOON.timestamp)
    publisher.finish()
    assert [entry["records"] for entry in manifest(tmp_path)] == [4, 4]
    for entry in manifest(tmp_path):
        data = (tmp_path / str(entry["file"])).read_bytes()
        assert (len(data), hashlib.sha256(data).hexdigest()) == (entry["bytes"], entry["sha256"])
        assert len(gzip.decompress(data).splitlines()) == entry["records"]
    assert (tmp_path / "out-2026-11-24-003.jsonl.gz.open").read_bytes() == b"108\n109\n"
    assert read(tmp_path) == [b"%d\n" % number for number in range(100, 110)]


def test_rotated_by_day(tmp_path: Path, ledger: Ledger) -> None:
    now = [NOON]
    publisher = Publisher(ledger, tmp_path / "out.jsonl", Rotation(daily=True), lambda: now[0].timestamp())
    for first, count in ((100, 2), (102, 2), (104, 1)):
        deliver(ledger, first, count)
        publisher.finish()
        now[0] += timedelta(hours=24)
    expected = [("out-2026-11-24-001.jsonl", 2), ("out-2026-11-25-001.jsonl", 2)]
    assert [(entry["file"], entry["records"]) for entry in manifest(tmp_path)] == expected
    assert read(tmp_path) == [b"%d\n" % number for number in range(100, 105)]


def test_another_output_gets_what_the_first_is_not_known_to_have(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A kill between writing and noting; then the folder is moved, and the output is another."""
    (tmp_path / "here").mkdir()
    ledger = open_ledger(str(tmp_path / "here/ledger.db"))
    deliver(ledger, 100, 2)
    publisher = Publisher(ledger, tmp_path / "here/a.jsonl", Rotation(), NOON.timestamp, tmp_path / "here")
    publisher.publish()
    deliver(ledger, 102, 2)
    with monkeypatch.context() as dying, pytest.raises(LedgerError):
        dying.setattr(ledger, "published", _fail)
        publisher.publish()
    publisher.release()
    ledger.close()
    assert len((tmp_path / "here/a.jsonl").read_bytes().splitlines()) == 4
    folder = (tmp_path / "here").rename(tmp_path / "there")
    ledger = open_ledger(str(folder / "ledger.db"))
    Publisher(ledger, folder / "b.jsonl", Rotation(), NOON.timestamp, folder).publish()
    ledger.close()
    assert (folder / "a.jsonl").read_bytes() == b"100\n101\n"
    assert (folder / "b.jsonl").read_bytes() == b"102\n103\n"


def _fail(*_: object) -> None:
    raise LedgerError("The disk is full.", "full")


class Killed(Exception):
    """The process dies here."""


@pytest.mark.parametrize("name", ["out.jsonl", "out.jsonl.gz", "out.jsonl.zst"])
@pytest.mark.parametrize("rotation", [Rotation(), Rotation(30), Rotation(daily=True)])
@pytest.mark.parametrize("seed", range(5))
def test_death_between_any_two_steps(
    tmp_path: Path, name: str, rotation: Rotation, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Die before or after each thing that touches the disk, at random; run again; the lines are those of one run."""
    chance, now = random.Random(seed), NOON
    path, folder = str(tmp_path / "ledger.db"), tmp_path / "feed"

    def mortal(step: Callable[..., object]) -> Callable[..., object]:
        def call(*arguments: object) -> object:
            if chance.random() < 0.1:
                raise Killed
            result = step(*arguments)
            if chance.random() < 0.1:
                raise Killed
            return result

        return call

    for owner, step in (
        (ExactFeed, "begin"), (ExactFeed, "write"), (ExactFeed, "close"), (ExactFeed, "clean"), (ExactFeed, "_pack"),
        (Manifest, "add"), (Ledger, "published"),
    ):  # fmt: skip
        monkeypatch.setattr(owner, step, mortal(getattr(owner, step)))
    first = 1000
    while first < 1100:
        ledger, publisher = open_ledger(path), None
        try:
            publisher = Publisher(ledger, folder / name, rotation, now.timestamp)
            while first < 1100:
                deliver(ledger, first, 5)
                first += 5
                now += timedelta(hours=1)
                publisher.publish()
            publisher.finish()
        except Killed:
            pass
        if publisher:
            publisher.release()
        ledger.close()
    monkeypatch.undo()
    ledger = open_ledger(path)
    Publisher(ledger, folder / name, rotation, now.timestamp).finish()
    ledger.close()
    assert sorted(read(folder)) == [b"%d\n" % number for number in range(1000, 1100)]
    if rotation:
        listed = {str(entry["file"]) for entry in manifest(folder)}
        assert len(listed) == len(manifest(folder)) and listed <= {path.name for path in folder.iterdir()}
