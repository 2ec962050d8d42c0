"""``copydesk ledger``: what a ledger holds, as a person asks for it."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from scrapy import Request
from scrapy.utils.request import fingerprint

from crawler.cli.crawl import command as crawl
from crawler.cli.ledger import COMMANDS, command
from crawler.ledger import Completion, Known, Ledger, Record, Task, Validators, open_ledger
from crawler.ledger.requests import to_key

DAY = 86_400
URL, DEAD, NEW = (f"https://daily.example/{name}" for name in ("1", "dead", "new"))


def key(url: str) -> int:
    return to_key(fingerprint(Request(url)))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "ledger.db"
    ledger = open_ledger(str(file))
    ledger.add([Task(key(url), url, site="daily.example") for url in (URL, DEAD)])
    first, dead = ledger.claim(2, 0, 60)
    record = Record(b"{}\n", 7, Known(1, "ab" * 16, b"parts"))
    ledger.complete(
        [
            Completion(
                first, "delivered", 1_000, 4_600, [record], 7, validators={key(URL): Validators('"v1"')},
                source="daily", counts={"new": 1},
            ),
            Completion(dead, "dead", 1_000, message="It answered 500.\x1b[31m"),
        ]
    )  # fmt: skip
    ledger.add([Task(key(NEW), NEW)])
    ledger.close()
    return file


def count(ledger: Ledger, source: str, day: int, what: str, number: int) -> None:
    """Count something for a source on a day."""
    name = len(ledger.pending(99))
    ledger.add([Task(name, f"https://{source}.example/{name}", site=f"{source}.example", priority=9)])
    [lease] = [lease for lease in ledger.claim(99, day * DAY, 60) if lease.key == name]
    ledger.complete([Completion(lease, "passed", day * DAY, due=1 << 40, source=source, counts={what: number})])


def run(*arguments: object) -> Result:
    return CliRunner().invoke(command, list(map(str, arguments)))


def test_counts(path: Path) -> None:
    lines = run("counts", path).output
    for line in (
        "3  addresses",
        "1  delivered",
        "1  dead",
        "1  articles",
        "1  not yet in the output",
        "2  pending now",
    ):
        assert f" {line}\n" in lines


def test_days(path: Path) -> None:
    ledger = open_ledger(str(path))
    for source, day, what, number in (
        ("daily", 1, "requests", 1),
        ("daily", 2, "requests", 2),
        ("weekly", 2, "new", 1),
    ):
        count(ledger, source, day, what, number)
    ledger.close()
    heads = "day\tsource\tnew\trequests\n"
    first, second = "1970-01-03\tdaily\t0\t2\n", "1970-01-02\tdaily\t0\t1\n"
    rest = "1970-01-01\tdaily\t1\t0\n1970-01-03\tweekly\t1\t0\n"
    assert run("days", path, "--format", "tsv").output == heads + first + second + rest
    two = run("days", path, "daily", "--most", 2).output.splitlines()
    assert [line.split()[0] for line in two] == ["day", "1970-01-03", "1970-01-02"]


def test_history(path: Path) -> None:
    assert run("history", path, URL).output.splitlines() == [
        "delivered, last completed 1970-01-01T00:16:40Z",
        "due again: 1970-01-01T01:16:40Z",
        "visits: 1",
        'etag: "v1"',
        "revision 1: 1970-01-01T00:16:40Z",
    ]
    assert "message: It answered 500.\ufffd[31m" in run("history", path, DEAD).output


def test_owed_and_failed(path: Path) -> None:
    assert [line.split()[1] for line in run("pending", path).output.splitlines()] == ["url", NEW, URL]
    heads, failed = (line.split("\t") for line in run("failed", path, "--format", "tsv").output.splitlines())
    assert heads == ["failed", "url", "why", "again"] and failed[1:] == [DEAD, "It answered 500.\ufffd[31m", ""]


def test_gone(path: Path) -> None:
    ledger = open_ledger(str(path))
    lease = next(lease for lease in ledger.claim(9, 5_000, 60) if lease.url == URL)
    ledger.complete([Completion(lease, "removed", 5_000, message="It is gone: it answered 410.")])
    ledger.close()
    assert run("vacuum", path).exit_code == 0
    removed = run("removed", path, "--format", "tsv").output.splitlines()[1]
    assert removed == f"1970-01-01T01:23:20Z\t{URL}\tIt is gone: it answered 410."
    assert run("history", path, URL).output.startswith("removed, last completed 1970-01-01T01:23:20Z\nnot due again\n")
    assert run("failed", path).output == ""


def test_forget(path: Path) -> None:
    assert run("forget", path, URL).exit_code == 0
    assert run("history", path, URL).exit_code == 21
    ledger = open_ledger(str(path))
    assert ledger.known(7) is None and ledger.add([Task(key(URL), URL)]) == [True]


def test_check(path: Path) -> None:
    assert run("check", path).output == "No damage found.\n"


def test_vacuum_forgets_old_failures(path: Path) -> None:
    assert run("vacuum", path).exit_code == 0
    assert run("failed", path).output == ""
    assert run("counts", path).output.count("dead") == 1


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("counts", "nothing.db"), 21),
        (("counts", "sqlite:///nothing.db"), 21),
        (("history", "{path}", "daily"), 10),
        (("history", "{path}", "https://other.example/"), 21),
        (("forget", "{path}", "https://other.example/"), 21),
    ],
)
def test_what_cannot_be_answered_is_one_sentence(path: Path, arguments: tuple[str, ...], code: int) -> None:
    done = run(*(argument.format(path=path) for argument in arguments))
    assert done.exit_code == code and done.output.count("\n") == 1


def test_a_run_keeps_others_from_changing_it(path: Path) -> None:
    held = open_ledger(str(path))
    assert run("forget", path, URL).exit_code == 5 and run("counts", path).exit_code == 0
    held.close()


def test_a_source_that_falls_silent_is_named(path: Path) -> None:
    ledger = open_ledger(str(path))
    for number in range(10, 20):
        count(ledger, "busy", number, "new", 1)
    assert ledger.silent(22 * DAY) == {}
    assert ledger.silent(24 * DAY) == {"busy": 19 * DAY}
    ledger.close()
    assert "busy has brought nothing new since 1970-01-20, which is unusual.\n" in run("counts", path).output


@pytest.mark.parametrize(("former", "name"), [("owed", "pending"), ("gone", "removed"), ("forget", "purge")])
def test_former_names_still_work_and_are_not_listed(former: str, name: str) -> None:
    runner = CliRunner()
    by_former, by_name = (runner.invoke(command, [word, "--help"], prog_name="x").output for word in (former, name))
    assert by_name == by_former.replace(f" {former} ", f" {name} ") and "FILE" in by_name
    listed = runner.invoke(command, ["--help"]).output
    assert f"  {name} " in listed and f"  {former} " not in listed


@pytest.mark.parametrize("name", [name for name in COMMANDS if name not in ("history", "purge", "copy", "segments")])
def test_a_url_is_as_good_as_a_path(path: Path, name: str) -> None:
    by_path, by_url = run(name, path), run(name, f"sqlite:///{path}")
    assert (by_path.exit_code, by_url.exit_code) == (0, 0)
    assert by_url.output == by_path.output or name == "vacuum"


def test_a_file_has_no_segments(path: Path) -> None:
    done = run("segments", path)
    assert done.exit_code == 2 and "has no segments; those of workers are in a ledger on PostgreSQL.\n" in done.output


@pytest.mark.parametrize("url", ["mongodb://ann:secret@db.example/press", "sqlite://press.ledger"])
def test_an_address_that_nothing_opens_is_a_wrong_command_line(url: str) -> None:
    for done in (run("counts", url), CliRunner().invoke(crawl, ["--ledger", url])):
        assert done.exit_code == 2 and "Error: Invalid value for '" in done.output and "secret" not in done.output
