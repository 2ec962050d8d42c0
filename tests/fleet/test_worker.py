"""Workers over one ledger on PostgreSQL: together they deliver each article once, and ask no host too often."""

from __future__ import annotations

import signal
import time
from itertools import pairwise
from pathlib import Path

from tests.command import copydesk
from tests.fleet.machines import Fleet, fleet, publish, wait_until
from tests.fleet.partition import line
from tests.press import Press

THREE = ("a", "b", "c")


def test_two_workers_deliver_each_article_once(press: Press, machines: Fleet) -> None:
    expected = sorted(headline for name in THREE for headline in publish(machines.folder, press, name, 4))
    done = machines.drain(2)
    assert [worker.code for worker in done] == [0, 0], [worker.err for worker in done]
    assert machines.headlines() == expected
    assert len(press.paths()) == len(set(press.paths()))
    assert {segment.source for segment in machines.segments()} == set(THREE)
    assert [path.name for path in Path(machines.output).rglob("*.part")] == []
    listed = copydesk("ledger", "segments", machines.url, "a", "--format", "json")
    assert listed.code == 0 and [row["records"] for row in listed.records] == [4]
    (Path(machines.output) / "segments/a/stray.jsonl.zst.unlisted").write_bytes(b"")
    assert sorted(record["headline"] for record in copydesk("export", machines.output).records) == expected
    whole = copydesk("ledger", "segments", machines.url, "--records", machines.output)
    assert sorted(record["headline"] for record in whole.records) == expected
    (Path(machines.output) / listed.records[0]["name"]).write_bytes(b"")
    broken = copydesk("ledger", "segments", machines.url, "--records", machines.output)
    assert broken.code == 23 and len(broken.records) == 8


def test_nothing_is_asked_again_before_it_is_due(press: Press, machines: Fleet) -> None:
    publish(machines.folder, press, "a", 2)
    machines.drain()
    asked = len(press.asked)
    assert [done.code for done in machines.drain()] == [0]
    assert len(press.asked) == asked


def test_a_source_that_is_added_or_changed_is_visited(press: Press, machines: Fleet) -> None:
    expected = publish(machines.folder, press, "a", 2)
    worker = machines.start()
    wait_until(lambda: machines.headlines() == sorted(expected))
    expected += publish(machines.folder, press, "b", 2)
    wait_until(lambda: machines.headlines() == sorted(expected))
    (machines.folder / "sources/a.toml").write_text("name = 7")
    expected += publish(machines.folder, press, "c", 1)
    wait_until(lambda: machines.headlines() == sorted(expected))
    worker.send_signal(signal.SIGTERM)
    done = worker.wait()
    assert done.code == 0 and "a.toml" in done.err


def test_no_host_is_asked_faster_than_its_delay(press: Press, machines: Fleet) -> None:
    """Two sources are of one host, and ask another host, too, under which a third one is visited."""
    other = press.url.replace("127.0.0.1", "localhost")
    for name, home in (("a", press.url), ("b", other), ("c", press.url)):
        publish(machines.folder, press, name, 3, delay=0.3, jitter=0, concurrency=2, home=f"{home}/",
                article_urls=["/2026/"])  # fmt: skip
    done = machines.drain(2)
    assert [worker.code for worker in done] == [0, 0], [worker.err for worker in done]
    assert len(machines.headlines()) == 9
    times = [asked.at for asked in press.asked if asked.head["host"] == press.url.removeprefix("http://")]
    assert min(later - earlier for earlier, later in pairwise(times)) >= 0.3
    assert [asked.path for asked in press.asked].count("/robots.txt") <= 2  # by two visits at once, of three


def test_a_pause_that_a_host_asks_for_holds_for_all(press: Press, machines: Fleet) -> None:
    publish(machines.folder, press, "a", 2)
    press.answers["/a/rss"].status = 429  # type: ignore[union-attr]
    press.answers["/a/rss"].headers["Retry-After"] = "3600"  # type: ignore[union-attr]
    machines.drain()
    publish(machines.folder, press, "b", 2)
    asked = len(press.asked)
    done = machines.drain()
    assert done[0].code == 0 and machines.headlines() == []
    assert len(press.asked) == asked


def test_a_worker_that_is_told_to_stop_leaves_the_rest_to_others(press: Press, machines: Fleet) -> None:
    expected = publish(machines.folder, press, "a", 12, delay=0.2, jitter=0)
    worker = machines.start()
    wait_until(lambda: len(press.paths()) > 3)
    began = time.monotonic()
    worker.send_signal(signal.SIGTERM)
    done = worker.wait()
    assert done.code == 0 and time.monotonic() - began < 8, done.err
    before = machines.headlines()
    assert 0 < len(before) < 12
    assert [again.code for again in machines.drain()] == [0]
    assert machines.headlines() == expected and len(press.paths()) == 13


def test_a_file_is_no_ledger_of_many_machines(tmp_path: Path) -> None:
    (tmp_path / "sources").mkdir()
    done = copydesk("worker", "--ledger", tmp_path / "x.ledger", "--sources", tmp_path / "sources", "-o", tmp_path)
    assert done.code == 2 and "postgresql://" in done.err


def test_a_worker_waits_for_a_ledger_that_is_not_there_yet(press: Press, tmp_path: Path) -> None:
    with line() as cut, fleet(tmp_path, cut.url) as machines:
        expected = publish(tmp_path, press, "a", 2)
        cut.cut()
        worker = machines.start("--drain")
        wait_until(lambda: "cannot be reached" in worker.err)
        time.sleep(2)
        assert worker.is_running and worker.err.count("cannot be reached") == 1
        cut.mend()
        done = worker.wait()
        assert done.code == 0 and "The ledger is reached again." in done.err, done.err
        assert machines.headlines() == expected


def test_a_worker_that_waits_for_its_ledger_can_be_stopped(press: Press, tmp_path: Path) -> None:
    with line() as cut, fleet(tmp_path, cut.url) as machines:
        publish(tmp_path, press, "a", 1)
        cut.cut()
        worker = machines.start()
        wait_until(lambda: "cannot be reached" in worker.err)
        worker.send_signal(signal.SIGTERM)
        assert worker.wait().code == 0


def test_the_ledger_may_be_named_by_the_environment(press: Press, machines: Fleet) -> None:
    expected = publish(machines.folder, press, "a", 2)
    done = copydesk("worker", "--sources", machines.folder / "sources", "-o", machines.output, "--drain",
                    COPYDESK_LEDGER=machines.url)  # fmt: skip
    assert done.code == 0 and machines.headlines() == expected, done.err


def test_a_folder_of_sources_that_goes_away(press: Press, machines: Fleet) -> None:
    expected = publish(machines.folder, press, "a", 2)
    worker = machines.start()
    wait_until(lambda: machines.headlines() == expected)
    (machines.folder / "sources").rename(machines.folder / "elsewhere")
    wait_until(lambda: "sources cannot be read" in worker.err)
    time.sleep(2)
    assert worker.is_running and worker.err.count("sources cannot be read") == 1
    (machines.folder / "elsewhere").rename(machines.folder / "sources")
    expected += publish(machines.folder, press, "b", 1)
    wait_until(lambda: machines.headlines() == sorted(expected))
    worker.send_signal(signal.SIGTERM)
    done = worker.wait()
    assert done.code == 0 and "Traceback" not in done.err, done.err
