"""When the lines of the outbox are written, and what is said of repairs."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from scrapy.settings import Settings
from scrapy.signalmanager import SignalManager

from crawler.engine import signals
from crawler.ledger import Ledger, LedgerError
from crawler.ledger import output as module
from crawler.ledger.output import Output
from crawler.ledger.publish import open_publisher


class Calls:
    """A publisher that notes what is asked of it, and has something to report each time."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.notes = ["It was repaired.", "So was that."]

    def publish(self) -> None:
        self.asked.append("publish")
        self.notes.append("It was repaired again.")

    def finish(self) -> None:
        self.asked.append("finish")

    def release(self) -> None:
        self.asked.append("release")


@pytest.fixture
def run() -> Any:
    crawler = SimpleNamespace(signals=SignalManager())
    return SimpleNamespace(stopped=False, crawler=crawler, attempt=lambda call: call())


def test_lines_are_written_now_and_then(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    now, publisher = [100.0], Calls()
    monkeypatch.setattr(module, "time", SimpleNamespace(monotonic=lambda: now[0]))
    output = Output(run, publisher)  # type: ignore[arg-type]
    for moment, count in ((100.0, 1), (100.5, 1), (100.6, 2), (100.7, 2), (101.2, 3)):
        now[0] = moment
        output.publish_if_due()
        assert publisher.asked == ["publish"] * count


def test_the_end_of_a_run(run: Any) -> None:
    publisher, said = Calls(), list[str]()
    hear = lambda sentence: said.append(sentence)  # noqa: E731 (signals hold their receivers weakly)
    run.crawler.signals.connect(hear, signals.output_repaired)
    output = Output(run, publisher)  # type: ignore[arg-type]
    output.finish()
    output.release()
    assert publisher.asked == ["publish", "finish", "release"]
    assert said == ["It was repaired.", "So was that.", "It was repaired again."] and publisher.notes == []


def test_a_run_that_has_stopped_writes_nothing(run: Any) -> None:
    run.stopped, publisher = True, Calls()
    output = Output(run, publisher)  # type: ignore[arg-type]
    output.finish()
    output.release()
    assert publisher.asked == ["release"] and publisher.notes == ["It was repaired.", "So was that."]


def test_without_a_publisher(run: Any) -> None:
    output = Output(run, None)
    output.publish_if_due()
    output.finish()
    output.release()


def settings(tmp_path: Path, output: str, **more: str) -> Any:
    values = {"COPYDESK_OUTPUT": output, "COPYDESK_LEDGER": str(tmp_path / "ledger.db"), **more}
    return SimpleNamespace(settings=Settings(values))


@pytest.mark.parametrize(("name", "there"), [("", False), ("out.jsonl", True)])
def test_open_publisher(tmp_path: Path, ledger: Ledger, name: str, there: bool) -> None:
    crawler = settings(tmp_path, str(tmp_path / name) if name else "", COPYDESK_ROTATE="")
    found = open_publisher(crawler, ledger, lambda: 0.0)
    assert (found is not None) == there == (tmp_path / "out.jsonl").exists()
    if found:
        found.release()


class Own:
    """Another publisher."""

    def __init__(self, *given: object) -> None:
        self.given = given


def test_another_publisher_is_a_setting(tmp_path: Path, ledger: Ledger) -> None:
    crawler, clock = settings(tmp_path, "out.jsonl", COPYDESK_PUBLISHER=f"{__name__}.Own"), lambda: 0.0
    found: Any = open_publisher(crawler, ledger, clock)
    assert type(found).__name__ == "Own" and found.given == (crawler.settings, ledger, clock)
    assert list(tmp_path.glob("*.jsonl")) == []


def test_a_position_that_is_none_is_damage(tmp_path: Path, ledger: Ledger) -> None:
    ledger.published(0, "out.jsonl", "nonsense")
    with pytest.raises(LedgerError) as raised:
        open_publisher(settings(tmp_path, str(tmp_path / "out.jsonl"), COPYDESK_ROTATE=""), ledger, lambda: 0.0)
    assert raised.value.kind == "damaged"
