"""Metrics as Prometheus reads them, and the files of deploy/monitoring, which name them."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from crawler.metrics.openmetrics import Snapshot, openmetrics, prometheus_text
from crawler.metrics.tally import Tally
from tests.command import ROOT, Done
from tests.forked import run_forked
from tests.metrics.test_drift import usual
from tests.press import crawl, rss, serve, source

openmetrics_parser = pytest.importorskip("prometheus_client.openmetrics.parser", reason="needs the extra metrics")
text_parser = pytest.importorskip("prometheus_client.parser", reason="needs the extra metrics")
MONITORING = ROOT / "deploy" / "monitoring"
DAILY = Tally(
    asked=3, written=2, failed={"http": 1}, latency={"0.1": 2, "more": 1}, delay={"600": 2}, last_success=1000,
    last_published=900, fields={"headline": 2, "captions": 1}, cpu_seconds=0.5, pages_read=2, bytes=10, responses=3,
)  # fmt: skip


def samples(text: bytes, reader: Any = openmetrics_parser) -> dict[tuple[str, ...], float]:
    """Values by name and labels, these in the order of their names but for the source, which comes first."""
    families = reader.text_string_to_metric_families(text.decode())
    return {
        (s.name, *(v for _, v in sorted(s.labels.items(), key=lambda pair: (pair[0] != "source", pair)))): s.value
        for family in families
        for s in family.samples
    }


def test_values() -> None:
    alarms = {("daily", "stopped"): 500}
    found = samples(openmetrics(Snapshot({"daily": DAILY}, {"daily": DAILY}, alarms, {"queue_due": ("Due.", 7)})))
    assert found["copydesk_queue_due",] == 7
    assert found["copydesk_asked_total", "daily"] == 3 and found["copydesk_failed_total", "daily", "http"] == 1
    assert found["copydesk_request_duration_seconds_bucket", "daily", "0.1"] == 2
    assert found["copydesk_request_duration_seconds_bucket", "daily", "+Inf"] == 3
    assert found["copydesk_last_success_timestamp_seconds", "daily"] == 1000
    assert found["copydesk_newest_article_timestamp_seconds", "daily"] == 900
    assert found["copydesk_field_coverage_ratio", "daily", "captions"] == 0.5
    assert found["copydesk_read_cpu_seconds_total", "daily"] == 0.5
    assert found["copydesk_alarm_timestamp_seconds", "daily", "stopped"] == 500


def test_labels_are_bounded_and_escaped() -> None:
    many = {f'source "{n}"\n': Tally(asked=n) for n in range(6_000)}
    found = {key: value for key, value in samples(openmetrics(Snapshot(many, {}))).items() if "asked" in key[0]}
    assert len(found) == 5_000 and sum(found.values()) == sum(range(6_000))


def test_names_of_the_dashboard_and_the_rules_are_metrics() -> None:
    gauges = ("queue_due", "queue_waiting", "requests_in_progress", "start_time_seconds")
    alarms = {("daily", "late"): 5}
    text = openmetrics(Snapshot({"daily": usual()}, {"daily": DAILY}, alarms, dict.fromkeys(gauges, ("", 1.0))))
    text += openmetrics(Snapshot({"daily": DAILY}, {"daily": DAILY})).replace(b"# EOF", b"")
    known = set(re.findall(r"^(copydesk_\w+)", text.decode(), re.M))
    for path in MONITORING.iterdir():
        named = set(re.findall(r"copydesk_\w+", path.read_text()))
        assert named and named - known <= {"copydesk_refused_total"}, named - known
    json.loads((MONITORING / "dashboard.json").read_text())


@pytest.mark.skipif(not shutil.which("promtool"), reason="needs promtool, of the package prometheus")
def test_promtool_takes_the_rules_and_the_metrics() -> None:
    rules = subprocess.run(
        ["promtool", "check", "rules", str(MONITORING / "rules.yaml")], capture_output=True, text=True
    )
    assert rules.returncode == 0, rules.stderr + rules.stdout
    text = prometheus_text(Snapshot({"daily": DAILY}, {"daily": DAILY}, {("daily", "late"): 5}))
    checked = subprocess.run(["promtool", "check", "metrics"], input=text, capture_output=True)
    assert b"error while" not in checked.stderr, checked.stderr


def test_a_file_for_the_textfile_collector(tmp_path: Path) -> None:
    with serve() as press:
        source(tmp_path, press, 'feeds = ["SITE/rss"]\n')
        press.article("/2026/story-number-1")
        press.put("/rss", rss(("/2026/story-number-1", "T", ""), ("/2026/story-number-2", "T", "")))
        for ledger in ([], ["--ledger", tmp_path / "l.db"]):
            done = crawl(tmp_path, *ledger, "-o", tmp_path / "o.jsonl", "--metrics-file", tmp_path / "m.prom")
            found = samples((tmp_path / "m.prom").read_bytes(), text_parser)
            assert found["copydesk_written_total", "daily"] == 1, done.err
            assert found["copydesk_failed_total", "daily", "http"] == 1
    assert ("copydesk_queue_waiting",) in found
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def events(done: Done) -> list[dict[str, object]]:
    return [json.loads(line) for line in done.err.splitlines()]


def test_logs_are_json_and_have_what_the_receipt_counts(tmp_path: Path) -> None:
    with serve() as press:
        source(tmp_path, press, 'feeds = ["SITE/rss"]\n')
        press.article("/2026/story-number-1")
        press.put("/rss", rss(("/2026/story-number-1", "T", ""), ("/2026/story-number-2", "T", "")))
        done = crawl(tmp_path, "--contact", "https://daily.example/", "--log-format", "json", "-o", tmp_path / "o",
                     "--receipt", tmp_path / "r.json")  # fmt: skip
    found = [event for event in events(done) if event["event"] not in ("message", "log")]
    assert sorted((str(e["event"]), e["source"], e.get("reason")) for e in found) == [
        ("failed", "daily", "http"), ("list_read", "daily", None), ("written", "daily", None),
    ]  # fmt: skip
    assert all("time" in event and "level" in event for event in events(done))
    assert isinstance(next(e for e in found if e["event"] == "written")["seconds"], float)
    daily = json.loads((tmp_path / "r.json").read_text())["sources"]["daily"]
    assert (daily["written"], daily["failed"], daily["lists"]) == (1, {"http": 1}, 1)


def test_no_credentials_in_the_log(tmp_path: Path) -> None:
    with serve() as press:
        url = press.url.replace("//", "//ann:secret@")
        done = run_forked("tests.press:begin", "fetch", f"{url}/none", "nonsense", "--log-format", "json",
                          "--allow-host=127.0.0.1")  # fmt: skip
    assert [e["event"] for e in events(done)].count("failed") == 2
    assert "secret" not in done.err
