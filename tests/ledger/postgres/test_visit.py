"""The run of one visit of a fleet: the ledger as its source sees it, its clock, and its end."""

from __future__ import annotations

import asyncio
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

pytest.importorskip("psycopg", reason="psycopg is not installed: pip install '.[fleet]'")
from crawler.engine.shutdown import STOPPED
from crawler.ledger import Completion, Task, opening
from crawler.ledger.model import AlarmNote
from crawler.ledger.postgres.kept import open_kept_ledger
from crawler.ledger.registry import open_shared_ledger
from crawler.ledger.requests import to_task
from crawler.ledger.revisit_times import DAY
from crawler.ledger.run import LedgerRun
from tests.ledger.in_process import NOW, article, begin, scheduler
from tests.ledger.postgres.visiting import claim_of
from tests.ledger.test_run import answer, heard
from tests.postgres import new_url


def visit(folder: Path, url: str, **more: Any) -> LedgerRun:
    return begin(folder, COPYDESK_LEDGER=url, COPYDESK_VISIT=("daily", "digest"), **more)


@pytest.mark.parametrize(
    ("reason", "pause", "again", "free"),
    [
        ("finished", 0, None, 3),
        ("max_time", 0, None, 3),
        ("finished", 5_000, NOW + 5_000, 3),
        ("shutdown", 0, 0, 3),
        (STOPPED, 5_000, 0, 3),
    ],
)
def test_the_end_of_a_visit(tmp_path: Path, reason: str, pause: int, again: int | None, free: int) -> None:
    """What it still has is given back; a visit that was stopped has not ended."""
    url = new_url()
    found = scheduler(visit(tmp_path, url))

    async def crawl() -> None:
        found.open(found.run.crawler.spider)  # type: ignore[arg-type]
        assert found._site_scheduler.pacing.store is found.run.ledger
        found._site_scheduler.pacing.store = None  # turns are no matter of this test
        if pause:
            found._site_scheduler.pacing.keep_held("other.example", pause)
            found._site_scheduler.pacing.keep_held("third.example", pause + 99)
        for number in (1, 2, 3):
            found.enqueue_request(article(number))
        assert found.next_request()
        found._again.extend(state.request for state in found.run.leases.values())  # a retry that waits
        found.close(reason)

    asyncio.run(crawl())
    ledger = open_shared_ledger(url)
    told = ledger.visit_states(NOW)["daily"].again
    assert told == again or (told and again and abs(told - again) <= 5)
    assert len(claim_of(ledger, "daily", now=NOW)) == free
    ledger.close()


def test_a_visit_sees_its_source_alone(tmp_path: Path) -> None:
    url = new_url()
    other = open_shared_ledger(url)
    other.add([Task(1, "https://other.example/1", site="other.example", source="other")])
    found = visit(tmp_path, url)
    assert not found.ledger.has_due(NOW) and other.has_due(NOW, source="other")
    found.ledger.close()
    other.close()


def test_a_visit_knows_only_the_alarms_of_its_source(tmp_path: Path) -> None:
    """Nor does it say of other sources that they have become silent, which each visit would say again."""
    url = new_url()
    other = open_shared_ledger(url)
    other.put_alarms([AlarmNote("daily", "late", 5, None, b""), AlarmNote("other", "late", 5, None, b"")])
    counts = {"new": 1}
    for key, day in enumerate((40, 39, 38), 1):
        other.add([Task(key, f"https://other.example/{key}", site="other.example", source="other")])
        [lease] = other.claim(9, NOW, 60)
        other.complete([Completion(lease, "delivered", NOW - day * DAY, source="other", counts=counts)])
    assert other.silent(NOW)
    found = visit(tmp_path, url)
    assert [alarm.source for alarm in found.ledger.alarms()] == ["daily"]
    found.close()
    assert heard(found, "silent") == []
    other.close()


@pytest.mark.parametrize("ending", ["written", "lost", "given up"])
def test_visits_of_one_process_complete_their_pages_together(tmp_path: Path, ending: str) -> None:
    """Those of a visit that has given up, or whose ledger has failed, are left pending."""
    url, kept = new_url(), "crawler.ledger.postgres.kept.open_kept_ledger"
    runs = [
        begin(tmp_path, COPYDESK_LEDGER=url, COPYDESK_VISIT=(name, ""), COPYDESK_VISIT_LEDGER=kept) for name in "ab"
    ]
    for number, run in enumerate(runs):
        request = article(number, cb_kwargs={"source_name": "ab"[number]})
        run.ledger.add([to_task(request, run.crawler)])
        [lease] = run.ledger.claim(9, NOW, 60)
        made = run.lease(lease)
        assert made
        run.ended(answer(made, 410), made)
    first, second = runs
    connection = open_kept_ledger(url)
    assert first.completions._together == [first.completions, second.completions]
    if ending == "lost":
        connection.session._patience = 0  # type: ignore[attr-defined]
        connection.session._connection.execute("DROP TABLE outbox, counts")  # type: ignore[attr-defined]
    if ending == "given up":
        first.give_up(OSError(28, "No space left on device"))
    second.completions.write()
    settled = [len(heard(run, "settled")) for run in runs]
    assert settled == {"written": [1, 1], "lost": [0, 0], "given up": [0, 1]}[ending]
    assert [run.stopped for run in runs] == {"written": [0, 0], "lost": [1, 1], "given up": [1, 0]}[ending]
    assert [len(list(run.held())) for run in runs] == [1 - number for number in settled]
    for run in runs:
        run.completions.close()
    connection.session.close()  # type: ignore[attr-defined]


def test_all_machines_have_the_time_of_the_ledger(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is asked for now and then, and goes on in between."""
    here, asked = [0.0], list[float]()
    ledger: Any = SimpleNamespace(time=lambda: asked.append(here[0]) or 5_000 + 2 * here[0])
    monkeypatch.setattr(opening, "time", SimpleNamespace(monotonic=lambda: here[0]))
    clock = opening.SharedClock(ledger)
    found = []
    for here[0] in (10.0, 69.0, 70.0, 129.5, 130.0):
        found.append(clock())
    assert asked == [10.0, 70.0, 130.0] and found == [5_020, 5_079, 5_140, 5_199.5, 5_260]


@pytest.mark.parametrize("is_set", [True, False])
def test_a_clock_may_be_set(tmp_path: Path, is_set: bool) -> None:
    url = new_url()
    more: dict[str, Any] = {} if is_set else {"COPYDESK_CLOCK": None}
    found = visit(tmp_path, url, **more)
    assert (found.now() == NOW) is is_set and isinstance(found.clock, opening.SharedClock) is not is_set
    found.ledger.close()
