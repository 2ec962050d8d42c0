"""``copydesk ledger``: what a ledger holds, as a person asks for it."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from scrapy import Request
from scrapy.utils.request import fingerprint

from crawler.cli.ledger import command
from crawler.ledger import Completion, Known, Record, Task, Validators, open_ledger
from crawler.ledger.requests import to_key
from crawler.ledger.sqlite import queries as survey
from crawler.ledger.sqlite.articles import DAY

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


def run(*arguments: object) -> Result:
    return CliRunner().invoke(command, list(map(str, arguments)))


def test_counts(path: Path) -> None:
    lines = run("counts", path).output
    for line in ("3  addresses", "1  delivered", "1  dead", "1  articles", "1  not yet in the output", "2  owed now"):
        assert f" {line}\n" in lines


def test_days(path: Path) -> None:
    ledger = open_ledger(str(path))
    rows = [("daily", day, "requests", day) for day in (1, 2)] + [("weekly", 2, "new", 1)]
    ledger.connection.executemany("INSERT INTO counts VALUES (?, ?, ?, ?)", rows)
    ledger.close()
    first, second, third = (
        "1970-01-03\tdaily\t2 requests\n",
        "1970-01-02\tdaily\t1 requests\n",
        "1970-01-01\tdaily\t1 new\n",
    )
    assert run("days", path).output == first + second + third + "1970-01-03\tweekly\t1 new\n"
    assert run("days", path, "daily", "--most", 2).output == first + second


def test_history(path: Path) -> None:
    assert run("history", path, URL).output.splitlines() == [
        "delivered, last settled 1970-01-01T00:16:40Z",
        "asked again: 1970-01-01T01:16:40Z",
        "visits: 1",
        'etag: "v1"',
        "revision 1: 1970-01-01T00:16:40Z",
    ]
    assert "message: It answered 500.\ufffd[31m" in run("history", path, DEAD).output


def test_owed_and_failed(path: Path) -> None:
    assert [line.split("\t")[1] for line in run("pending", path).output.splitlines()] == [NEW, URL]
    assert run("failed", path).output.split("\t")[1:] == [DEAD, "It answered 500.\ufffd[31m", "given up\n"]


def test_gone(path: Path) -> None:
    ledger = open_ledger(str(path))
    lease = next(lease for lease in ledger.claim(9, 5_000, 60) if lease.url == URL)
    ledger.complete([Completion(lease, "removed", 5_000, message="It is gone: it answered 410.")])
    ledger.close()
    assert run("vacuum", path).exit_code == 0
    assert run("removed", path).output == f"1970-01-01T01:23:20Z\t{URL}\tIt is gone: it answered 410.\n"
    assert run("history", path, URL).output.startswith("removed, last settled 1970-01-01T01:23:20Z\nnot asked again\n")
    assert run("failed", path).output == ""


def test_forget(path: Path) -> None:
    assert run("forget", path, URL).exit_code == 0
    assert run("history", path, URL).exit_code == 21
    ledger = open_ledger(str(path))
    assert ledger.known(7) is None and ledger.add([Task(key(URL), URL)]) == [True]


def test_check_finds_damage(path: Path) -> None:
    assert run("check", path).output == "Nothing is wrong.\n"
    ledger = open_ledger(str(path))
    ledger.connection.execute("DELETE FROM seen WHERE key = ?", (key(NEW),))
    ledger.close()
    done = run("check", path)
    assert done.exit_code == 23 and "1 tasks are owed of which nothing is known" in done.output


def test_vacuum_forgets_old_failures(path: Path) -> None:
    assert run("vacuum", path).exit_code == 0
    assert run("failed", path).output == ""
    assert run("counts", path).output.count("dead") == 1


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("counts", "nothing.db"), 21),
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
    ledger.connection.executemany("INSERT INTO counts VALUES ('busy', ?, 'new', 1)", [(day,) for day in range(10, 20)])
    assert survey.silent(ledger.connection, 22 * DAY) == {}
    assert survey.silent(ledger.connection, 24 * DAY) == {"busy": 19 * DAY}


@pytest.mark.parametrize(("former", "name"), [("owed", "pending"), ("gone", "removed"), ("forget", "purge")])
def test_former_names_still_work_and_are_not_listed(former: str, name: str) -> None:
    runner = CliRunner()
    by_former, by_name = (runner.invoke(command, [word, "--help"], prog_name="x").output for word in (former, name))
    assert by_name == by_former.replace(f" {former} ", f" {name} ") and "FILE" in by_name
    listed = runner.invoke(command, ["--help"]).output
    assert f"  {name} " in listed and f"  {former} " not in listed
