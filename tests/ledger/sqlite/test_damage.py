"""A ledger with other bytes than were written: one sentence and exit code 5, whatever is asked of it."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from crawler.cli import ledger as cli
from crawler.errors import printable
from crawler.ledger import Completion, Known, LedgerError, Record, Task, Validators, open_ledger
from crawler.ledger.sqlite import connection
from crawler.ledger.sqlite.errors import translates
from crawler.ledger.sqlite.ledger import SqliteLedger
from tests.cli.test_ledger import key
from tests.command import copydesk
from tests.crawls import begin, crawl
from tests.forked import run_forked
from tests.press import Press, serve, source
from tests.server import serve as serve_pages

URL = "https://daily.example/1"
COMMANDS = [name for name in cli.COMMANDS if name != "segments"]  # which no file has
MORE = {"history": [URL], "purge": [URL]}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger with something in each table."""
    path = tmp_path_factory.mktemp("whole") / "l.db"
    ledger = open_ledger(str(path))
    urls = [URL, *(f"https://daily.example/{number}" for number in range(2, 300))]
    ledger.add([Task(key(url), url, b"payload" * 20, site="daily.example") for url in urls])
    for number, lease in enumerate(ledger.claim(200, 0, 60)):
        record = Record(b'{"a": 1}\n' * 9, number, Known(1, "ab" * 16, b"parts"))
        validators = {lease.key: Validators('"v1"', "Tue, 24 Nov 2026 10:00:00 GMT")}
        state = "delivered" if number % 2 else "failed"
        ledger.complete([Completion(lease, state, 1_000, 4_600, [record], number, validators=validators, interval=60,
                                  message="It answered 500.", source="daily", counts={"new": 1})])  # fmt: skip
    ledger.close()
    with sqlite3.connect(path) as plain:
        plain.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path


def flipped(whole: Path, folder: Path, seed: int, count: int) -> Path:
    """A copy in which bits are flipped, at places that hang on the seed alone."""
    chance, data = random.Random(seed), bytearray(whole.read_bytes())
    for _ in range(count):
        data[chance.randrange(100, len(data))] ^= 1 << chance.randrange(8)
    path = folder / "l.db"
    path.write_bytes(data)
    return path


def more(name: str, folder: Path) -> list[object]:
    """What a command takes beside a ledger."""
    folder.mkdir(exist_ok=True)
    return [folder / "new.db"] if name == "copy" else list(MORE.get(name, []))


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli.command, list(map(str, arguments)))


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("count", [1, 20, 500])
def test_every_command_tells_damage_or_works(whole: Path, tmp_path: Path, name: str, count: int) -> None:
    """A few flipped bits may lie where nothing is; then the command is to work as ever."""
    codes = []
    for seed in range(12):
        done = run(name, flipped(whole, tmp_path, seed, count), *more(name, tmp_path))
        assert done.exception is None or isinstance(done.exception, SystemExit), (seed, done.exception)
        assert done.exit_code in (0, 5, 21, 23), (seed, done.output)
        if done.exit_code == 5:
            assert done.output.strip().splitlines()[-1].startswith(f"{tmp_path / 'l.db'} ") and len(done.output) < 400
            assert done.output.strip() == printable(done.output.strip()).strip()
        codes.append(done.exit_code)
        shutil.rmtree(tmp_path), tmp_path.mkdir()
    assert count == 1 or 5 in codes


def test_check_tells_a_damaged_file_from_one_that_disagrees(whole: Path, tmp_path: Path) -> None:
    path = tmp_path / "l.db"
    shutil.copy(whole, path)
    assert run("check", path).exit_code == 0
    with sqlite3.connect(path) as plain:
        plain.execute("DELETE FROM seen WHERE key = ?", (key(URL),))
    assert run("check", path).exit_code == 23
    assert run("check", flipped(whole, tmp_path, 3, 500)).exit_code == 5


def test_a_large_ledger_is_not_looked_through_before(
    whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "_SMALL", 0)
    for seed in range(8):
        path = flipped(whole, tmp_path, seed, 300)
        for name in COMMANDS:
            done = run(name, path, *more(name, tmp_path / str(seed)))
            assert done.exception is None or isinstance(done.exception, SystemExit), (name, seed, done.exception)
            assert done.exit_code in (0, 5, 21, 23), (name, seed, done.output)


@pytest.mark.parametrize("data", [b"SQLite format 3\0" + bytes(5000), b"x" * 5000])
def test_what_is_no_database(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "l.db").write_bytes(data)
    with pytest.raises(LedgerError, match=r"l\.db (is|cannot)"):
        open_ledger(str(tmp_path / "l.db"))


@pytest.fixture(scope="module")
def press() -> Iterator[Press]:
    with serve() as found:
        found.article("/2026/story-number-1-of-today")
        link = f"<item><link>{found.url}/2026/story-number-1-of-today</link></item>"
        found.put("/rss", f"<rss><channel>{link}</channel></rss>", "application/rss+xml")
        yield found


@pytest.mark.parametrize("name", ["crawl", "schedule", "schedule --list"])
def test_a_crawl_does_not_begin(whole: Path, tmp_path: Path, press: Press, name: str) -> None:
    source(tmp_path, press, f'feeds = ["{press.url}/rss"]\n')
    path = flipped(whole, tmp_path, 1, 500)
    files = ["--sources", tmp_path / "sources", "--ledger", path, "-o", tmp_path / "o.jsonl"]
    done = copydesk(*name.split(), *files, "--allow-host", "127.0.0.1", "--contact", "x@daily.example")
    assert (done.code, done.err.count("\n")) == (5, 1), done.err
    assert "l.db is damaged" in done.err and not (tmp_path / "o.jsonl").exists()


DAMAGE = {
    "payload": "UPDATE tasks SET payload = x'00ff00ff'",
    "position": "UPDATE feeds SET position = 'x'",
    "text": "UPDATE tasks SET url = CAST(x'ff2f' AS TEXT)",
}


@pytest.mark.parametrize("what", DAMAGE)
def test_values_that_no_ledger_has(tmp_path: Path, what: str) -> None:
    """They are well-formed for SQLite, and found when they are read."""
    with serve_pages() as site:
        assert crawl(tmp_path, f"{site}/page/1").code == 0
        with sqlite3.connect(tmp_path / "ledger.db", isolation_level=None) as plain:
            plain.execute(DAMAGE[what])
        done = crawl(tmp_path, f"{site}/page/2", time=10_000_000)
    assert done.code == 5 and "ledger.db is damaged" in done.err and "Traceback" not in done.err, done.err


METHODS = ["add", "claim", "known", "outbox", "has_due", "published", "complete", "silent"]


@pytest.mark.parametrize("method", METHODS)
def test_damage_that_is_found_on_the_way(tmp_path: Path, method: str) -> None:
    with serve_pages() as site:
        settings = {"COPYDESK_RETRY_DELAY": 0}
        values = ["url", str(tmp_path / "l.db"), str(tmp_path / "o.jsonl"), settings, {"urls": [f"{site}/page/1"]}]
        done = run_forked("tests.ledger.sqlite.test_damage:begin_damaged", method, *values, TEST_TIME="1000")
    assert done.code == 5 and "l.db is damaged (database disk image is malformed)" in done.err, done.err
    assert done.err.count("damaged") == 1 and "by a bug" not in done.err


def begin_damaged(method: str, *values: Any) -> int:
    """A crawl whose ledger has a bad page where one thing is asked of it."""

    def fail(*_: object, **__: object) -> None:
        error = sqlite3.DatabaseError("database disk image is malformed")
        error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT  # as the library sets it
        raise error

    failing = translates(sqlite3.Error)(type("Failing", (), {method: fail}))
    setattr(SqliteLedger, method, vars(failing)[method])
    return begin(*values)
