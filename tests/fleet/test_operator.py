"""What who runs a worker sees of many visits in one process: signals, messages, the log."""

from __future__ import annotations

import os
import re
import signal

import pytest

from tests.fleet.machines import Fleet, apart, descendants, freeze, publish, wait_until
from tests.press import Press


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_to_all_processes(press: Press, machines: Fleet, number: signal.Signals) -> None:
    """As if it were sent to the worker alone."""
    expected = sorted(
        headline for name in "abc" for headline in publish(machines.folder, press, name, 10, **apart(name))
    )
    worker = machines.start()
    wait_until(lambda: len(press.paths()) > 6)
    freeze(worker, number)
    done = worker.wait()
    assert done.code == 0, done.err
    assert not re.search("gone|made again|Traceback", done.err), done.err
    assert [again.code for again in machines.drain()] == [0]
    assert machines.headlines() == expected


def test_the_process_that_visits_are_forked_from_is_lost(press: Press, machines: Fleet) -> None:
    expected = sorted(
        headline for name in "abc" for headline in publish(machines.folder, press, name, 10, **apart(name))
    )
    worker = machines.start()
    wait_until(lambda: len(press.paths()) > 6)
    [server] = [process for process in descendants(worker.pid) if descendants(process)]
    os.kill(server, signal.SIGKILL)
    done = worker.wait()
    assert done.code == 26
    assert [line for line in done.err.splitlines() if "written" not in line] == [
        "The process that makes the visits is gone."
    ]
    assert [again.code for again in machines.drain()] == [0]
    assert machines.headlines() == expected


def test_the_log_says_which_source_a_line_is_of(press: Press, machines: Fleet) -> None:
    """And says it once."""
    names = ["a", "b", "c"]
    for name in names:
        publish(machines.folder, press, name, 3, **apart(name))
    done = machines.start("--drain", "-v", "--processes", "1").wait()
    assert done.code == 0
    for sentence in ("Spider opened", "Spider closed (finished)"):
        found = re.findall(rf"^(\S+) [\d-]+ [\d:]+ \[scrapy.core.engine\] INFO: {re.escape(sentence)}$", done.err, re.M)
        assert sorted(found) == names, done.err
    crawled = re.findall(r"^(\S+) .*Crawled \(200\) <GET \S+harbour-report-(.)-\d+>", done.err, re.M)
    assert sorted(crawled) == [(name, name) for name in names for _ in range(3)]


def test_hosts_whose_names_are_slow_to_look_up_delay_no_others(press: Press, machines: Fleet) -> None:
    for number in range(15):
        home = f"http://slow{number}.invalid/"
        publish(machines.folder, press, f"a{number}", 1, home=home, feeds=[f"{home}rss"])
    publish(machines.folder, press, "z", 1, feeds=[f"{press.url.replace('127.0.0.1', 'localhost')}/z/rss"])
    how = {"function": "tests.fleet.machines:begin_with_slow_names"}
    machines.start("--visits", "20", "--processes", "1", "--allow-host", "localhost", **how)
    wait_until(press.paths, 20)
