"""Machines that are lost, stopped, cut off, full, of another version or another time: nothing is lost, nothing twice."""

from __future__ import annotations

import os
import signal
import time
from itertools import pairwise
from pathlib import Path

import psycopg
import pytest
from scrapy import Request
from scrapy.utils.request import fingerprint

from crawler.fleet.remote import Folder
from crawler.ledger.registry import open_shared_ledger
from crawler.ledger.requests import to_key
from tests.fleet.machines import SLOWLY, Fleet, apart, descendants, fleet, freeze, publish, wait_until
from tests.fleet.partition import line
from tests.press import Press

MINUTE = 60
"""Seconds, not compressed: longer than all leases, locks and time limits of connections, whatever they are."""
CLOSE = 0.02
"""Seconds by which the clock of the site may see two requests nearer than they were sent."""


def test_a_machine_that_is_lost(press: Press, machines: Fleet) -> None:
    """All its processes end with it; another one goes on where it was."""
    expected = publish(machines.folder, press, "a", 10, **SLOWLY)
    lost = machines.start()
    wait_until(lambda: len(press.paths()) > 4)
    below = descendants(lost.pid)
    lost.send_signal(signal.SIGKILL)
    lost.wait()
    wait_until(lambda: not any(Path(f"/proc/{process}/cmdline").exists() and _runs(process) for process in below))
    assert [done.code for done in machines.drain()] == [0]
    assert machines.headlines() == expected


def _runs(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_a_machine_that_is_stopped_and_wakes(press: Press, machines: Fleet) -> None:
    expected = publish(machines.folder, press, "a", 10, **SLOWLY)
    asleep = machines.start()
    wait_until(lambda: len(press.paths()) > 4)
    freeze(asleep, signal.SIGSTOP)
    assert [done.code for done in machines.drain()] == [0]
    assert machines.headlines() == expected
    freeze(asleep, signal.SIGCONT)
    time.sleep(1)
    asleep.send_signal(signal.SIGTERM)
    assert asleep.wait().code == 0
    assert machines.headlines() == expected


def test_a_machine_that_wakes_beside_the_one_that_went_on(press: Press, machines: Fleet) -> None:
    expected = publish(machines.folder, press, "a", 14, **SLOWLY)
    asleep = machines.start()
    wait_until(lambda: len(press.paths()) > 3)
    freeze(asleep, signal.SIGSTOP)
    other = machines.start("--drain")
    wait_until(lambda: len(press.paths()) > 6)
    freeze(asleep, signal.SIGCONT)
    assert other.wait().code == 0
    assert machines.headlines() == expected


def test_clocks_that_differ(press: Press, machines: Fleet) -> None:
    """By four minutes: leases and due times are by the clock of the server."""
    expected = [headline for name in "ab" for headline in publish(machines.folder, press, name, 5, **SLOWLY)]
    workers = [
        machines.start("--drain", function="tests.fleet.machines:begin_at", TEST_AHEAD=ahead)
        for ahead in ("120", "-120")
    ]
    assert [worker.wait().code for worker in workers] == [0, 0]
    assert machines.headlines() == sorted(expected)
    ledger = open_shared_ledger(machines.url)
    key = to_key(fingerprint(Request(f"{press.url}/a/rss")))
    due, interval = ledger.due(key), ledger.interval(key)
    assert due is not None and interval - 60 < due - ledger.time() <= interval
    ledger.close()


@pytest.mark.parametrize("seconds", [4, MINUTE])
def test_a_line_to_the_ledger_that_is_cut(press: Press, tmp_path: Path, seconds: int) -> None:
    with line() as cut, fleet(tmp_path, cut.url) as machines:
        expected = publish(tmp_path, press, "a", 10, **SLOWLY)
        worker = machines.start("--drain")
        wait_until(lambda: len(press.paths()) > 3)
        cut.cut()
        time.sleep(1)
        asked = len(press.asked)
        time.sleep(seconds - 1)
        assert len(press.asked) == asked, "without the ledger no host is asked"
        cut.mend()
        done = worker.wait()
        assert done.code == 0, done.err
        assert machines.headlines() == expected and len(press.paths()) == 11
        told = [done.err.count(words) for words in ("The ledger cannot be reached: ", "The ledger is reached again.")]
        assert told in ([[1, 1]] if seconds == MINUTE else [[0, 0], [1, 1]]) and "Traceback" not in done.err, done.err


def test_a_machine_that_is_cut_off_for_a_minute_beside_another(press: Press, tmp_path: Path) -> None:
    """Longer than its heartbeat, its locks and its leases: the other one goes on with its visit; then both do."""
    with line() as cut, fleet(tmp_path, cut.url) as machines:
        expected = publish(tmp_path, press, "a", 10, **SLOWLY)
        alone = machines.start()
        wait_until(lambda: len(press.paths()) > 3)
        cut.cut()
        began = time.monotonic()
        machines.url = cut.direct
        assert [done.code for done in machines.drain()] == [0]
        assert machines.headlines() == expected
        time.sleep(max(0.0, MINUTE - (time.monotonic() - began)))
        assert alone.is_running, alone.err
        cut.mend()
        expected += publish(tmp_path, press, "b", 4, **SLOWLY)
        wait_until(lambda: machines.headlines() == sorted(expected))
        alone.send_signal(signal.SIGTERM)
        done = alone.wait()
        assert done.code == 0 and machines.headlines() == sorted(expected), done.err
        times = [asked.at for asked in press.asked]
        assert min(later - earlier for earlier, later in pairwise(times)) > 0.2 - CLOSE
        files = [name for name in Folder(machines.output).names("") if not name.endswith(".jsonl.zst")]
        assert files == [], "nothing half is left"


def test_a_disk_that_is_full(press: Press, machines: Fleet) -> None:
    """The limit on the size of files stands for it, on one of two machines."""
    expected = publish(machines.folder, press, "a", 30)
    full = machines.start("--drain", file_limit=900).wait()
    assert full.code == 3 and f"{machines.output} cannot be written: File too large" in full.err, full.err
    assert machines.headlines() == []
    assert [done.code for done in machines.drain()] == [0]
    assert machines.headlines() == expected and len(press.paths()) == 31


def test_two_versions(press: Press, machines: Fleet) -> None:
    """A worker ends when a newer one has migrated the ledger; that one goes on."""
    expected = publish(machines.folder, press, "a", 6, **SLOWLY)
    old = machines.start()
    wait_until(lambda: len(press.paths()) > 2)
    with psycopg.connect(machines.url.partition("&schema=")[0], autocommit=True) as connection:
        schema = machines.url.rpartition("=")[2]
        connection.execute(f"INSERT INTO {schema}.versions SELECT max(version) + 1 FROM {schema}.versions".encode())
        done = old.wait()
        assert done.code == 5 and "newer Copydesk" in done.err
        connection.execute(
            f"DELETE FROM {schema}.versions WHERE version = (SELECT max(version) FROM {schema}.versions)".encode()
        )
    assert [again.code for again in machines.drain()] == [0]
    assert machines.headlines() == expected


def test_a_visit_that_crashes_is_put_off(press: Press, machines: Fleet) -> None:
    publish(machines.folder, press, "a", 10, **SLOWLY)
    worker = machines.start()
    wait_until(lambda: len(press.paths()) > 2)
    [server] = [process for process in descendants(worker.pid) if descendants(process)]

    def kill_visit() -> bool:
        for process in descendants(server):
            os.kill(process, signal.SIGKILL)
        return "ended with -9" in worker.err

    wait_until(kill_visit)  # at the first time it may seem to be a page that has killed it
    asked = len(press.asked)
    time.sleep(2)
    assert len(press.asked) == asked


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "failed by a bug: ZeroDivisionError."),
        (signal.SIGKILL, "ended the process that read it."),
        (signal.SIGSEGV, "ended the process that read it."),
    ],
)
def test_a_page_that_is_bad_costs_no_other(press: Press, machines: Fleet, number: int, words: str) -> None:
    """It is a failure; visits beside its own are made again, and deliver each article once."""
    expected = [headline for name in "abc" for headline in publish(machines.folder, press, name, 5, **apart(name))]
    how = {"function": "tests.fleet.machines:begin_with_a_bad_page", "TEST_BAD": "report-b-3"}
    done = machines.start("--drain", "--processes", "1", **how, TEST_SIGNAL=str(int(number))).wait()
    assert done.code == 0 and "is made again" not in done.err, done.err
    assert machines.headlines() == sorted(set(expected) - {"Harbour report b 03"})
    ledger = open_shared_ledger(machines.url)
    [failed] = ledger.failed(9)
    ledger.close()
    assert failed.url.endswith("harbour-report-b-3") and failed.message.endswith(words)


def test_a_visit_that_kills_its_process_costs_no_other(press: Press, machines: Fleet) -> None:
    """What kills it is no page: the others are made again apart from it, and it is put off."""
    expected = [headline for name in "acde" for headline in publish(machines.folder, press, name, 5, **apart(name))]
    publish(machines.folder, press, "b", 5, **apart("b"))
    how = {"function": "tests.fleet.machines:begin_with_a_bad_list", "TEST_BAD": "/b/rss"}
    done = machines.start("--drain", "--processes", "1", **how).wait()
    assert done.code == 26 and done.err.count("is made again") == 1, done.err
    assert "The visit of b ended with -11; it is made again in 5 minutes." in done.err
    assert machines.headlines() == expected
