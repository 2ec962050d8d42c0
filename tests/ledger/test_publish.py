"""The publisher of a run: under which name a feed is stored, and what becomes of the feeds of earlier runs."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from crawler.exporters.manifest import manifest_of
from crawler.exporters.rotation import Rotation
from crawler.exporters.writer_lock import OutputError, WriterLock
from crawler.ledger import Completion, Ledger, LedgerError, Record, Task, open_ledger
from crawler.ledger.publish import Publisher, lock_feed

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture
def held(tmp_path: Path) -> Ledger:
    return open_ledger(str(tmp_path / "l.db"))


def deliver(ledger: Ledger, *keys: int) -> None:
    """Put a line for each into the outbox."""
    ledger.add([Task(key, "https://daily.example/") for key in keys])
    leases = ledger.claim(99, 0, 60)
    ledger.complete(Completion(x, "delivered", 0, records=[Record(b"%d\n" % x.key)]) for x in leases)


@pytest.mark.parametrize(
    ("rotation", "name"), [(Rotation(), "feeds/out.jsonl"), (Rotation(daily=True), "feeds/out.jsonl\trotated")]
)
def test_a_feed_is_stored_by_its_place_beside_the_ledger(
    tmp_path: Path, held: Ledger, rotation: Rotation, name: str
) -> None:
    publisher = Publisher(held, tmp_path / "feeds/out.jsonl", rotation, NOON.timestamp, tmp_path)
    assert publisher.name == name and held.positions() == {}
    deliver(held, 1)
    publisher.publish()
    assert list(held.positions()) == [name] and held.outbox(9) == [] and publisher.notes == []


@pytest.mark.parametrize("position", ["nonsense", '{"name": 5}', "[]"])
def test_what_cannot_go_on_holds_no_file(tmp_path: Path, held: Ledger, position: str) -> None:
    held.published(0, "out.jsonl", position)
    kept: list[Exception] = []
    for _ in range(2):
        with pytest.raises((ValueError, TypeError)) as raised:
            Publisher(held, tmp_path / "out.jsonl", Rotation(), NOON.timestamp, tmp_path)
        kept.append(raised.value)
    WriterLock(tmp_path / "out.jsonl").release()


@pytest.mark.parametrize("rotation", [Rotation(), Rotation(daily=True)])
def test_what_is_locked(tmp_path: Path, rotation: Rotation) -> None:
    path = tmp_path / "out.jsonl"
    lock = lock_feed(path, rotation)
    assert list(tmp_path.iterdir()) == [manifest_of(path) if rotation else path]
    lock.release()
    assert list(tmp_path.iterdir()) == []


def uncertain(held: Ledger, folder: Path, rotation: Rotation = Rotation()) -> Path:  # noqa: B008
    """A feed with a line of which the ledger does not know whether it was written."""
    first = Publisher(held, folder / "a.jsonl", rotation, NOON.timestamp, folder)
    deliver(held, 1)
    first.publish()
    deliver(held, 2)
    with pytest.MonkeyPatch.context() as dying, pytest.raises(ZeroDivisionError):
        dying.setattr(held, "published", lambda *_: 1 // 0)
        first.publish()
    first.release()
    [file] = folder.glob("a*-001.jsonl" if rotation else "a.jsonl")
    assert file.read_bytes() == b"1\n2\n"
    return file


@pytest.mark.parametrize("rotation", [Rotation(), Rotation(daily=True)])
def test_lines_that_another_feed_was_not_known_to_have_are_taken_back(
    tmp_path: Path, held: Ledger, rotation: Rotation
) -> None:
    file = uncertain(held, tmp_path, rotation)
    second = Publisher(held, tmp_path / "b.jsonl", Rotation(), NOON.timestamp, tmp_path)
    second.publish()
    WriterLock(file).release()
    found = (file.read_bytes(), (tmp_path / "b.jsonl").read_bytes(), held.outbox(9))
    assert found == (b"1\n", b"2\n", [])


def test_a_feed_that_another_run_writes_is_left_alone(tmp_path: Path, held: Ledger) -> None:
    file = uncertain(held, tmp_path)
    before, lock = held.positions(), WriterLock(file)
    Publisher(held, tmp_path / "b.jsonl", Rotation(), NOON.timestamp, tmp_path).release()
    assert held.positions() == before and file.read_bytes() == b"1\n2\n"
    lock.release()


def test_a_feed_whose_folder_is_gone_is_left_alone(tmp_path: Path, held: Ledger) -> None:
    held.published(0, "gone/a.jsonl", '{"name": "a.jsonl", "offset": 5}')
    publisher = Publisher(held, tmp_path / "b.jsonl", Rotation(), NOON.timestamp, tmp_path)
    deliver(held, 1)
    publisher.finish()
    assert (tmp_path / "b.jsonl").read_bytes() == b"1\n" and not (tmp_path / "gone").exists()


def test_a_feed_has_one_publisher_until_it_is_released(tmp_path: Path, held: Ledger) -> None:
    publisher = Publisher(held, tmp_path / "out.jsonl", Rotation(), NOON.timestamp)
    with pytest.raises(OutputError, match="is being written by another run"):
        Publisher(held, tmp_path / "out.jsonl", Rotation(), NOON.timestamp)
    publisher.release()
    Publisher(held, tmp_path / "out.jsonl", Rotation(), NOON.timestamp).release()


def test_more_lines_than_are_read_at_a_time(tmp_path: Path, held: Ledger) -> None:
    deliver(held, *range(1, 50))
    lines = b"".join(b"%d\n" % key for key in range(1, 50))
    publisher = Publisher(held, tmp_path / "out.jsonl", Rotation(30), NOON.timestamp)
    publisher.publish()
    files = sorted(tmp_path.glob("out-*.jsonl"))
    assert b"".join(file.read_bytes() for file in files) == lines and all(file.stat().st_size <= 30 for file in files)
    assert held.outbox(9) == []


@pytest.mark.parametrize(("name", "is_closed"), [("out.jsonl", False), ("out.jsonl.gz", True)])
def test_the_end_of_a_run_closes_what_is_compressed(tmp_path: Path, held: Ledger, name: str, is_closed: bool) -> None:
    publisher = Publisher(held, tmp_path / name, Rotation(), NOON.timestamp)
    deliver(held, 1)
    publisher.publish()
    assert (tmp_path / f"{name}.open").exists() is is_closed
    publisher.finish()
    assert not (tmp_path / f"{name}.open").exists() and (tmp_path / name).stat().st_size > 0


def test_an_error_of_the_ledger_is_that_of_the_ledger(tmp_path: Path, held: Ledger) -> None:
    publisher = Publisher(held, tmp_path / "out.jsonl", Rotation(), NOON.timestamp)
    held.close()
    with pytest.raises(LedgerError):
        publisher.publish()
