"""The state and metrics of a worker, over HTTP."""

from __future__ import annotations

import json
import socket
import urllib.request

import pytest

from tests.command import copydesk
from tests.fleet.machines import Fleet, publish, wait_until
from tests.press import serve

pytest.importorskip("prometheus_client")


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def get(port: int, path: str) -> str:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=20) as answer:
        return str(answer.read().decode())


def test_a_worker_serves_its_state_and_the_metrics_of_the_ledger(machines: Fleet) -> None:
    port = free_port()
    with serve() as press:
        expected = publish(machines.folder, press, "daily", 3)
        machines.start("--health", str(port))
        wait_until(lambda: machines.headlines() == sorted(expected))
        wait_until(lambda: json.loads(get(port, "/"))["under_way"] == [])
        wait_until(lambda: 'copydesk_written_total{source="daily"} 3.0' in get(port, "/metrics"))
    metrics = get(port, "/metrics")
    assert json.loads(get(port, "/"))["status"] == "ok"
    assert "copydesk_visits_in_progress 0.0" in metrics and "copydesk_queue_waiting " in metrics
    assert 'copydesk_field_coverage_ratio{field="headline",source="daily"} 1.0' in metrics, metrics


def test_an_address_that_is_taken(machines: Fleet) -> None:
    (machines.folder / "sources").mkdir()
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = machines.start("--health", port).wait()
    assert done.code == 2 and f"cannot listen on {port}" in done.err
    assert "expected a port" in copydesk("worker", "--ledger", machines.url, "-o", "o/", "--health", "x").err
