"""One output, one writer: locked, known again, never cut, its last line ended; the file that is full is blamed."""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import zstandard
from scrapy.utils.test import get_crawler

from crawler.exporters.distinct import check_distinct, ledger_files, output_files
from crawler.exporters.exact_feed import ExactFeed
from crawler.exporters.feed_storage import FileStorage
from crawler.exporters.line_end import end_line
from crawler.exporters.members import end_members
from crawler.exporters.rotation import Rotation
from crawler.exporters.writer_lock import OutputError, WriterLock
from crawler.ledger import open_ledger
from crawler.ledger.publish import Publisher
from tests.command import copydesk, start_copydesk
from tests.exporters.test_exact_feed import NOON, UNPACK, deliver, manifest
from tests.press import Press, serve, source

PAGE = "<title>Rain</title><h1>Rain in Zürich</h1><p>It rained all day, and all night, too, said Mayor Ann Lee.</p>"
NAMES = ["out.jsonl", "out.jsonl.gz", "out.jsonl.zst"]
WHOLE, HALF = b'{"a": 1}', b'{"a": "hal'


def pack(name: str, data: bytes) -> bytes:
    return {".jsonl": bytes, ".gz": gzip.compress, ".zst": zstandard.compress}[Path(name).suffix](data)


def unpack(path: Path) -> bytes:
    return UNPACK[path.suffix](path.read_bytes())


@pytest.fixture(scope="module")
def press() -> Iterator[Press]:
    with serve() as found:
        for number in range(5):
            found.article(f"/2026/story-number-{number}-of-today")
        links = "".join(f"<item><link>{found.url}/2026/story-number-{n}-of-today</link></item>" for n in range(5))
        found.put("/rss", f"<rss><channel>{links}</channel></rss>", "application/rss+xml")
        yield found


@pytest.fixture
def folder(tmp_path: Path, press: Press) -> Path:
    source(tmp_path, press, f'feeds = ["{press.url}/rss"]\n')
    (tmp_path / "page.html").write_text(PAGE)
    return tmp_path


def crawling(folder: Path, ledger: str, output: str, *more: str | Path) -> list[str]:
    files = ["--sources", folder / "sources", "--ledger", folder / ledger, "-o", folder / output]
    return ["crawl", *map(str, files), "--delay", "0", "--allow-host", "127.0.0.1", *map(str, more)]


# Who may write


@pytest.fixture
def names(tmp_path: Path) -> dict[str, Path]:
    """One file by many names."""
    path = tmp_path / "a.jsonl"
    path.write_bytes(WHOLE + b"\n")
    (tmp_path / "symbolic.jsonl").symlink_to(path)
    (tmp_path / "hard.jsonl").hardlink_to(path)
    (tmp_path / "there").symlink_to(tmp_path)
    relative = {"relative": tmp_path / "there" / ".." / tmp_path.name / "a.jsonl", "folder": tmp_path / "there/a.jsonl"}
    return {"same": path, "symbolic": tmp_path / "symbolic.jsonl", "hard": tmp_path / "hard.jsonl", **relative}


@pytest.mark.parametrize("name", ["same", "symbolic", "hard", "relative", "folder"])
def test_an_output_has_one_writer_by_whatever_name(names: dict[str, Path], name: str) -> None:
    held = WriterLock(names["same"])
    with pytest.raises(OutputError, match="is being written by another run"):
        WriterLock(names[name])
    held.release()
    WriterLock(names[name]).release()
    assert names["same"].read_bytes() == WHOLE + b"\n"


def test_a_lock_leaves_nothing_and_locks_no_device(tmp_path: Path) -> None:
    lock = WriterLock(tmp_path / "new/out.jsonl", remove_empty=True)
    assert (tmp_path / "new/out.jsonl").exists()
    lock.release()
    lock.release()
    assert not (tmp_path / "new/out.jsonl").exists()
    WriterLock(Path(os.devnull)), WriterLock(Path(os.devnull))
    kept = WriterLock(tmp_path / "kept", remove_empty=True)
    (tmp_path / "kept").write_bytes(b"x")
    kept.release()
    assert (tmp_path / "kept").exists()


@pytest.mark.parametrize("held", ["out.jsonl", "link.jsonl"])
@pytest.mark.parametrize("option", ["--output", "--errors"])
def test_a_run_refuses_a_file_that_another_run_writes(folder: Path, held: str, option: str) -> None:
    (folder / "link.jsonl").symlink_to(folder / "out.jsonl")
    (folder / "out.jsonl").write_bytes(WHOLE + b"\n")
    lock = WriterLock(folder / held)
    for command in (["extract", folder / "page.html"], ["fetch", "http://127.0.0.1:1/"]):
        done = copydesk(*command, option, folder / "out.jsonl")
        assert (done.code, done.err.count("\n")) == (3, 1) and "is being written by another run" in done.err
    assert (folder / "out.jsonl").read_bytes() == WHOLE + b"\n"
    lock.release()


@pytest.mark.parametrize("name", [*NAMES, "out.md"])
def test_two_crawls_with_ledgers_of_their_own_and_one_output(folder: Path, name: str) -> None:
    lock = WriterLock(folder / name)
    done = copydesk(*crawling(folder, "b.db", name))
    assert done.code == 3 and done.err.splitlines()[-1].endswith("each run takes an output of its own.")
    assert "Traceback" not in done.err and (folder / name).read_bytes() == b""
    lock.release()
    for ledger in ("a.db", "b.db"):  # one after the other each adds its own
        assert copydesk(*crawling(folder, ledger, name)).code == 0
    if name in NAMES:
        assert len([json.loads(line) for line in unpack(folder / name).splitlines()]) == 10


def test_a_rotated_output_has_one_writer(folder: Path) -> None:
    held = open_ledger(str(folder / "a.db"))
    publisher = Publisher(held, folder / "out.jsonl", Rotation(daily=True))
    done = copydesk(*crawling(folder, "b.db", "out.jsonl", "--rotate", "day"))
    assert done.code == 3 and "out.manifest.jsonl is being written by another run" in done.err
    publisher.release()
    assert copydesk(*crawling(folder, "b.db", "out.jsonl", "--rotate", "day")).code == 0


def test_many_starts_at_once_give_one_run(folder: Path) -> None:
    for _ in range(3):
        runs = [start_copydesk(*crawling(folder, "l.db", "out.jsonl")) for _ in range(5)]
        ends = [run.wait() for run in runs]
        assert {done.code for done in ends} <= {0, 5} and 0 in [done.code for done in ends], ends
        assert not any("Traceback" in done.err for done in ends)
        assert all("is in use by another run" in done.err for done in ends if done.code == 5)
    lines = (folder / "out.jsonl").read_bytes().splitlines()
    assert len({json.loads(line)["url"] for line in lines}) == len(lines) == 5


# No file for two things


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (ledger_files("l.db"), output_files("l.db", exact=True), True),
        (ledger_files("l.db"), output_files("./x/../l.db", exact=False), True),
        (ledger_files("l.db"), output_files("l.db-wal", exact=False), True),
        (ledger_files("l.db"), output_files("l.db.lock", exact=True), True),
        (output_files("o.jsonl.gz", exact=True), output_files("o.jsonl.gz.open", exact=False), True),
        (output_files("o.jsonl", exact=True), output_files("o.manifest.jsonl", exact=False), True),
        (output_files("o.jsonl", exact=False), output_files("o.manifest.jsonl", exact=False), False),
        (output_files("link", exact=False), output_files("there", exact=False), True),
        (output_files("hard", exact=False), output_files("there", exact=False), True),
        (output_files("o.jsonl", exact=True), ledger_files("l.db"), False),
        (output_files("-", exact=False), output_files("-", exact=False), False),
        (output_files(os.devnull, exact=False), output_files(os.devnull, exact=False), False),
        (ledger_files(""), output_files("", exact=False), False),
    ],
)
def test_check_distinct(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, one: list[str], other: list[str], same: bool
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("x").mkdir()
    Path("there").touch()
    Path("link").symlink_to("there")
    Path("hard").hardlink_to("there")
    if not same:
        check_distinct({"--one": one, "--other": other})
        return
    with pytest.raises(OutputError, match="--one and --other are the same file"):
        check_distinct({"--one": one, "--other": other})


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("crawl --ledger x.db -o x.db --format jsonl", "--output and --ledger"),
        ("crawl --ledger x.db -o o.jsonl --errors x.db", "--errors and --ledger"),
        ("crawl --ledger x.db -o o.jsonl --errors o.jsonl", "--output and --errors"),
        ("schedule --ledger x.db -o x.db --format jsonl", "--output and --ledger"),
        ("fetch http://127.0.0.1:1/ -o e --errors e", "--output and --errors"),
        ("fetch --input page.html -o page.html", "--output and what is read"),
        ("extract page.html -o page.html", "--output and what is read"),
        ("extract page.html --errors ./page.html", "--errors and what is read"),
    ],
)
def test_one_file_for_two_things_is_a_wrong_command(folder: Path, command: str, words: str) -> None:
    before = sorted(path.name for path in folder.iterdir())
    done = copydesk(*command.split(), cwd=folder)
    assert done.code == 2 and f"{words} are the same file" in done.err
    assert sorted(path.name for path in folder.iterdir()) == before and (folder / "page.html").read_text() == PAGE


# The last line


@pytest.mark.parametrize(
    ("data", "kept", "unfinished"),
    [
        (b"", b"", b""),
        (WHOLE + b"\n", WHOLE + b"\n", b""),
        (WHOLE, WHOLE + b"\n", b""),
        (WHOLE + b"\n" + WHOLE, 2 * (WHOLE + b"\n"), b""),
        (HALF, b"", HALF + b"\n"),
        (WHOLE + b"\n" + HALF, WHOLE + b"\n", HALF + b"\n"),
        (WHOLE + b"\n" + b"1", WHOLE + b"\n", b"1\n"),
        (b"x" * 200_000 + b"\n" + b"[" * 200_000, b"x" * 200_000 + b"\n", b"[" * 200_000 + b"\n"),
        (b"x" * 65_536, b"", b"x" * 65_536 + b"\n"),
    ],
)
def test_end_line(tmp_path: Path, data: bytes, kept: bytes, unfinished: bytes) -> None:
    path, moved = tmp_path / "out.jsonl", tmp_path / "out.jsonl.unfinished"
    path.write_bytes(data)
    note = end_line(path)
    assert (path.read_bytes(), moved.read_bytes() if moved.exists() else b"") == (kept, unfinished)
    assert bool(note) == (data != kept) and end_line(path) == ""


@pytest.mark.parametrize("name", NAMES[1:])
@pytest.mark.parametrize("cut", [0, 1, 5])
@pytest.mark.parametrize("end", [b"", b"\n"])
def test_end_members(tmp_path: Path, name: str, cut: int, end: bytes) -> None:
    path = tmp_path / name
    first, second = pack(name, WHOLE + end), pack(name, WHOLE + b"\n")
    path.write_bytes(first + (second[:-cut] if cut else b""))
    note = end_members(path)
    assert unpack(path) == WHOLE + b"\n" and bool(note) == (bool(cut) or not end)
    if cut:
        assert (tmp_path / f"{name}.unfinished").read_bytes() == second[:-cut]
    assert end_members(path) == ""


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("last", "kept"), [(WHOLE, [WHOLE, b"{}"]), (HALF, [b"{}"])])
def test_an_exact_feed_begins_on_a_line_of_its_own(tmp_path: Path, name: str, last: bytes, kept: list[bytes]) -> None:
    half_member = name != "out.jsonl" and last == HALF
    (tmp_path / name).write_bytes(pack(name, WHOLE + b"\n")[:-3] if half_member else pack(name, last))
    feed = ExactFeed(tmp_path / name, Rotation())
    feed.begin(NOON)
    feed.write([b"{}\n"], NOON)
    feed.close()
    feed.clean()
    assert unpack(tmp_path / name).splitlines() == kept and len(feed.notes) == 1
    assert (tmp_path / f"{name}.unfinished").exists() == (last == HALF)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("last", "kept"), [(WHOLE, [WHOLE, b"{}"]), (HALF, [b"{}"])])
def test_an_ordinary_feed_that_is_added_to(tmp_path: Path, name: str, last: bytes, kept: list[bytes]) -> None:
    packs = name != "out.jsonl"
    (tmp_path / name).write_bytes(pack(name, WHOLE + b"\n")[:-3] if packs and last == HALF else pack(name, last))
    options = {"overwrite": False, "format": "jsonl", "postprocessing": ["x"] if packs else []}
    storage = FileStorage(str(tmp_path / name), get_crawler(), feed_options=options)
    file = storage.open(None)  # type: ignore[arg-type]
    file.write(pack(name, b"{}\n"))
    storage.store(file)
    assert unpack(tmp_path / name).splitlines() == kept


def test_a_crawl_says_what_it_mended(folder: Path) -> None:
    (folder / "out.jsonl").write_bytes(HALF)
    done = copydesk(*crawling(folder, "l.db", "out.jsonl"))
    assert done.code == 0 and "out.jsonl ended within a record; its 10 bytes were moved to" in done.err
    assert len([json.loads(line) for line in (folder / "out.jsonl").read_bytes().splitlines()]) == 5


# A file between two runs

LINES = [b'{"number": %d}\n' % number for number in range(100)]


def begun(path: Path, rotation: Rotation = Rotation(), count: int = 50, closed: bool = True) -> str:  # noqa: B008
    """The position of a feed with so many lines."""
    feed = ExactFeed(path, rotation)
    feed.begin(NOON)
    feed.write(LINES[:count], NOON)
    if closed and path.suffix != ".jsonl":
        feed.close()
        feed.clean()
    return feed.position


@contextmanager
def untouched(folder: Path) -> Iterator[None]:
    before = {path: path.read_bytes() for path in folder.iterdir()}
    yield
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("size", [20, 5_000])
def test_an_output_that_was_replaced_is_refused_and_never_cut(tmp_path: Path, name: str, size: int) -> None:
    position = begun(tmp_path / name)
    (tmp_path / name).write_bytes(b"Dear diary, " * (size // 12))
    with untouched(tmp_path), pytest.raises(OutputError) as refused:
        ExactFeed(tmp_path / name, Rotation(), position)
    for words in (f"{name} is not the file that the last run wrote", "bytes that begin with “Dear diary", "expected"):
        assert words in str(refused.value)


def test_an_output_that_was_edited_is_refused(tmp_path: Path) -> None:
    position = begun(tmp_path / "out.jsonl")
    data = (tmp_path / "out.jsonl").read_bytes()
    (tmp_path / "out.jsonl").write_bytes(data[:-5] + b"9" + data[-4:])
    with untouched(tmp_path), pytest.raises(OutputError):
        ExactFeed(tmp_path / "out.jsonl", Rotation(), position)


def test_a_crawl_refuses_it_with_one_sentence(folder: Path) -> None:
    assert copydesk(*crawling(folder, "l.db", "out.jsonl")).code == 0
    (folder / "out.jsonl").write_text("Dear diary\n")
    done = copydesk(*crawling(folder, "l.db", "out.jsonl"))
    assert done.code == 3 and "is not the file that the last run wrote" in done.err and "Traceback" not in done.err
    assert (folder / "out.jsonl").read_text() == "Dear diary\n"
    (folder / "out.jsonl").unlink()
    assert copydesk(*crawling(folder, "l.db", "out.jsonl")).code == 0


@pytest.mark.parametrize("cut", [1, 5, 400])
def test_an_output_that_was_cut_is_gone_on_with(tmp_path: Path, cut: int) -> None:
    position = begun(tmp_path / "out.jsonl")
    data = (tmp_path / "out.jsonl").read_bytes()[:-cut]
    (tmp_path / "out.jsonl").write_bytes(data)
    feed = ExactFeed(tmp_path / "out.jsonl", Rotation(), position)
    feed.write([b"{}\n"], NOON)
    lines = (tmp_path / "out.jsonl").read_bytes().splitlines()
    whole = 50 if cut == 1 else data.count(b"\n")
    assert lines == [line.rstrip() for line in LINES[:whole]] + [b"{}"]


@pytest.mark.parametrize("name", NAMES[1:])
def test_a_compressed_output_that_was_cut_is_gone_on_with(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(pack(name, WHOLE + b"\n"))
    position = begun(tmp_path / name)
    os.truncate(tmp_path / name, (tmp_path / name).stat().st_size - 3)
    feed = ExactFeed(tmp_path / name, Rotation(), position)
    feed.write([b"{}\n"], NOON)
    feed.close()
    assert unpack(tmp_path / name) == WHOLE + b"\n{}\n" and (tmp_path / f"{name}.unfinished").exists()


@pytest.mark.parametrize(
    ("behind", "kept", "taken"),
    [
        (b"", b"", 0),
        (LINES[50], b"", 0),
        (LINES[50] + LINES[51] + LINES[52][:4], b"", 0),
        (LINES[50][:1], b"", 0),
        (bytes(100), b"", 0),
        (LINES[50] + bytes(100), b"", 0),
        (WHOLE + b"\n", WHOLE + b"\n", 0),
        (WHOLE, WHOLE + b"\n", 0),
        (LINES[50] + LINES[51] + WHOLE + b"\n", LINES[50] + LINES[51] + WHOLE + b"\n", 2),
        (b"".join(LINES[50:60]) + WHOLE + b"\n", b"".join(LINES[50:60]) + WHOLE + b"\n", 10),
        (LINES[50] + HALF, LINES[50], 1),
    ],
)
def test_what_others_wrote_behind_is_kept(tmp_path: Path, behind: bytes, kept: bytes, taken: int) -> None:
    position = begun(tmp_path / "out.jsonl")
    with (tmp_path / "out.jsonl").open("ab") as file:
        file.write(behind)
    feed = ExactFeed(tmp_path / "out.jsonl", Rotation(), position, LINES[50:60])
    assert feed.taken == taken
    feed.write([b"{}\n"], NOON)
    assert (tmp_path / "out.jsonl").read_bytes() == b"".join(LINES[:50]) + kept + b"{}\n"


@pytest.mark.parametrize("name", NAMES[1:])
def test_what_others_packed_behind_is_kept(tmp_path: Path, name: str) -> None:
    position = begun(tmp_path / name)
    with (tmp_path / name).open("ab") as file:
        file.write(pack(name, WHOLE))
    other = ExactFeed(tmp_path / name, Rotation(), position)
    other.write([b"{}\n"], NOON)
    other.close()
    assert unpack(tmp_path / name) == b"".join(LINES[:50]) + WHOLE + b"\n{}\n"


@pytest.mark.parametrize("name", NAMES[1:])
def test_lines_of_another_run_that_are_not_packed_yet_are_kept(tmp_path: Path, name: str) -> None:
    mine = begun(tmp_path / name)
    begun(tmp_path / name, count=3, closed=False)  # killed before its end
    feed = ExactFeed(tmp_path / name, Rotation(), mine)
    feed.write([b"{}\n"], NOON)
    feed.close()
    assert unpack(tmp_path / name) == b"".join(LINES[:50] + LINES[:3]) + b"{}\n"


def test_entries_of_others_stay_in_a_manifest(tmp_path: Path) -> None:
    position = begun(tmp_path / "out.jsonl", Rotation(10))
    (tmp_path / "out.manifest.jsonl").write_bytes(b'{"file": "other.jsonl"}\n')
    feed = ExactFeed(tmp_path / "out.jsonl", Rotation(10), position)
    feed.close()
    assert [str(entry["file"]).partition("-")[0] for entry in manifest(tmp_path)] == ["other.jsonl", "out"]
    again = ExactFeed(tmp_path / "out.jsonl", Rotation(10), position)  # killed before it was noted
    assert again.notes == [] and len(manifest(tmp_path)) == 2


def test_a_position_of_an_older_ledger(tmp_path: Path) -> None:
    (tmp_path / "out.jsonl").write_bytes(b"1\n2\n")
    old = (
        '{"name": "out.jsonl", "day": "2026-11-24", "records": 1, "offset": 2, "packed": 0, "manifest": 0, "done": ""}'
    )
    ExactFeed(tmp_path / "out.jsonl", Rotation(), old, [b"2\n"]).write([b"3\n"], NOON)
    assert (tmp_path / "out.jsonl").read_bytes() == b"1\n3\n"


def test_another_output_that_is_another_file_now_is_left_alone(tmp_path: Path) -> None:
    ledger = open_ledger(str(tmp_path / "l.db"))
    deliver(ledger, 100, 2)
    first = Publisher(ledger, tmp_path / "a.jsonl", Rotation(), NOON.timestamp, tmp_path)
    first.publish()
    first.release()
    (tmp_path / "a.jsonl").write_text("Dear diary, it is all about something else now")
    second = Publisher(ledger, tmp_path / "b.jsonl", Rotation(), NOON.timestamp, tmp_path)
    second.release()
    ledger.close()
    assert (tmp_path / "a.jsonl").read_text().startswith("Dear diary")


def test_lines_that_stand_for_good_are_not_published_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A kill between writing and noting; then another program adds to the file."""
    ledger = open_ledger(str(tmp_path / "l.db"))
    deliver(ledger, 100, 2)
    publisher = Publisher(ledger, tmp_path / "out.jsonl", Rotation(), NOON.timestamp)
    publisher.publish()
    deliver(ledger, 102, 2)
    with monkeypatch.context() as dying, pytest.raises(KeyboardInterrupt):
        dying.setattr(type(ledger), "published", _die)
        publisher.publish()
    publisher.release()
    with (tmp_path / "out.jsonl").open("ab") as file:
        file.write(b"200\n")
    again = Publisher(ledger, tmp_path / "out.jsonl", Rotation(), NOON.timestamp)
    deliver(ledger, 104, 1)
    again.publish()
    again.release()
    ledger.close()
    assert (tmp_path / "out.jsonl").read_bytes() == b"100\n101\n102\n103\n200\n104\n"


def _die(*_: object) -> None:
    raise KeyboardInterrupt
